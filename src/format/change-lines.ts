import type { DescribedChange } from "../model/change.js";
import { isJsonObject, type JsonValue } from "../model/json.js";
import type { LineDiff, TextDiff, TextPart } from "../model/text-diff.js";
import { blankControls } from "./plain-text.js";
import { counted } from "./plural.js";
import { scalarText, valueLines, visible } from "./value-lines.js";

/** One line of a diff, not yet coloured. `indent` counts steps of two blanks, before the sign. */
export interface DiffLine {
  readonly sign: "+" | "-" | "~" | " ";
  readonly indent: number;
  readonly parts: readonly StyledPart[];
}

/** A stretch of a line by what it means. */
export interface StyledPart {
  readonly style: "plain" | "label" | "muted" | "removed" | "added" | "removedWords" | "addedWords";
  readonly text: string;
}

/** How much is shown around what changed. */
export interface Detail {
  /** Lines of a long text before and after a change. */
  readonly context: number;
  /** Values longer than this are cut; null for never. */
  readonly cut: number | null;
}

export const fullDetail: Detail = { context: 2, cut: null };

/** Longer texts on one line show only what stands around their changes. */
const longText = 160;
/** Characters of it that are shown at each side of a change. */
const around = 40;
/** What is shown of two values side by side on a line. */
const sideBySide = 60;

/** The lines of some changes; those of layout alone are one line together. */
export function changeLines(changes: readonly DescribedChange[], indent: number, detail: Detail): DiffLine[] {
  const lines = changes
    .filter(({ layout }) => !layout)
    .flatMap((change) => oneChange(change, indent, detail));
  const layout = changes.filter((change) => change.layout);
  if (layout.length > 0) {
    const text = `layout only: ${counted(layout.length, "change")} (${layoutKinds(layout).join(", ")})`;
    lines.push({ sign: "~", indent, parts: [{ style: "muted", text }] });
  }
  return lines;
}

function layoutKinds(changes: readonly DescribedChange[]): string[] {
  const kinds = changes.map(({ kind, label }) =>
    kind === "reordered"
      ? "order of fields"
      : (/(?:begin_tag_)?display_position|notes/.exec(label)?.[0] ?? "layout"),
  );
  return [...new Set(kinds)];
}

function oneChange(change: DescribedChange, indent: number, detail: Detail): DiffLine[] {
  const label = blankControls(change.label === "" ? "(everything)" : change.label);
  switch (change.kind) {
    case "added":
      return wholeValue("+", label, change.value, indent, detail);
    case "removed":
      return wholeValue("-", label, change.value, indent, detail);
    case "moved": {
      const place = (pointer: string): number => Number(pointer.slice(pointer.lastIndexOf("/") + 1)) + 1;
      const text = ` moved from place ${place(change.from)} to ${place(change.to)}`;
      return [
        {
          sign: "~",
          indent,
          parts: [
            { style: "label", text: label },
            { style: "plain", text },
          ],
        },
      ];
    }
    case "reordered":
      return [
        {
          sign: "~",
          indent,
          parts: [
            { style: "label", text: label },
            { style: "muted", text: " order" },
          ],
        },
      ];
    case "changed":
      return changedValue(change, label, indent, detail);
  }
}

function changedValue(
  change: Extract<DescribedChange, { kind: "changed" }>,
  label: string,
  indent: number,
  detail: Detail,
): DiffLine[] {
  const { before, after, text, names } = change;
  const head: DiffLine = { sign: "~", indent, parts: [{ style: "label", text: `${label}:` }] };
  const old = sideText(before, names?.before ?? null);
  const now =
    isSecret(before) && isSecret(after) ? "(another secret)" : sideText(after, names?.after ?? null);
  const isShort = old !== null && now !== null && old.length <= sideBySide && now.length <= sideBySide;
  // Side by side, nobody sees a difference of blanks alone.
  if (isShort && (text === null || withoutBlanks(old) !== withoutBlanks(now)))
    return [
      {
        ...head,
        parts: [
          ...head.parts,
          { style: "plain", text: " " },
          { style: "removed", text: old },
          { style: "plain", text: " → " },
          { style: "added", text: now },
        ],
      },
    ];
  if (text !== null) return [head, ...textLines(text, indent + 1, detail)];
  return [head, ...signed("-", before, indent + 1, detail), ...signed("+", after, indent + 1, detail)];
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/g, "");
}

/** A value beside another on one line; null when it takes several. */
function sideText(value: JsonValue, name: string | null): string | null {
  const lines = valueLines(value);
  const [only = ""] = lines;
  if (lines.length > 1 || only.startsWith("- ")) return null;
  return name === null ? only : `${only} "${visible(name)}"`;
}

function isSecret(value: JsonValue): boolean {
  return isJsonObject(value) && Object.hasOwn(value, "$secret");
}

function wholeValue(
  sign: "+" | "-",
  label: string,
  value: JsonValue,
  indent: number,
  detail: Detail,
): DiffLine[] {
  const style = sign === "+" ? "added" : "removed";
  const lines = valueLines(value);
  const [only = ""] = lines;
  if (lines.length === 1 && (!isJsonObject(value) || only === scalarText(value)) && !only.startsWith("- "))
    return [
      {
        sign,
        indent,
        parts: [
          { style: "label", text: `${label}: ` },
          { style, text: cutText(only, detail) },
        ],
      },
    ];
  return [
    { sign, indent, parts: [{ style: "label", text: `${label}:` }] },
    ...signed(sign, value, indent + 1, detail),
  ];
}

function signed(sign: "+" | "-", value: JsonValue, indent: number, detail: Detail): DiffLine[] {
  const style = sign === "+" ? "added" : "removed";
  const lines = valueLines(value);
  const shown = detail.cut === null ? lines : lines.slice(0, Math.ceil(detail.cut / 20));
  const all = shown.map(
    (text): DiffLine => ({ sign, indent, parts: [{ style, text: cutText(text, detail) }] }),
  );
  if (shown.length < lines.length) all.push(gap(lines.length - shown.length, indent, "more line"));
  return all;
}

function cutText(text: string, { cut }: Detail): string {
  return cut === null || text.length <= cut ? text : `${text.slice(0, cut)}…`;
}

/** The lines of two texts compared: a line of words, or lines around what changed. */
export function textLines(text: TextDiff, indent: number, detail: Detail): DiffLine[] {
  if (text.kind === "words") return [{ sign: " ", indent, parts: wordParts(text.parts, detail) }];
  const { lines } = text;
  const near = new Set<number>();
  for (const [i, line] of lines.entries())
    if (line.kind !== "same") for (let at = i - detail.context; at <= i + detail.context; at++) near.add(at);
  const shown: DiffLine[] = [];
  let hidden = 0;
  const closeGap = (): void => {
    if (hidden > 0) shown.push(gap(hidden, indent, "unchanged line"));
    hidden = 0;
  };
  for (const [i, line] of lines.entries()) {
    if (!near.has(i)) {
      hidden++;
      continue;
    }
    closeGap();
    shown.push(textLine(line, indent, detail));
  }
  closeGap();
  return shown;
}

function gap(count: number, indent: number, what: string): DiffLine {
  return { sign: " ", indent, parts: [{ style: "muted", text: `⋯ ${counted(count, what)}` }] };
}

function textLine(line: LineDiff, indent: number, detail: Detail): DiffLine {
  if (line.kind === "same")
    return {
      sign: " ",
      indent,
      parts: [{ style: "muted", text: cutText(shorten(visible(line.text)), detail) }],
    };
  const sign = line.kind === "added" ? "+" : "-";
  // A line that is new as a whole needs no words marked.
  const parts = line.parts.some(({ kind }) => kind !== "same")
    ? wordParts(line.parts, detail).map((part) =>
        part.style === "plain" ? { ...part, style: line.kind } : part,
      )
    : line.parts.map(({ text }) => ({ style: line.kind, text: cutText(visible(text), detail) }));
  return { sign, indent, parts };
}

function wordParts(parts: readonly TextPart[], detail: Detail): StyledPart[] {
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  return parts.map(({ kind, text }, i): StyledPart => {
    if (kind !== "same") {
      const shown = text.trim() === "" ? text.replaceAll("\t", "␉") : text;
      return {
        style: kind === "added" ? "addedWords" : "removedWords",
        text: cutText(visible(shown), detail),
      };
    }
    const isFirst = i === 0;
    const isLast = i === parts.length - 1;
    return {
      style: "plain",
      text: length <= longText ? visible(text) : between(visible(text), isFirst, isLast),
    };
  });
}

/** Unchanged text of a long line: what stands next to a change on either side. */
function between(text: string, isFirst: boolean, isLast: boolean): string {
  const head = isFirst ? 0 : around;
  const tail = isLast ? 0 : around;
  if (text.length <= head + tail + 10) return text;
  const start = text.slice(0, head).replace(/\s\S*$/, " ");
  const end = tail === 0 ? "" : text.slice(-tail).replace(/^\S*\s/, " ");
  return `${start}…${end}`;
}

function shorten(text: string): string {
  return text.length <= longText ? text : `${text.slice(0, longText - 1)}…`;
}
