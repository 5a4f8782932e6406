import { join } from "node:path";
import { failure } from "../errors.js";
import { writeFile } from "../git/durable.js";
import { isMissing } from "../git/errno.js";
import { isJsonObject, type JsonValue } from "../model/json.js";
import type { World, WorldFs } from "../world.js";

/** Where the first line of agents' files looks for their schema, from the repository's root. */
export const schemasDirectory = "schemas";

/** What became of each schema's file, by path from the repository's root. */
export interface PlacedSchemas {
  readonly written: readonly string[];
  /** Already as this release has them. */
  readonly unchanged: readonly string[];
}

/**
 * Writes schemas (file name to text) into `schemas/` of a repository, over those of another release. Nothing is
 * written unless all can be. Throws `file-exists` for a file of that name that is something else, `cannot-write`.
 */
export async function placeSchemas(
  { fs }: World,
  root: string,
  texts: ReadonlyMap<string, string>,
): Promise<PlacedSchemas> {
  const written: string[] = [];
  const unchanged: string[] = [];
  const directory = join(root, schemasDirectory);
  const there = await lstatOrNull(fs, directory);
  if (there !== null && !there.isDirectory())
    throw failure("cannot-write", { file: schemasDirectory, reason: "it is not a directory" });
  for (const [name, text] of texts) {
    const path = `${schemasDirectory}/${name}`;
    const before = there === null ? null : await ownText(fs, join(root, path), path, name);
    (before === text ? unchanged : written).push(path);
  }
  await fs.mkdir(directory, { recursive: true });
  for (const path of written) {
    const text = texts.get(path.slice(schemasDirectory.length + 1)) ?? "";
    await writeFile(fs, join(root, path), Buffer.from(text));
  }
  return { written, unchanged };
}

/** The text of a schema of ours that is there; null when nothing is. */
async function ownText(fs: WorldFs, file: string, path: string, name: string): Promise<string | null> {
  const stat = await lstatOrNull(fs, file);
  if (stat === null) return null;
  if (!stat.isFile()) throw failure("cannot-write", { file: path, reason: "it is not a plain file" });
  const text = await fs.readFile(file, "utf8");
  if (idOf(text) === name) return text;
  throw failure("file-exists", { path, hint: "it is not a schema of Tagline's: move it away first" });
}

function idOf(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? (value.$id ?? null) : null;
  } catch {
    return null;
  }
}

async function lstatOrNull(fs: WorldFs, path: string): Promise<Awaited<ReturnType<WorldFs["lstat"]>> | null> {
  return fs.lstat(path).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}
