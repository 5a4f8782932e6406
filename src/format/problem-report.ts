import type { Problem, Severity } from "../model/problem.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import type { Theme } from "./theme.js";

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

/** What was found in a line: a mark, the count, and the time. */
export function summaryLine({ summary }: Pick<ProblemReport, "summary">, theme: Theme): string {
  const { errors, warnings, agents, durationMs } = summary;
  if (agents === 0 && errors + warnings === 0)
    return `${theme.warning("!")} nothing to check: there are no agents here (tagline init makes one)\n`;
  const mark = errors > 0 ? theme.error("✗") : warnings > 0 ? theme.warning("!") : theme.ok("✓");
  return `${mark} ${countedProblems(summary)} in ${countedFiles(summary)} (${durationMs} ms)\n`;
}

/** How often each code was found, most often first. */
export function tallyLine({ problems }: Pick<ProblemReport, "problems">): string {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a);
  const width = String(most[0]?.[1] ?? "").length;
  return `${most.map(([code, count]) => `${String(count).padStart(width + 2)}  ${code}\n`).join("")}\n`;
}

/** Message and hint as two lines, safe to print. */
export function messageLines({ message, hint }: Problem): string {
  return hint === undefined ? plainText(message) : `${plainText(message)}\n${plainText(hint)}`;
}
