import type { Problem } from "../model/problem.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import { applyIgnores } from "./apply-ignores.js";
import { maximumFileSize, tooLarge } from "./decode.js";
import { type Ignore, readIgnores } from "./ignores.js";
import {
  maskSecrets,
  type SecretPlace,
  secretsOf,
  unsaidSecrets,
  withoutSecretsInWords,
} from "./mask-secrets.js";
import { type ParsedFile, parseFile } from "./parse.js";
import { wholeFile } from "./whole-file.js";

/** One reading of a part of a tree: what was met on the way is collected here. */
export interface Reading {
  readonly tree: Tree;
  readonly problems: Problem[];
  /** Texts that were read, by path. */
  readonly sources: Map<string, string>;
  readonly ignores: Ignore[];
  /** Where a problem inside a `$file` comes from: the line that names the file. */
  readonly origins: Map<Problem, { readonly file: string; readonly line: number }>;
}

/** What a reading gave. */
export interface FinishedReading {
  /** Without those that an ignore covers, with the ignores that covered none. */
  readonly problems: readonly Problem[];
  readonly suppressed: number;
  /** Texts that were read, by path, secrets blotted out. */
  readonly sources: ReadonlyMap<string, string>;
  /** Every secret that was found: an ignore silences one, and does not show it. */
  readonly secrets: readonly SecretPlace[];
}

/** A reading in which nothing was met yet. */
export function newReading(tree: Tree): Reading {
  return { tree, problems: [], sources: new Map(), ignores: [], origins: new Map() };
}

/** Ends a reading. */
export function finish(reading: Reading): FinishedReading {
  const { sources } = reading;
  reading.problems.push(...unsaidSecrets(reading.problems, sources));
  const secrets = secretsOf(reading.problems);
  const applied = applyIgnores(reading);
  const problems = applied.problems.map((problem) => withoutSecretsInWords(problem, sources));
  maskSecrets(sources, secrets);
  return { problems, suppressed: applied.suppressed, sources, secrets };
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
