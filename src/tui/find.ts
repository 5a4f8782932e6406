import { stripVTControlCharacters } from "node:util";
import type { Theme } from "../format/theme.js";
import { detailPage } from "./detail/page.js";
import { draftRows } from "./draft-rows.js";
import { loadedValue } from "./loadable.js";
import { atRow, scrolledTo } from "./moving.js";
import { numberLines, numberLineText } from "./number-lines.js";
import { rememberLast } from "./remember-last.js";
import { contentRows, detailWidth } from "./settle.js";
import type { Find, State } from "./state.js";
import { saying } from "./step.js";

/** Whether `/` searches the versions, with what they hold; elsewhere, it finds what the pane shows. */
export function findsInVersions(state: State): boolean {
  return state.tab === "versions" && !isInDetail(state);
}

/** The state with a text being looked for in the pane that has the keys, at the first line from here on that has it. */
export function finding(state: State, text: string): State {
  if (text === "") return { ...state, find: null };
  const at = state.find?.at ?? placeOfFind(state);
  return toFound({ ...state, find: { text, at } }, 0);
}

/** The next line that has the text (1), the one before (-1), or the nearest from where it is (0); around the ends. */
export function toFound(state: State, by: 1 | 0 | -1): State {
  const { find } = state;
  if (find === null) return state;
  const found = foundLines(state);
  const [first] = found;
  if (first === undefined) return state;
  const from = startOfStep(state, find, by);
  const next =
    by < 0
      ? (found.findLast((line) => line <= from) ?? found.at(-1) ?? first)
      : (found.find((line) => line >= from) ?? first);
  const shown = isInDetail(state) ? scrolledTo(state, next) : atRow(state, next);
  const moved = { ...shown, find: { ...find, at: next } };
  return by === 0 ? moved : saying(moved, findText(moved));
}

/** How many lines have the text, and which of them this is. */
export function findText(state: State): string {
  if (state.find === null) return "";
  const { text, at } = state.find;
  const found = foundLines(state);
  const which = found.indexOf(at) + 1;
  const count = `${found.length} ${found.length === 1 ? "line" : "lines"}`;
  return `"${text}": ${which > 0 ? `${which} of ` : ""}${count}`;
}

/** A line with the text marked; its own colours give way to that. Null when it has not got it. */
export function markFound(line: string, text: string, theme: Theme): string | null {
  const plain = stripVTControlCharacters(line);
  const pattern = patternOf(text);
  return plain.search(pattern) < 0 ? null : plain.replace(pattern, (found) => theme.selected(found));
}

/** The lines of the pane that have the text. */
function foundLines(state: State): readonly number[] {
  if (state.find === null) return [];
  return linesWith(textsOf(state), state.find.text);
}

const linesWith = rememberLast((texts: readonly string[], text: string): readonly number[] => {
  const pattern = patternOf(text);
  return texts.flatMap((line, i) => (stripVTControlCharacters(line).search(pattern) < 0 ? [] : [i]));
});

function patternOf(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu");
}

/** A search of the versions is another thing: it finds what is not on the screen too. */
function textsOf(state: State): readonly string[] {
  if (isInDetail(state)) return detailPage(state, detailWidth(state)).content.lines;
  switch (state.tab) {
    case "versions":
      return [];
    case "draft": {
      const status = loadedValue(state.status);
      return status === null ? [] : agentTexts(status);
    }
    case "numbers": {
      const read = loadedValue(state.numbers);
      return read === null ? [] : lineTexts(read);
    }
  }
}

const agentTexts = rememberLast((status: Parameters<typeof draftRows>[0]) =>
  draftRows(status).map(({ agent }) => agent ?? "everything"),
);
const lineTexts = rememberLast((read: Parameters<typeof numberLines>[0]) =>
  numberLines(read).map(numberLineText),
);

function isInDetail({ compared, focus }: State): boolean {
  return compared !== null || focus === "detail";
}

/** Who moved elsewhere meanwhile goes on from there. */
function startOfStep(state: State, { at }: Find, by: 1 | 0 | -1): number {
  if (by === 0) return at;
  if (!isInDetail(state)) return state.lists[state.tab].cursor + by;
  const { scroll } = state.detail;
  const end = scroll + contentRows(state);
  if (at >= scroll && at < end) return at + by;
  return by > 0 ? scroll : end - 1;
}

/** Where looking begins: at what is seen. */
function placeOfFind(state: State): number {
  if (!isInDetail(state)) return state.lists[state.tab].cursor;
  return Math.min(state.detail.scroll, Math.max(0, textsOf(state).length - contentRows(state)));
}
