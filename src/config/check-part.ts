import type { NumberEntry } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
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
  readonly name: string;
  /** Digest of its content; null when that cannot be told. Asked for where results are kept. */
  key(): Promise<string | null>;
  read(watched: Watched): Promise<{ readonly part: FinishedReading; readonly value: PartResult["value"] }>;
}

/**
 * Checks one part, or gives what is known of it: a result counts when the content is the same and when whatever
 * the check asked is still answered the same.
 */
export async function checkPart(
  { name, key, read }: PartToCheck,
  around: Surroundings,
  known: KnownResults | null,
): Promise<PartResult> {
  const content = known === null ? null : await key();
  const found = content === null ? null : (known?.get(name, content) ?? null);
  if (found !== null && (await answersTheSame(found.asked, around))) return found;
  const { watched, asked } = watch(around);
  const { part, value } = await read(watched);
  const result: PartResult = {
    problems: part.problems,
    suppressed: part.suppressed,
    files: [...part.sources.keys()],
    secrets: part.secrets,
    value,
    asked: asked(),
  };
  if (content !== null) known?.put(name, content, result);
  return result;
}
