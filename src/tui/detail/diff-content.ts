import { changeLines } from "../../format/change-lines.js";
import type { DiffLine, StyledPart } from "../../format/diff-line.js";
import { agentHeadingText, diffLineText, numbersText, reachText } from "../../format/diff-pretty.js";
import { diffSummary, isEmptyDiff } from "../../format/diff-report.js";
import { plainText } from "../../format/plain-text.js";
import { counted } from "../../format/plural.js";
import type { Theme } from "../../format/theme.js";
import { wrapText } from "../../format/wrap-text.js";
import type { AgentDiff, DescribedChange } from "../../model/change.js";
import type { Comparison } from "../actions.js";
import type { Content } from "./content.js";

/** How a diff is shown. */
export interface DiffView {
  readonly width: number;
  readonly words: boolean;
  readonly context: number;
  readonly folded: ReadonlySet<string>;
}

/** More changes than these of one agent are counted: nobody scrolls through them, and the keys must not wait. */
const mostChanges = 1000;

/** A comparison, agent by agent, and what changed in a flow node by node; sections can be folded. */
export function diffContent(comparison: Comparison, view: DiffView, theme: Theme): Content {
  const { diff } = comparison;
  if (isEmptyDiff(diff)) return { lines: ["No differences."], changes: [], sections: [], places: [] };
  const page = newPage(view, theme);
  for (const agent of diff.agents) agentSection(page, agent);
  for (const text of [numbersText(comparison, theme, view.width), reachText(comparison, theme, view.width)])
    if (text !== "") page.text(text);
  page.text(diffSummary(diff));
  return page.content();
}

function agentSection(page: Page, agent: AgentDiff): void {
  const { theme } = page;
  if (!page.section(agent.agent, agentHeadingText(agent, theme), 0)) return;
  if (agent.change.kind === "unreadable")
    page.text(`    ${theme.muted("hint:")} tagline validate ${plainText(agent.agent)}`);
  const told = agent.changes.filter(({ layout }) => !layout);
  let node: string | null = null;
  let isOpen = true;
  for (const change of told.slice(0, mostChanges)) {
    const own = nodeOf(change);
    if (own !== node) {
      node = own;
      isOpen = own === null || page.section(`${agent.agent} ${own}`, theme.strong(plainText(own)), 1);
    }
    if (isOpen) page.change(change, node);
  }
  if (told.length > mostChanges)
    page.text(`    ${theme.muted(`and ${counted(told.length - mostChanges, "more change")}: tagline diff`)}`);
  page.diffLines(
    changeLines(
      agent.changes.filter(({ layout }) => layout),
      1,
      page.detail,
    ),
  );
}

/** The node that a change is in or is: `flow.nodes[greet]`. */
function nodeOf({ label }: DescribedChange): string | null {
  return /^\S*?\bnodes\[.*?\](?=[.[]|$)/.exec(label)?.[0] ?? null;
}

interface Page {
  readonly theme: Theme;
  readonly detail: { readonly context: number; readonly cut: null };
  /** Begins a section, and says whether it is open. */
  section(key: string, heading: string, indent: number): boolean;
  change(change: DescribedChange, node: string | null): void;
  diffLines(lines: readonly DiffLine[]): void;
  text(text: string): void;
  content(): Content;
}

function newPage({ width, words, context, folded }: DiffView, theme: Theme): Page {
  const lines: string[] = [];
  const changes: number[] = [];
  const sections: { line: number; key: string }[] = [];
  const detail = { context, cut: null };
  const diffLines = (found: readonly DiffLine[]): void => {
    for (const line of words ? found : found.flatMap(withoutWords))
      lines.push(...diffLineText(line, theme, width).trimEnd().split("\n"));
  };
  return {
    theme,
    detail,
    diffLines,
    section(key, heading, indent) {
      sections.push({ line: lines.length, key });
      if (indent === 0 && lines.length > 0) lines.push("");
      const isFolded = folded.has(key);
      sections[sections.length - 1] = { line: lines.length, key };
      lines.push(...wrapText(`${"  ".repeat(indent)}${isFolded ? "▸" : "▾"} ${heading}`, width));
      return !isFolded;
    },
    change(change, node) {
      changes.push(lines.length);
      // Below its node's heading, a change needs no more than its place within the node.
      const label = node === null ? change.label : change.label.slice(node.length).replace(/^\./, "");
      diffLines(
        changeLines(
          [{ ...change, label: label === "" ? "(the node)" : label }],
          node === null ? 1 : 2,
          detail,
        ),
      );
    },
    text(text) {
      if (lines.length > 0 && !text.startsWith(" ")) lines.push("");
      for (const line of text.trimEnd().split("\n")) lines.push(...wrapText(line, width));
    },
    content: () => ({ lines, changes, sections, places: [] }),
  };
}

/** A line with words marked, as the whole line that was and the whole line that is. */
function withoutWords(line: DiffLine): DiffLine[] {
  const isMarked = (style: StyledPart["style"]): boolean =>
    style === "removedWords" || style === "addedWords";
  if (!line.parts.some(({ style }) => isMarked(style))) return [line];
  const side = (sign: "-" | "+", words: StyledPart["style"], style: StyledPart["style"]): DiffLine => ({
    ...line,
    sign,
    parts: line.parts
      .filter((part) => part.style === words || !isMarked(part.style))
      .map((part) => ({ ...part, style: part.style === "label" ? part.style : style })),
  });
  if (line.sign === "-") return [side("-", "removedWords", "removed")];
  if (line.sign === "+") return [side("+", "addedWords", "added")];
  return [side("-", "removedWords", "removed"), side("+", "addedWords", "added")];
}
