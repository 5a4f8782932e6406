import type { Problem, Severity } from "../model/problem.js";
import type { TreeEntry } from "../model/tree.js";
import { startOfFile } from "./position.js";

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
