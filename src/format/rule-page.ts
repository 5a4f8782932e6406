import type { Theme } from "./theme.js";
import { wrapText } from "./wrap-text.js";

/** Lines that are longer are hard to read, however wide the terminal is. */
const widest = 100;

/**
 * A page of docs/rules for a terminal: headings strong, fences of code muted, prose in lines of `columns`; where that
 * is null, as it is.
 */
export function rulePage(page: string, theme: Theme, columns: number | null): string {
  let isCode = false;
  const lines = page.split("\n").flatMap((line) => {
    if (/^#+ /.test(line)) return theme.strong(line.replace(/^#+ /, ""));
    if (line.startsWith("```")) {
      isCode = !isCode;
      return theme.muted(line);
    }
    return isCode || columns === null
      ? line
      : wrapText(line, Math.min(columns, widest)).map((part) => part.trimEnd());
  });
  return lines.join("\n");
}
