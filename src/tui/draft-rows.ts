import type { Problem } from "../model/problem.js";
import type { Status } from "./actions.js";

/** A row of the draft's list: an agent, or everything together. */
export interface DraftRow {
  /** Null for everything. */
  readonly agent: string | null;
  /** Where it differs: in the working tree from the draft, in the draft from the newest version. */
  readonly isEdited: boolean;
  readonly isAhead: boolean;
  readonly errors: number;
  readonly warnings: number;
}

/** Everything first, then each agent that the draft, the working tree or a change has. */
export function draftRows(status: Status): readonly DraftRow[] {
  const slugs = new Set([...status.agents, ...status.draftChanges, ...status.uncommitted]);
  const all = [null, ...[...slugs].sort()];
  return all.map((agent) => {
    const problems = problemsOf(status, agent);
    const errors = problems.filter(({ severity }) => severity === "error").length;
    return {
      agent,
      isEdited: agent === null ? status.uncommitted.length > 0 : status.uncommitted.includes(agent),
      isAhead: agent === null ? status.draftChanges.length > 0 : status.draftChanges.includes(agent),
      errors,
      warnings: problems.length - errors,
    };
  });
}

/** The problems of an agent, or all. */
export function problemsOf(status: Status, agent: string | null): readonly Problem[] {
  if (agent === null) return status.problems;
  return status.problems.filter(({ file }) => file.startsWith(`agents/${agent}/`));
}
