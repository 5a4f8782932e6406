import type { Problem } from "../model/problem.js";

/** A secret's place. */
export type SecretPlace = Pick<Problem, "file" | "line" | "column" | "endLine" | "endColumn">;

/** Blots secrets out of the texts that frames are made of. Lines and columns stay where they are. */
export function maskSecrets(sources: Map<string, string>, found: readonly SecretPlace[]): void {
  const byFile = new Map<string, SecretPlace[]>();
  for (const secret of found) {
    const known = byFile.get(secret.file);
    if (known === undefined) byFile.set(secret.file, [secret]);
    else known.push(secret);
  }
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

/** Where problems say that a secret stands. */
export function secretsOf(problems: readonly Problem[]): SecretPlace[] {
  return problems.flatMap(({ code, file, line, column, endLine, endColumn }) =>
    code === "secret-in-plain-text" ? [{ file, line, column, endLine, endColumn }] : [],
  );
}
