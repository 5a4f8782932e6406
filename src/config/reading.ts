import { agentPath, agentsDirectory } from "../model/agent.js";
import type { Problem, Severity } from "../model/problem.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import { maximumFileSize, tooLarge } from "./decode.js";
import { type Ignore, readIgnores } from "./ignores.js";
import { type ParsedFile, parseFile } from "./parse.js";
import { startOfFile } from "./position.js";

/** One reading of a tree: what was met on the way is collected here. */
export interface Reading {
  readonly tree: Tree;
  readonly problems: Problem[];
  /** Texts that were read, by path. */
  readonly sources: Map<string, string>;
  readonly ignores: Ignore[];
  /** Where a problem inside a `$file` comes from: the line that names the file. */
  readonly origins: Map<Problem, { readonly file: string; readonly line: number }>;
}

/** Reads a YAML file that its directory lists; null, with a problem, when it is too large or went away. */
export async function readYaml(reading: Reading, path: string, entry: TreeEntry): Promise<ParsedFile | null> {
  if (entry.size !== undefined && entry.size > maximumFileSize) {
    reading.problems.push(tooLarge(path, entry.size));
    return null;
  }
  const bytes = await reading.tree.read(path);
  if (bytes === null) {
    // Listed a moment ago: someone is changing the working tree meanwhile.
    reading.problems.push(
      wholeFile(path, "error", "not-a-file", `${path} went away while it was read.`, "try again"),
    );
    return null;
  }
  const parsed = parseFile(path, bytes);
  reading.sources.set(path, parsed.text);
  reading.problems.push(...parsed.problems);
  if (parsed.value === null) return parsed; // Nothing more is said of it, so nothing could be ignored.
  const { ignores, problems } = readIgnores(path, parsed.text);
  reading.ignores.push(...ignores);
  reading.problems.push(...problems);
  return parsed;
}

/** Everything inside an agent's directory by path relative to it, links and devices included, none followed. */
export async function listAgentFiles(tree: Tree, slug: string): Promise<ReadonlyMap<string, TreeEntry>> {
  const files = new Map<string, TreeEntry>();
  const visit = async (directory: string, prefix: string): Promise<void> => {
    for (const entry of (await tree.entries(directory)) ?? []) {
      files.set(prefix + entry.name, entry);
      if (entry.kind === "directory") await visit(`${directory}/${entry.name}`, `${prefix}${entry.name}/`);
    }
  };
  await visit(`${agentsDirectory}/${slug}`, "");
  return files;
}

/** A problem for each link, submodule or device in an agent's directory: git would not store what they lead to. */
export function refuseLinks(reading: Reading, slug: string, files: ReadonlyMap<string, TreeEntry>): void {
  for (const [path, entry] of files)
    if (entry.kind !== "file" && entry.kind !== "directory")
      reading.problems.push(notAFile(agentPath(slug, path), entry));
}

/** The problem of an entry that is not what its place asks for. */
export function notAFile(path: string, entry: TreeEntry): Problem {
  const what = {
    symlink: "a symbolic link",
    submodule: "a submodule",
    other: "a device, socket or pipe",
    file: "a file",
    directory: "a directory",
  };
  const message = `${path} is ${what[entry.kind]}, which is never followed or read.`;
  return wholeFile(path, "error", "not-a-file", message, "put the real file or directory there");
}

/** A problem of a whole file, directory or entry. */
export function wholeFile(
  file: string,
  severity: Severity,
  code: string,
  message: string,
  hint: string,
): Problem {
  return { severity, code, file, ...startOfFile, pointer: "", message, hint };
}
