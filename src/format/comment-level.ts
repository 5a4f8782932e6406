import { type Detail, fullDetail } from "./diff-line.js";
import { commentLimit } from "./markdown.js";

/** How much a comment says. */
export interface Level {
  readonly pictures: boolean;
  readonly detail: Detail;
  /** Lines of an agent's changes, agents, numbers and problems that are shown; the rest is counted. */
  readonly lines: number;
  readonly items: number;
  /** What is missing at this level, for the note at the end. */
  readonly missing: string | null;
}

/**
 * Detail in the order in which it is dropped until a comment fits: first the pictures, then context and long values, then most lines, then
 * all but the first agents, and in the end everything but counts.
 */
const levels: readonly [Level, ...Level[]] = [
  { pictures: true, detail: fullDetail, lines: Infinity, items: 100, missing: null },
  { pictures: false, detail: fullDetail, lines: Infinity, items: 100, missing: "pictures" },
  {
    pictures: false,
    detail: { context: 0, cut: 200 },
    lines: Infinity,
    items: 100,
    missing: "pictures and long values",
  },
  {
    pictures: false,
    detail: { context: 0, cut: 200 },
    lines: 40,
    items: 40,
    missing: "pictures, long values and most lines",
  },
  {
    pictures: false,
    detail: { context: 0, cut: 60 },
    lines: 5,
    items: 10,
    missing: "all but the first agents and lines",
  },
  { pictures: false, detail: { context: 0, cut: 60 }, lines: 0, items: 0, missing: "everything but counts" },
];

/** The text at the first level at which it fits into a comment, with a note of what is missing. */
export function fitting(render: (level: Level) => string): string {
  const [first, ...others] = levels;
  let text = render(first);
  for (const level of others) {
    if (text.length <= commentLimit) return text;
    text = `${render(level)}\nLeft out, to fit into a comment: ${level.missing}. The whole is in \`tagline diff\`.\n`;
  }
  return text;
}
