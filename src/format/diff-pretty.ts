import { wrapAnsi } from "fast-wrap-ansi";
import type { AgentDiff, DescribedChange } from "../model/change.js";
import { changeLines } from "./change-lines.js";
import { type DiffLine, fullDetail, type StyledPart } from "./diff-line.js";
import {
  affectedText,
  agentHeading,
  asItWas,
  type DiffReport,
  diffSummary,
  goneAgents,
  isEmptyDiff,
  manifestFault,
  numberChanges,
} from "./diff-report.js";
import { lineChangesText } from "./line-changes.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { sideText } from "./side.js";
import type { Theme } from "./theme.js";

/** Numbers that are listed one by one; more are counted. */
const listed = 20;
/** Narrower than this, lines are left to the terminal. */
const narrowest = 20;

/** A diff for people. `columns` is the terminal's width; lines are as long as they are when it is null. */
export function prettyDiff(report: DiffReport, theme: Theme, columns: number | null): string {
  const title = `${theme.strong(plainText(sideText(report.from)))} → ${theme.strong(plainText(sideText(report.to)))}`;
  return `${title}\n\n${prettyDiffSections(report, theme, columns)}`;
}

/** The same without its title. */
function prettyDiffSections(report: DiffReport, theme: Theme, columns: number | null): string {
  if (isEmptyDiff(report.diff)) return "No differences.\n";
  return `${prettyDiffParts(report, theme, columns)}\n${diffSummary(report.diff)}\n`;
}

/** The same without the line that sums it up, for whoever says it in a sentence of its own. */
export function prettyDiffParts(report: DiffReport, theme: Theme, columns: number | null): string {
  const { diff } = report;
  const sections = [
    ...diff.agents.map((agent) => agentText(agent, report, theme, columns)),
    numbersText(report, theme, columns),
    reachText(report, theme, columns),
  ].filter((text) => text !== "");
  return sections.join("\n");
}

function agentText(agent: AgentDiff, report: DiffReport, theme: Theme, columns: number | null): string {
  const { kind } = agent.change;
  const was = asItWas(agent, report);
  if (was !== null)
    return `${agentHeadingText(agent, theme)}\n    ${theme.muted("as it was:")} ${plainText(was)}\n`;
  const hint = kind === "unreadable" ? `    ${theme.muted("hint:")} tagline validate ${agent.agent}\n` : "";
  return `${agentHeadingText(agent, theme)}\n${hint}${changesText(agent.changes, theme, columns)}`;
}

/** An agent of a diff in a line: `~ desk (renamed from front, conversation-flow)`. */
export function agentHeadingText(agent: AgentDiff, theme: Theme): string {
  const { kind } = agent.change;
  const sign =
    kind === "added"
      ? theme.added("+")
      : kind === "removed"
        ? theme.removed("-")
        : kind === "unreadable"
          ? theme.error("!")
          : theme.changed("~");
  const heading = plainText(agentHeading(agent));
  return `${sign} ${theme.strong(plainText(agent.agent))}${heading === "" ? "" : ` ${theme.muted(`(${heading})`)}`}`;
}

function changesText(changes: readonly DescribedChange[], theme: Theme, columns: number | null): string {
  return changeLines(changes, 1, fullDetail)
    .map((line) => diffLineText(line, theme, columns))
    .join("");
}

/** What changed of the numbers. Lines that move have a form of their own; what else changed is told as fields are. */
export function numbersText({ diff }: DiffReport, theme: Theme, columns: number | null): string {
  const fault = manifestFault(diff);
  if (fault !== null) return `${theme.error("!")} ${fault}\n`;
  const { moved, others } = numberChanges(diff);
  const moves = lineChangesText(moved, theme).replace(/^ {2}/gm, `  ${theme.changed("~")} `);
  const text = moves + changesText(others, theme, columns);
  return text === "" ? "" : `${theme.strong("Numbers")}\n${text}`;
}

/** Whom a diff reaches, under its heading; empty for nobody. */
export function reachText(report: DiffReport, theme: Theme, columns: number | null): string {
  const { radius } = report.diff;
  const gone = goneAgents(report.diff);
  const affected = [...radius.followingDraft, ...radius.pinned];
  if (affected.length === 0) return "";
  const lines = affected.slice(0, listed).map((line) => {
    const isGone = gone.has(line.pin.agent);
    const follows = line.pin.version === null;
    const mark = follows ? (isGone ? theme.error("✗") : theme.warning("!")) : theme.muted("·");
    const name = line.nickname === null ? "" : ` ${theme.muted(`(${plainText(line.nickname)})`)}`;
    const text = affectedText(line, report, isGone);
    const body = `${plainText(line.number)}${name} ${follows ? text : theme.muted(text)}`;
    return wrapped(`  ${mark} `, "    ", body, columns);
  });
  const more = affected.length - lines.length;
  if (more > 0) lines.push(theme.muted(`    and ${counted(more, "more line")}\n`));
  return `${theme.strong("Who notices")}\n${lines.join("")}`;
}

/** One line of a diff, coloured and wrapped so that its sign stands alone at the left. */
export function diffLineText(line: DiffLine, theme: Theme, columns: number | null): string {
  const sign = { "+": theme.added, "-": theme.removed, "~": theme.changed, " ": theme.muted }[line.sign](
    line.sign,
  );
  const margin = "  ".repeat(line.indent);
  const [begin, ...others] = line.parts;
  // What is indented goes on below its own beginning; blanks that are the change itself stay with it.
  const isPlain = begin !== undefined && ["plain", "added", "removed"].includes(begin.style);
  const inner = isPlain ? begin.text.slice(0, begin.text.search(/[^ ]|$/)) : "";
  const parts = begin === undefined ? [] : [{ ...begin, text: begin.text.slice(inner.length) }, ...others];
  const body = parts.map((part) => styled(part, theme)).join("");
  return wrapped(`${margin}${sign} ${inner}`, `${margin}  ${inner}`, body, columns);
}

/** A text after `first`; where it does not fit into a line, it goes on after `next`, which is as wide. */
function wrapped(first: string, next: string, body: string, columns: number | null): string {
  const width = columns === null ? 0 : columns - next.length;
  const lines = width < narrowest ? [body] : wrapAnsi(body, width, { hard: true }).split("\n");
  return lines.map((text, i) => `${`${i === 0 ? first : next}${text}`.trimEnd()}\n`).join("");
}

function styled({ style, text }: StyledPart, theme: Theme): string {
  if (text === "") return "";
  switch (style) {
    case "plain":
    case "label":
      return text;
    default:
      return theme[style](text);
  }
}
