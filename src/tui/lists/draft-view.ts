import { draftRows } from "../draft-rows.js";
import { loadedValue } from "../loadable.js";
import type { Size } from "../size.js";
import type { State } from "../state.js";
import { listRow } from "./list-row.js";
import { listHead } from "./list-rows.js";

/** The draft's agents: what is ahead of the newest version, what is not committed, what is wrong. */
export function draftView(state: State, size: Size): readonly string[] {
  const { theme, lists, status } = state;
  const read = loadedValue(status);
  if (read === null)
    return [theme.muted(status.kind === "failed" ? `  ${status.failure.message}` : "  reading …")];
  const { cursor, top } = lists.draft;
  const head = listHead(size.rows);
  const wide = Math.max(8, size.columns - 16);
  const isPlain = { isHere: false, isFocused: false };
  const title = listRow(
    [
      { text: "agent", width: wide },
      { text: "state", width: size.columns - wide - 2 },
    ],
    isPlain,
    theme,
  );
  const rows = draftRows(read)
    .slice(top, top + size.rows - head)
    .map(({ agent, isEdited, isAhead, errors, warnings }, i) => {
      const words = [
        errors > 0 ? `${errors} ✗` : "",
        warnings > 0 ? `${warnings} !` : "",
        isEdited ? "edited" : isAhead ? "ahead" : "",
      ].filter((word) => word !== "");
      const style =
        errors > 0 ? theme.error : isEdited || isAhead || warnings > 0 ? theme.changed : theme.muted;
      return listRow(
        [
          { text: agent ?? "everything", width: wide },
          { text: words.join(" "), width: size.columns - wide - 2, style },
        ],
        { isHere: top + i === cursor, isFocused: state.focus === "list" },
        theme,
      );
    });
  return head > 0 ? [theme.muted(title), ...rows] : rows;
}
