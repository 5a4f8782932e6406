import { isUtf8 } from "node:buffer";
import { join } from "node:path";
import type { Place } from "./place.js";
import { type ReadmeFound, readmeMark } from "./plan.js";

/** Looks for a README in any spelling, a Markdown one first. */
export async function findReadme({ world, directory }: Place): Promise<ReadmeFound> {
  const names = await world.fs.readdir(directory).catch(() => []);
  const readmes = names.filter((name) => /^readme(\.\w+)?$/i.test(name)).sort();
  const path = readmes.find((name) => /\.(md|markdown)$/i.test(name)) ?? readmes[0];
  if (path === undefined) return { kind: "none" };
  const stat = await world.fs.lstat(join(directory, path));
  if (!stat.isFile() || !/\.(md|markdown)$/i.test(path)) return { kind: "other", path };
  const bytes = await world.fs.readFile(join(directory, path));
  if (!isUtf8(bytes)) return { kind: "other", path };
  const text = bytes.toString("utf8");
  return text.includes(readmeMark) ? { kind: "marked", path } : { kind: "own", path, text };
}
