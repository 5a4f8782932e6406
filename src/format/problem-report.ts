import type { Problem, Severity } from "../model/problem.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";

/** What every format of problems is made from. */
export interface ProblemReport {
  readonly problems: readonly Problem[];
  /** Paths of the files that were checked. */
  readonly files: readonly string[];
  /** Texts of those with problems by path, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    /** Silenced by an ignore comment. */
    readonly suppressed: number;
    readonly files: number;
    readonly agents: number;
    readonly durationMs: number;
  };
}

/** What there is to know about a code, for formats that carry it along. */
export interface CodeHelp {
  readonly code: string;
  readonly severity: Severity | "error or warning";
  readonly summary: string;
  /** Its page of docs/rules, in Markdown. */
  readonly page: string;
}

/** `1 error, 0 warnings, 2 ignored`, or `no problems`. */
export function countedProblems({ errors, warnings, suppressed }: ProblemReport["summary"]): string {
  const ignored = suppressed === 0 ? "" : `, ${suppressed} ignored`;
  if (errors + warnings === 0) return `no problems${ignored}`;
  return `${counted(errors, "error")}, ${counted(warnings, "warning")}${ignored}`;
}

/** `1 agent, 2 files`. */
export function countedFiles({ agents, files }: ProblemReport["summary"]): string {
  return `${counted(agents, "agent")}, ${counted(files, "file")}`;
}

/** Message and hint as two lines, safe to print. */
export function messageLines({ message, hint }: Problem): string {
  return hint === undefined ? plainText(message) : `${plainText(message)}\n${plainText(hint)}`;
}
