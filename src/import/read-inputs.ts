import { join, resolve } from "node:path";
import { failure } from "../errors.js";
import { errnoOf } from "../git/errno.js";
import type { World } from "../world.js";

/** A JSON text by the name it was given. */
export interface ImportInput {
  readonly name: string;
  readonly text: string;
}

/** A file refused unread above this size; real exports have a few hundred kilobytes. */
const maximumSize = 50 * 1024 * 1024;

/**
 * Reads files, given by path; a directory stands for the `.json` files in it, by name, not for those below. `onFile`
 * is told how many are read. Throws `bad-import` for what cannot be read.
 */
export async function readInputs(
  world: World,
  names: readonly string[],
  onFile: (done: number, total: number) => void,
): Promise<readonly ImportInput[]> {
  const files = (await Promise.all(names.map((name) => filesOf(world, name)))).flat();
  const inputs: ImportInput[] = [];
  for (const name of files) {
    onFile(inputs.length, files.length);
    inputs.push({ name, text: await readText(world, name) });
  }
  return inputs;
}

async function filesOf(world: World, name: string): Promise<readonly string[]> {
  const stat = await world.fs.stat(resolve(world.cwd, name)).catch(() => null);
  if (!stat?.isDirectory()) return [name];
  const inside = (await world.fs.readdir(resolve(world.cwd, name))).filter((file) => /\.json$/i.test(file));
  if (inside.length === 0)
    throw failure("bad-import", { file: name, reason: "it is a directory without a .json file" });
  return inside.sort().map((file) => join(name, file));
}

async function readText(world: World, name: string): Promise<string> {
  const path = resolve(world.cwd, name);
  const refuse = (reason: string, hint?: string): Error =>
    failure("bad-import", { file: name, reason, ...(hint === undefined ? {} : { hint }) });
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    ENOTDIR: "there is no such file",
    EISDIR: "it is a directory",
    EACCES: "it may not be read",
  };
  try {
    const stat = await world.fs.stat(path);
    if (stat.isDirectory()) throw refuse("it is a directory");
    if (stat.size > maximumSize) throw refuse("it is larger than 50 MB");
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await world.fs.readFile(path));
  } catch (error) {
    const code = errnoOf(error);
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw refuse("it is not UTF-8", "save it as UTF-8; PowerShell's > writes UTF-16");
    const reason = code === undefined ? undefined : reasons[code];
    throw reason === undefined ? error : refuse(reason);
  }
}
