import type { Theme } from "./theme.js";

/** A page of docs/rules for a terminal: headings strong, fences of code muted, the words as they are. */
export function rulePage(page: string, theme: Theme): string {
  return page
    .split("\n")
    .map((line) => {
      if (/^#+ /.test(line)) return theme.strong(line.replace(/^#+ /, ""));
      return line.startsWith("```") ? theme.muted(line) : line;
    })
    .join("\n");
}
