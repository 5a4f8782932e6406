import { plainText } from "./plain-text.js";
import type { ProblemReport } from "./problem-report.js";

/** One line a problem, as compilers write them: editors and grep know the form. */
export function unixProblems({ problems }: Pick<ProblemReport, "problems">): string {
  return problems
    .map(
      ({ file, line, column, severity, message, code }) =>
        `${plainText(file)}:${line}:${column}: ${severity}: ${plainText(message)} [${code}]\n`,
    )
    .join("");
}
