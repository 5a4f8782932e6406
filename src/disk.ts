import fs from "node:fs";
import type { OpenFile, WorldFs } from "./world.js";

/**
 * The disk for a program of its own. A configuration is thousands of small files, and reading one by way of Node's
 * thread pool takes 70 µs instead of 8; whoever else waits in this process waits that long. Only what waits for
 * the device itself, fsync, is left to the pool, where several go on at once.
 */
export const disk: WorldFs = {
  readFile: atOnce(fs.readFileSync) as WorldFs["readFile"],
  readdir: atOnce(fs.readdirSync) as WorldFs["readdir"],
  stat: atOnce(fs.statSync) as WorldFs["stat"],
  lstat: atOnce(fs.lstatSync) as WorldFs["lstat"],
  readlink: atOnce(fs.readlinkSync) as WorldFs["readlink"],
  realpath: atOnce(fs.realpathSync.native) as WorldFs["realpath"],
  mkdir: atOnce(fs.mkdirSync) as WorldFs["mkdir"],
  rmdir: atOnce(fs.rmdirSync),
  rename: atOnce(fs.renameSync),
  link: atOnce(fs.linkSync),
  unlink: atOnce(fs.unlinkSync),
  utimes: atOnce(fs.utimesSync),
  writeFile: atOnce(fs.writeFileSync) as WorldFs["writeFile"],
  symlink: atOnce(fs.symlinkSync) as WorldFs["symlink"],
  chmod: atOnce(fs.chmodSync),
  open: async (path, flags, mode) => openFile(fs.openSync(path, flags ?? "r", mode)),
};

/** The same with a promise of what it gives or throws. */
function atOnce<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => Promise<R> {
  return async (...args) => work(...args);
}

function openFile(descriptor: number): OpenFile {
  return {
    async read(buffer, offset, length, position) {
      return { bytesRead: fs.readSync(descriptor, buffer, offset, length, position) };
    },
    writeFile: async (data) => fs.writeFileSync(descriptor, data),
    sync: () =>
      new Promise((resolve, reject) => {
        fs.fsync(descriptor, (error) => (error ? reject(error) : resolve()));
      }),
    close: async () => fs.closeSync(descriptor),
  };
}
