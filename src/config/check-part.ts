import type { NumberEntry } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import type { Tree } from "../model/tree.js";
import { type Asked, answersTheSame, type Surroundings, type Watched, watch } from "./asked.js";
import type { SecretPlace } from "./mask-secrets.js";
import type { FinishedReading } from "./reading.js";

/** What checking one part of a configuration gave, as plain JSON: all that is kept of it. */
export interface PartResult {
  readonly problems: readonly Problem[];
  readonly suppressed: number;
  /** Paths of the files that were read. */
  readonly files: readonly string[];
  readonly secrets: readonly SecretPlace[];
  /** What others need of it: the manifest's numbers, the platform's ids; null for an agent. */
  readonly value: readonly NumberEntry[] | readonly string[] | null;
  readonly asked: Asked;
}

/** Results of earlier checks, by the content that they were made of. */
export interface KnownResults {
  /** What checking the part of that name gave when its content had that key. */
  get(name: string, key: string): PartResult | null;
  put(name: string, key: string, result: PartResult): void;
}

/** A part to check: its name among all parts, and how to read it. */
export interface PartToCheck {
  readonly tree: Tree;
  readonly name: string;
  /**
   * Digest of its content; null when that cannot be told. Asked for where results are kept, and again once the part
   * was read: then it is the digest of what was read.
   */
  key(): Promise<string | null>;
  read(watched: Watched): Promise<{ readonly part: FinishedReading; readonly value: PartResult["value"] }>;
}

/**
 * Checks one part, or gives what is known of it: a result counts when the content is the same and when whatever
 * the check asked is still answered the same.
 */
export async function checkPart(
  part: PartToCheck,
  around: Surroundings,
  known: KnownResults | null,
): Promise<PartResult> {
  const key = known === null ? null : await part.key();
  const found = key === null ? null : (known?.get(part.name, key) ?? null);
  if (found !== null && key !== null && (await holds(found, part, key, around))) return found;
  const result = await check(part, around);
  // What changed between being listed and being read is remembered under neither content.
  if (key !== null && (await part.key()) === key) known?.put(part.name, key, result);
  return result;
}

/** Paths of the files of a part that problems are in. */
export function filesWithProblems({ files, problems }: PartResult): readonly string[] {
  if (problems.length === 0) return [];
  const places = new Set(problems.map(({ file }) => file));
  return files.filter((path) => places.has(path));
}

async function holds(
  result: PartResult,
  part: PartToCheck,
  key: string,
  around: Surroundings,
): Promise<boolean> {
  if (!(await answersTheSame(result.asked, around))) return false;
  const shown = filesWithProblems(result);
  if (shown.length === 0) return true;
  // Frames will be cut from these, and a deploy commits what was read: it has to be what the key says.
  for (const path of shown) await part.tree.read(path);
  return (await part.key()) === key;
}

async function check({ read }: PartToCheck, around: Surroundings): Promise<PartResult> {
  const { watched, asked } = watch(around);
  const { part, value } = await read(watched);
  return {
    problems: part.problems,
    suppressed: part.suppressed,
    files: [...part.sources.keys()],
    secrets: part.secrets,
    value,
    asked: asked(),
  };
}
