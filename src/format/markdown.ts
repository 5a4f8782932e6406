/** The most characters that GitHub takes in one comment. */
export const commentLimit = 65_536;

/** A text as inline code, whatever it holds: nothing in it is Markdown, a mention or a link. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "``";
  const ticks = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A block of code that its content cannot end. */
export function fenced(language: string, content: string): string {
  const ticks = "`".repeat(Math.max(3, longestRun(content) + 1));
  return `${ticks}${language}\n${content.replace(/\n$/, "")}\n${ticks}\n`;
}

/** A part that is folded until it is clicked. `summary` is HTML already. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body.replace(/\n$/, "")}\n\n</details>\n`;
}

/** A text as code inside of HTML, where Markdown does not reach. */
export function htmlCode(text: string): string {
  return `<code>${text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
