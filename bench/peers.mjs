// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { arch, platform } from "node:os";
import { delimiter, join } from "node:path";

const folder = join(import.meta.dirname, "peers");

/** Programs that we compare with and that npm installs, by path. */
export const peers = {
  ajv: join(folder, "node_modules/ajv-cli/dist/index.js"),
  /** The native program itself: the one that npm links to is Node, which starts it. */
  sourcemeta: join(
    folder,
    `node_modules/@sourcemeta/jsonschema/build/github-releases/jsonschema-${platform()}-${arch() === "x64" ? "x86_64" : arch()}`,
  ),
};

/** Installs the peers into bench/peers/node_modules, unless they are there; says so when that fails. */
export function installPeers() {
  const installed = join(folder, "node_modules/.package-lock.json");
  const locked = join(folder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs) return;
  console.error("bench: installing what to compare with, into bench/peers/node_modules");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", args, { cwd: folder, stdio: ["ignore", 2, 2] });
  if (status !== 0) console.error("bench: npm could not install them, so they are left out");
}

/**
 * Whether a program is on the PATH.
 *
 * @param {string} name
 */
export function isInstalled(name) {
  return (process.env.PATH ?? "").split(delimiter).some((directory) => existsSync(join(directory, name)));
}
