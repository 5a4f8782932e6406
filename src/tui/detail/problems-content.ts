import { plainText } from "../../format/plain-text.js";
import type { Theme } from "../../format/theme.js";
import { wrapText } from "../../format/wrap-text.js";
import type { Problem } from "../../model/problem.js";
import type { Content } from "./content.js";

/** Problems, errors first; each line knows its place, so that the editor can open it. */
export function problemsContent(problems: readonly Problem[], width: number, theme: Theme): Content {
  if (problems.length === 0)
    return { lines: [`${theme.ok("✓")} no problems`], changes: [], sections: [], places: [] };
  const lines: string[] = [];
  const changes: number[] = [];
  const places: { line: number; file: string; at: number }[] = [];
  const sorted = [...problems].sort(
    (a, b) => Number(b.severity === "error") - Number(a.severity === "error"),
  );
  for (const { severity, code, file, line, column, message, hint } of sorted) {
    const mark = severity === "error" ? theme.error("✗") : theme.warning("!");
    changes.push(lines.length);
    places.push({ line: lines.length, file, at: line });
    lines.push(
      ...wrapText(
        `${mark} ${theme.strong(plainText(`${file}:${line}:${column}`))} ${theme.muted(code)}`,
        width,
      ),
    );
    for (const text of wrapText(plainText(message), width - 2)) lines.push(`  ${text}`);
    if (hint !== undefined)
      for (const text of wrapText(`${theme.muted("hint:")} ${plainText(hint)}`, width - 2))
        lines.push(`  ${text}`);
  }
  return { lines, changes, sections: [], places };
}
