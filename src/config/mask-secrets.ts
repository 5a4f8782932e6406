import type { Problem } from "../model/problem.js";

/** Blots secrets out of the texts that frames are made of. Lines and columns stay where they are. */
export function maskSecrets(sources: Map<string, string>, problems: readonly Problem[]): void {
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems)
    if (problem.code === "secret-in-plain-text")
      byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), problem]);
  for (const [file, secrets] of byFile) {
    const lines = (sources.get(file) ?? "").split("\n");
    for (const { line, column, endLine, endColumn } of secrets)
      for (let at = line; at <= endLine; at++) {
        const text = lines[at - 1] ?? "";
        const from = at === line ? column - 1 : 0;
        const to = at === endLine ? endColumn - 1 : text.length;
        lines[at - 1] = text.slice(0, from) + "•".repeat(Math.max(0, to - from)) + text.slice(to);
      }
    sources.set(file, lines.join("\n"));
  }
}
