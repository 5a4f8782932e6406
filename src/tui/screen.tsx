import { Box, Transform } from "ink";
import { cutLine } from "../format/wrap-text.js";
import { footer, statusLine, titleBar } from "./bars.js";
import { detailView } from "./detail/detail-view.js";
import { layoutOf } from "./layout.js";
import { draftView } from "./lists/draft-view.js";
import { numbersView } from "./lists/numbers-view.js";
import { versionsView } from "./lists/versions-view.js";
import { overlayView } from "./overlays/overlay-view.js";
import type { Size } from "./size.js";
import type { Overlay, State } from "./state.js";

/** The whole screen, one row less than the terminal has. */
export function Screen({ state }: { readonly state: State }) {
  const { columns, rows } = state.size;
  const body = { columns, rows: Math.max(1, rows - 4) };
  const { overlay } = state;
  return (
    <Box flexDirection="column" width={columns} height={Math.max(1, rows - 1)}>
      <Line text={titleBar(state)} columns={columns} />
      {overlay === null || overlay.kind === "search" || overlay.kind === "find" ? (
        <Panes state={state} />
      ) : (
        <Dialog state={state} overlay={overlay} size={body} />
      )}
      <Line text={statusLine(state)} columns={columns} />
      <Line text={footer(state, columns)} columns={columns} />
    </Box>
  );
}

function Panes({ state }: { readonly state: State }) {
  const { kind, list, detail } = layoutOf(state);
  const lists = { versions: versionsView, draft: draftView, numbers: numbersView };
  const isColumn = kind === "stacked";
  const rows = state.size.rows - 4;
  return (
    <Box flexDirection={isColumn ? "column" : "row"} height={Math.max(1, rows)}>
      {list === null ? null : <Pane lines={lists[state.tab](state, list)} size={list} />}
      {list === null || detail === null ? null : (
        <Pane
          lines={isColumn ? [state.theme.muted("─".repeat(list.columns))] : rule(list.rows, state)}
          size={isColumn ? { columns: list.columns, rows: 1 } : { columns: 3, rows: list.rows }}
        />
      )}
      {detail === null ? null : <Pane lines={detailView(state, detail)} size={detail} />}
    </Box>
  );
}

function rule(rows: number, { theme }: State): readonly string[] {
  return Array.from({ length: rows }, () => theme.muted(" │"));
}

function Dialog({
  state,
  overlay,
  size,
}: {
  readonly state: State;
  readonly overlay: Exclude<Overlay, { kind: "search" | "find" }>;
  readonly size: Size;
}) {
  const inside = { columns: Math.max(1, size.columns - 4), rows: Math.max(1, size.rows - 4) };
  const { heading, lines, keys } = overlayView(state, overlay, inside);
  return (
    <Box flexDirection="column" borderStyle="round" paddingX={1} width={size.columns} height={size.rows}>
      <Line text={state.theme.strong(heading)} columns={inside.columns} />
      <Pane lines={lines} size={inside} />
      <Line text={state.theme.muted(keys)} columns={inside.columns} />
    </Box>
  );
}

/**
 * Lines in their place. To Ink they are blank ones, always the same, which become ours when it writes them: it would
 * measure every text that it is given, and remember each for as long as the program runs.
 */
function Pane({ lines, size }: { readonly lines: readonly string[]; readonly size: Size }) {
  const { columns, rows } = size;
  const fitted = lines.slice(0, rows).map((line) => cutLine(line, columns));
  return (
    <Box width={columns} height={rows} flexShrink={0}>
      <Transform
        transform={(_, at) => fitted[at] ?? ""}
      >{` ${"\n".repeat(Math.max(0, rows - 1))}`}</Transform>
    </Box>
  );
}

/** One row: what is too long for it is cut. */
function Line({ text, columns }: { readonly text: string; readonly columns: number }) {
  return <Pane lines={[text]} size={{ columns, rows: 1 }} />;
}
