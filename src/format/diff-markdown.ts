import type { AgentDiff } from "../model/change.js";
import type { Picture } from "../model/picture.js";
import { changeLines } from "./change-lines.js";
import { fitting, type Level } from "./comment-level.js";
import type { DiffLine } from "./diff-line.js";
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
import { mermaidGraph } from "./graph-mermaid.js";
import { codeSpan, fenced, folded, htmlCode } from "./markdown.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { sideText } from "./side.js";
import { theme } from "./theme.js";

/** A diff with the pictures of what changed, by agent. */
export interface DrawnDiff extends DiffReport {
  readonly pictures: ReadonlyMap<string, Picture>;
}

/** A diff as a comment for a pull request: a line, and the rest folded. */
export function markdownDiff(report: DrawnDiff): string {
  return fitting((level) => {
    const title = `**${codeSpan(sideText(report.from))} → ${codeSpan(sideText(report.to))}**`;
    if (isEmptyDiff(report.diff)) return `${title}: no differences\n`;
    return [`${title}: ${diffSummary(report.diff)}\n`, ...diffSections(report, level)].join("\n");
  });
}

/** One folded part for each agent that differs, for the numbers, and for whom it reaches. */
export function diffSections(report: DrawnDiff, level: Level): string[] {
  const { agents } = report.diff;
  const shown = agents.slice(0, level.items).map((agent) => agentSection(report, agent, level));
  const more = agents.length - shown.length;
  if (more > 0) shown.push(`… and ${counted(more, "more agent")}\n`);
  return [...shown, ...numbersSection(report, level), ...reachSection(report, level)];
}

function agentSection(report: DrawnDiff, agent: AgentDiff, level: Level): string {
  const { kind } = agent.change;
  const sign = kind === "added" ? "+" : kind === "removed" ? "−" : kind === "unreadable" ? "!" : "~";
  const heading = plainText(agentHeading(agent));
  const count = agent.changes.filter(({ layout }) => !layout).length;
  const counts = kind === "added" || kind === "removed" || count === 0 ? "" : `: ${counted(count, "change")}`;
  const summary = `${sign} ${htmlCode(agent.agent)}${heading === "" ? "" : `, ${heading}`}${counts}`;
  const was = asItWas(agent, report);
  if (was !== null) return `${summary}; as it was: ${codeSpan(plainText(was))}\n`;
  const parts = [
    linesBlock(changeLines(agent.changes, 0, level.detail), level),
    pictureBlock(report, agent.agent, level),
  ].filter((part) => part !== "");
  return parts.length === 0 ? `${summary}\n` : folded(summary, parts.join("\n"));
}

function pictureBlock({ pictures }: DrawnDiff, agent: string, level: Level): string {
  const picture = level.pictures ? pictures.get(agent) : undefined;
  if (picture === undefined) return "";
  const text = picture.edges.length > mermaidLimit.edges ? null : mermaidGraph(picture);
  if (text !== null && text.length <= mermaidLimit.characters) return fenced("mermaid", text);
  return "The flow is too large to be drawn here: `tagline graph --diff` draws it.\n";
}

/** Beyond these, Mermaid shows an error in the place of the picture (its defaults, which GitHub keeps). */
const mermaidLimit = { characters: 50_000, edges: 500 };

function linesBlock(lines: readonly DiffLine[], { lines: most }: Level): string {
  if (lines.length === 0) return "";
  const shown = lines.slice(0, most).map(lineText);
  if (shown.length < lines.length) shown.push(`  ⋯ ${counted(lines.length - shown.length, "more line")}`);
  return fenced("diff", shown.join("\n"));
}

const plain = theme(false);

/** The sign stands first, which is what colours a line on GitHub. */
function lineText({ sign, indent, parts }: DiffLine): string {
  const body = parts.map(({ style, text }) =>
    style === "addedWords" || style === "removedWords" ? plain[style](text) : text,
  );
  return `${sign} ${"  ".repeat(indent)}${body.join("")}`.trimEnd();
}

function numbersSection({ diff }: DrawnDiff, level: Level): string[] {
  const fault = manifestFault(diff);
  if (fault !== null) return [`! ${fault}\n`];
  const { moved, others } = numberChanges(diff);
  const moves = moved.map(
    ({ number, direction, before, after }): DiffLine => ({
      sign: "~",
      indent: 0,
      parts: [
        {
          style: "plain",
          text: plainText(`${number} ${direction}: ${pinsText(before)} → ${pinsText(after)}`),
        },
      ],
    }),
  );
  const lines = [...moves, ...changeLines(others, 0, level.detail)];
  if (lines.length === 0) return [];
  const numbers = new Set(diff.numbers.map(({ label }) => label.split(".")[0])).size;
  return [folded(`${counted(numbers, "number")} changed`, linesBlock(lines, level))];
}

function reachSection(report: DrawnDiff, level: Level): string[] {
  const { followingDraft, pinned } = report.diff.radius;
  const gone = goneAgents(report.diff);
  const lines = [...followingDraft, ...pinned].map((line) => {
    const name = line.nickname === null ? "" : ` (${line.nickname})`;
    const isGone = gone.has(line.pin.agent);
    return `- ${codeSpan(plainText(`${line.number}${name}`))} ${affectedText(line, report, isGone)}`;
  });
  if (lines.length === 0) return [];
  const shown = lines.slice(0, level.items);
  if (shown.length < lines.length) shown.push(`- … and ${counted(lines.length - shown.length, "more line")}`);
  return [folded("Who notices", shown.join("\n"))];
}
