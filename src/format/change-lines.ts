import type { DescribedChange } from "../model/change.js";
import { isJsonObject, type JsonValue } from "../model/json.js";
import { cutText, type Detail, type DiffLine, gap } from "./diff-line.js";
import { blankControls } from "./plain-text.js";
import { counted } from "./plural.js";
import { textLines } from "./text-diff-lines.js";
import { scalarText, valueLines, visible } from "./value-lines.js";

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
  const ends = lineEnds(before, after);
  if (ends !== null)
    return [
      {
        sign: "~",
        indent,
        parts: [
          { style: "label", text: `${label}:` },
          { style: "plain", text: ` only its line ends, ${ends}` },
        ],
      },
    ];
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

/** How the line ends of two texts differ that are otherwise the same: shown line by line, nobody sees it. */
function lineEnds(before: JsonValue, after: JsonValue): string | null {
  if (typeof before !== "string" || typeof after !== "string") return null;
  const lf = (text: string): string => text.replaceAll("\r\n", "\n");
  if (lf(before) !== lf(after)) return null;
  if (lf(after) === after) return "CRLF → LF";
  return lf(before) === before ? "LF → CRLF" : "mixed otherwise";
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
