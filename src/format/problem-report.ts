import type { Problem } from "../model/problem.js";

/** What every format of problems is made from. */
export interface ProblemReport {
  readonly problems: readonly Problem[];
  /** Texts by path, for code frames. */
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
