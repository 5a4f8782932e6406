import { briefPinsText } from "../../format/pins.js";
import { counted } from "../../format/plural.js";
import { type Direction, manifestPath } from "../../model/manifest.js";
import { loadedValue } from "../loadable.js";
import { numberLines } from "../number-lines.js";
import type { Size } from "../size.js";
import type { State } from "../state.js";
import { listRow } from "./list-row.js";
import { listHead, listNote } from "./list-rows.js";

/** The lines of the phone numbers, broken and stale pins first. */
export function numbersView(state: State, size: Size): readonly string[] {
  const { theme, lists, numbers } = state;
  const read = loadedValue(numbers);
  const note = (text: string, style: (line: string) => string): readonly string[] =>
    listNote(text, size.columns).map(style);
  if (read === null)
    return note(numbers.kind === "failed" ? numbers.failure.message : "reading …", theme.muted);
  if (read.rows.length === 0)
    return read.problems.length > 0
      ? note(`${manifestPath}: ${counted(read.problems.length, "problem")}`, theme.error)
      : note("No numbers yet: a attaches one.", theme.muted);
  const { cursor, top } = lists.numbers;
  const head = listHead(size.rows);
  const number = Math.min(
    Math.max(...read.rows.map((row) => row.number.length), 6),
    Math.floor(size.columns / 2),
  );
  const nickname = size.columns >= 60 ? 16 : 0;
  const lines = numberLines(read);
  // Nearly every line is inbound: only where one is not is there something to tell them apart by.
  const others = lines.map((line) => directionText(line.direction)).filter((text) => text !== "in");
  const direction =
    others.length === 0 || size.columns < 26 ? 0 : Math.max(4, ...others.map((text) => text.length));
  const gaps = 3 + Number(nickname > 0) + Number(direction > 0);
  const pins = size.columns - 1 - number - nickname - direction - gaps;
  const marks = { broken: "✗", stale: "!", current: "✓", draft: "~", none: "·" };
  const styles = {
    broken: theme.error,
    stale: theme.warning,
    current: theme.ok,
    draft: theme.changed,
    none: theme.muted,
  };
  const cells = (
    texts: readonly [string, string, string, string, string],
    style?: (text: string) => string,
  ) => [
    { text: texts[0], width: 1, ...(style === undefined ? {} : { style }) },
    { text: texts[1], width: number },
    { text: texts[2], width: nickname, style: theme.muted },
    { text: texts[3], width: direction, style: theme.muted },
    { text: texts[4], width: Math.max(0, pins), style: theme.pinned },
  ];
  const isPlain = { isHere: false, isFocused: false };
  const title = listRow(cells(["", "number", "name", "line", "runs"]), isPlain, theme);
  const rows = lines
    .slice(top, top + size.rows - head)
    .map((line, i) =>
      listRow(
        cells(
          [
            marks[line.state],
            line.number,
            line.nickname ?? "",
            directionText(line.direction),
            briefPinsText(line.pins, Math.max(0, pins)),
          ],
          styles[line.state],
        ),
        { isHere: top + i === cursor, isFocused: state.focus === "list" },
        theme,
      ),
    );
  return head > 0 ? [theme.muted(title), ...rows] : rows;
}

/** `in`, `out`, `in sms`, `out sms`. */
function directionText(direction: Direction): string {
  return direction.replace("_", " ").replace("bound", "");
}
