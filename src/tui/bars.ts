import { plainText } from "../format/plain-text.js";
import { draftText } from "./detail/titles.js";
import { findText } from "./find.js";
import { fitting } from "./fitting.js";
import { keyLabel, keymap, placeOf } from "./keymap.js";
import { loadedValue } from "./loadable.js";
import { inputText } from "./overlays/overlay-view.js";
import { selectedRow } from "./selection.js";
import type { State, Tab } from "./state.js";

const tabNames: readonly (readonly [Tab, string])[] = [
  ["versions", "1 Versions"],
  ["draft", "2 Draft"],
  ["numbers", "3 Phone numbers"],
];

/** Narrower than this, the tabs fill the first line. */
const tabsAlone = 60;

/** The first line: the tabs, and where the repository stands. */
export function titleBar(state: State): string {
  const { theme, tab, size } = state;
  const tabs = tabNames.map(([name, text]) => (name === tab ? theme.selected(`[${text}]`) : ` ${text} `));
  if (size.columns < tabsAlone) return tabs.join("");
  const branch = loadedValue(state.status)?.branch ?? null;
  const where = branch === null ? "" : `${plainText(branch)}: `;
  return `${tabs.join("")}  ${theme.muted(where)}${draftText(state)}`;
}

/** The line above the footer: what is typed for a search, what was said last, or how far a search got. */
export function statusLine(state: State): string {
  const { theme, message, overlay, scan, marked } = state;
  if (overlay?.kind === "search")
    return `/${inputText(overlay.input, true, theme)}  ${theme.muted(scanText(state))}`;
  if (overlay?.kind === "find")
    return `/${inputText(overlay.input, true, theme)}  ${theme.muted(plainText(findText(state)))}`;
  if (message !== null) {
    const hint = message.hint === null ? "" : theme.muted(`  hint: ${plainText(message.hint)}`);
    const text = plainText(message.text);
    return `${message.kind === "error" ? `${theme.error("✗")} ${text}` : text}${hint}`;
  }
  if (state.find !== null) return theme.muted(`${plainText(findText(state))}  n N next, Esc ends`);
  if (scan !== null) return theme.muted(scanText(state));
  return marked === null || placeOf(state) !== "versions"
    ? ""
    : theme.muted("one is marked: d compares it with the one under the cursor");
}

/** The last line: the keys of this place; those that do nothing now are faint. */
export function footer(state: State, columns: number): string {
  const { theme, overlay } = state;
  if (overlay?.kind === "search" || overlay?.kind === "find")
    return theme.muted("Enter keeps the search  ↑ ↓ matches  Esc ends it");
  // A dialog tells its keys itself.
  if (overlay !== null) return "";
  const place = placeOf(state);
  const shown = keymap.filter(
    ({ where, brief, briefIn = where }) => brief !== undefined && briefIn.includes(place),
  );
  const items = shown.map((binding) => {
    const label = keyLabel(binding.keys[0] ?? "");
    const text = `${label} ${binding.brief ?? ""}`;
    const isOff = (binding.unavailable?.(state) ?? null) !== null;
    return {
      width: text.length,
      text: isOff ? theme.muted(text) : `${theme.strong(label)} ${binding.brief ?? ""}`,
    };
  });
  // Help and quit come last in the table, and are what someone lost needs: they stay.
  return fitting(items, columns, 2);
}

function scanText(state: State): string {
  const { scan } = state;
  if (scan === null) return "";
  const count = scan.hits.length;
  const found = `${count} ${count === 1 ? "match" : "matches"}`;
  const what = [
    scan.text === null ? "" : `"${plainText(scan.text)}"`,
    scan.agent === null ? "" : `agent ${plainText(scan.agent)}`,
  ].filter((text) => text !== "");
  const progress = scan.isDone ? "" : `, ${scan.searched} of ${scan.total} searched`;
  const row = selectedRow(state);
  const here = row?.kind === "version" ? scan.hits.find(({ version }) => version === row.version) : undefined;
  const where = here === undefined || here.where === null ? "" : `; this one: ${plainText(here.where)}`;
  const help = scan.text === null ? "" : "  n N next, Esc ends";
  return `${what.join(", ")}: ${found}${progress}${where}${help}`;
}
