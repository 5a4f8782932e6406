import { agentPath } from "../model/agent.js";
import type { Problem } from "../model/problem.js";
import type { AgentFiles } from "./agent-files.js";
import { decode, maximumFileSize } from "./decode.js";
import { didYouMean } from "./did-you-mean.js";
import { FindingList } from "./finding.js";
import type { ParsedFile } from "./parse.js";
import type { Reading } from "./reading.js";
import type { FileReference } from "./references.js";

/** One agent's directory, listed. */
export interface AgentDirectory {
  readonly reading: Reading;
  readonly slug: string;
  /** Everything in it by path relative to it. */
  readonly files: AgentFiles;
  /** Texts that `{$file}` named so far, by path relative to it. */
  readonly texts: Map<string, string>;
}

/** Reads the texts that a file's `{$file}` name into `directory.texts`; what is wrong becomes a problem of the file. */
export async function readTexts(
  directory: AgentDirectory,
  from: ParsedFile,
  references: readonly FileReference[],
): Promise<void> {
  const wrong = new FindingList<Problem>();
  // Files that are no texts: said once, and not read again for everyone who names them.
  const broken = new Set<string>();
  for (const reference of references) {
    if (directory.texts.has(reference.file) || broken.has(reference.file)) continue;
    const text = await readText(directory, from, reference, wrong);
    if (text !== null) directory.texts.set(reference.file, text);
    else if (directory.reading.sources.has(agentPath(directory.slug, reference.file)))
      broken.add(reference.file);
  }
  directory.reading.problems.push(...wrong.found);
}

async function readText(
  { reading, slug, files }: AgentDirectory,
  from: ParsedFile,
  reference: FileReference,
  problems: FindingList<Problem>,
): Promise<string | null> {
  const path = agentPath(slug, reference.file);
  const entry = files.get(reference.file);
  const wrong = (code: string, message: string, hint: string): null => {
    const at = [...reference.path, "$file"];
    problems.add(from.place({ severity: "error", code, path: at, at: "value", message, hint }));
    return null;
  };
  if (entry === undefined) {
    if (throughLink(reference.file, files))
      return wrong(
        "file-reference-link",
        `${path} is behind a symbolic link.`,
        "put the real directory there",
      );
    const texts = [...files].filter(([, { kind }]) => kind === "file").map(([name]) => name);
    const hint = didYouMean(reference.file, texts).hint ?? `add ${path}`;
    return wrong("file-reference-missing", `The file ${path} does not exist.`, hint);
  }
  if (entry.kind !== "file")
    return wrong("file-reference-link", `${path} is not a plain file.`, "put the text itself there");
  if ((entry.size ?? 0) > maximumFileSize)
    return wrong("file-reference-too-large", `${path} is larger than 4 MB.`, "shorten it");
  const bytes = await reading.tree.read(path);
  if (bytes === null)
    return wrong("file-reference-missing", `The file ${path} does not exist.`, `add ${path}`);
  const decoded = decode(path, bytes);
  if (!reading.sources.has(path)) {
    // Line ends of a text are part of the text: only what makes it unreadable is said.
    reading.problems.push(...decoded.problems.filter(({ severity }) => severity === "error"));
    reading.sources.set(path, decoded.text ?? "");
  }
  return decoded.text?.replace(/\n$/, "") ?? null;
}

/** True when a directory on the way is not a directory. */
function throughLink(file: string, files: AgentFiles): boolean {
  const steps = file.split("/");
  return steps.some((_, i) => {
    const kind = files.get(steps.slice(0, i).join("/"))?.kind;
    return kind !== undefined && kind !== "directory";
  });
}
