import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import Module from "node:module";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/** What V8 made of one file, which is of no use once that file is another. */
type Compiled = { readonly size: number; readonly mtimeMs: number; readonly code: Buffer };

/** What Node has for `require`, and does not declare. */
type Loader = { wrap(code: string): string; prototype: { _compile: Compile } };
type Compile = (this: Loaded, code: string, path: string) => unknown;
type Loaded = { readonly exports: unknown; require(id: string): unknown };

/** Functions are compiled when they are first called: those that a run had no use for come in on another day. */
const dayInMs = 24 * 60 * 60 * 1000;

/**
 * Has what V8 compiles of the files in a directory kept for the next time, as `module.enableCompileCache` does from
 * Node 22.1 on: compiling is a third of what a short command takes. One file for each name, that of a command, since
 * each calls other functions.
 *
 * V8 itself takes only what the same release made with the same flags out of a text of the same length; that the
 * text is the same and the file is whole is seen to here, since V8 would run anything.
 *
 * @param directory Whose `.js` files, all CommonJS; nothing below it.
 * @param cache Where the files are kept: no place where somebody can write who cannot write the code. When nothing
 *   can be written there, everything is compiled anew each time.
 * @param atExit Has something done at the very end of the process.
 */
export function keepCompiled(
  directory: string,
  cache: string,
  name: string,
  atExit: (work: () => void) => void,
): void {
  const path = join(cache, `${name}-${cachedDataVersionTag().toString(16)}`);
  const { compiled, isOld } = read(path);
  const scripts = new Map<string, { readonly script: Script; readonly of: Stats }>();
  let isNew = isOld;
  const loader = Module as unknown as Loader;
  const compile = loader.prototype._compile;
  loader.prototype._compile = function (text, file) {
    if (dirname(file) !== directory) return compile.call(this, text, file);
    const of = statSync(file);
    const known = compiled.get(basename(file));
    const cachedData = known?.size === of.size && known.mtimeMs === of.mtimeMs ? known.code : undefined;
    const script = new Script(loader.wrap(text), { filename: file, cachedData });
    scripts.set(basename(file), { script, of });
    isNew ||= script.cachedDataRejected !== false;
    const run = script.runInThisContext() as (...variables: unknown[]) => unknown;
    return run.call(this.exports, this.exports, (id: string) => this.require(id), this, file, directory);
  };
  atExit(() => {
    if (!isNew || !isWritable(cache)) return;
    for (const [file, { script, of }] of scripts)
      compiled.set(file, { size: of.size, mtimeMs: of.mtimeMs, code: script.createCachedData() });
    write(path, compiled);
  });
}

function isWritable(cache: string): boolean {
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A checksum of the rest, the length of a list of what there is, that list, and the code of each. */
function write(path: string, compiled: ReadonlyMap<string, Compiled>): void {
  const list = [...compiled].map(([file, { size, mtimeMs, code }]) => [file, size, mtimeMs, code.length]);
  const head = Buffer.from(JSON.stringify(list));
  const bytes = Buffer.concat([Buffer.alloc(8), head, ...[...compiled.values()].map(({ code }) => code)]);
  bytes.writeUInt32LE(head.length, 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
  try {
    // Where two write at once, a mixture is seen from its checksum, and made again.
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
  } catch {
    // Without it, the next one takes longer.
  }
}

function read(path: string): { readonly compiled: Map<string, Compiled>; readonly isOld: boolean } {
  const compiled = new Map<string, Compiled>();
  try {
    const isOld = Date.now() - statSync(path).mtimeMs > dayInMs;
    const bytes = readFileSync(path);
    if (crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) return { compiled, isOld: true };
    let at = 8 + bytes.readUInt32LE(4);
    const list: [string, number, number, number][] = JSON.parse(bytes.toString("utf8", 8, at));
    for (const [file, size, mtimeMs, length] of list) {
      compiled.set(file, { size, mtimeMs, code: bytes.subarray(at, at + length) });
      at += length;
    }
    return { compiled, isOld };
  } catch {
    return { compiled, isOld: true };
  }
}
