import { jsonDocument } from "./json.js";
import type { ProblemReport } from "./problem-report.js";

/** The stable JSON of `validate` (DESIGN section 6). */
export function jsonProblems({ problems, summary }: ProblemReport): string {
  return jsonDocument({ ok: summary.errors === 0, problems, summary });
}
