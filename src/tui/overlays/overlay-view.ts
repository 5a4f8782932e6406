import { pinsText } from "../../format/pins.js";
import { plainText } from "../../format/plain-text.js";
import { remoteBranch } from "../../format/push.js";
import type { Theme } from "../../format/theme.js";
import { wrapText } from "../../format/wrap-text.js";
import { directions } from "../../model/manifest.js";
import { formatRef } from "../../model/version.js";
import type { Plan, PlanRequest } from "../actions.js";
import { problemsContent } from "../detail/problems-content.js";
import { loadedValue } from "../loadable.js";
import { numberLines, numberLineText } from "../number-lines.js";
import type { Size } from "../size.js";
import type { DeployForm, Overlay, Phase, PinsForm, State } from "../state.js";
import { aroundCursor, type TextInput } from "../text-input.js";
import { helpLines } from "./help-lines.js";
import { canSwitchPush, outcomeLines, planIsIdle, planLines, planQuestion, pushOf } from "./plan-lines.js";

/** A dialog: its heading, its lines, and the keys that it takes, for a box of that size (borders not counted). */
export interface OverlayView {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly keys: string;
}

/** What a dialog shows. A search has no box of its own: it is typed in the status line. */
export function overlayView(
  state: State,
  overlay: Exclude<Overlay, { kind: "search" | "find" }>,
  size: Size,
): OverlayView {
  const { theme } = state;
  switch (overlay.kind) {
    case "help": {
      const lines = helpLines(state, size.columns);
      const seen = Math.min(lines.length, overlay.scroll + size.rows);
      return {
        heading: "Keys",
        lines: lines.slice(overlay.scroll),
        keys: `↑ ↓ scroll  Esc close  ${seen}/${lines.length}`,
      };
    }
    case "choose-agent": {
      const choices = ["all agents", ...overlay.agents];
      return {
        heading: "Only versions in which this agent changed",
        lines: chosen(choices, overlay.cursor, size.rows, theme),
        keys: "Enter choose  Esc close",
      };
    }
    case "choose-line": {
      const read = loadedValue(state.numbers);
      const lines = (read === null ? [] : numberLines(read)).map(numberLineText);
      return {
        heading: `Which line gets ${overlay.version === null ? "the draft" : formatRef(overlay.version)}?`,
        lines: chosen([...lines, "a number that is not listed"], overlay.cursor, size.rows, theme),
        keys: "Enter choose  Esc close",
      };
    }
    case "pins":
      return pinsView(overlay, size, theme);
    case "deploy":
      return deployView(state, overlay, size);
    case "plan":
      return {
        heading: headingOf(overlay.request),
        ...phaseView(overlay, overlay.scroll, size, theme),
      };
  }
}

/** A line that is typed, with the cursor in it. */
export function inputText(input: TextInput, isFocused: boolean, theme: Theme): string {
  if (!isFocused) return plainText(input.text);
  const [before, at, after] = aroundCursor(input);
  // Without colours, a bar stands before the character that the cursor is on.
  const cursor = theme.selected(plainText(at));
  return `${plainText(before)}${cursor === at ? `│${plainText(at)}` : cursor}${plainText(after)}`;
}

function headingOf(request: PlanRequest): string {
  if (request.kind === "attach" && request.pins.length === 0) return "Detach";
  if ((request.kind === "restore" || request.kind === "deploy") && request.agent !== null)
    return `${request.kind === "deploy" ? "Deploy" : "Restore"} ${plainText(request.agent)} alone`;
  return { attach: "Attach", rollback: "Roll back", restore: "Restore", deploy: "Deploy" }[request.kind];
}

function chosen(choices: readonly string[], cursor: number, rows: number, theme: Theme): string[] {
  const top = Math.max(0, Math.min(cursor - Math.floor(rows / 2), choices.length - rows));
  return choices.slice(top, top + rows).map((choice, i) => {
    const isHere = top + i === cursor;
    const text = `${isHere ? "▸" : " "} ${plainText(choice)}`;
    return isHere ? theme.selected(text) : text;
  });
}

function pinsView(form: PinsForm, { columns }: Size, theme: Theme): OverlayView {
  const number = form.isNew
    ? inputText(form.number, form.field === "number", theme)
    : theme.strong(plainText(form.number.text));
  const fault = form.fault === null ? [] : ["", ...wrapText(theme.error(plainText(form.fault)), columns)];
  return {
    heading: "Where this line points",
    lines: [
      `number  ${number} ${theme.muted(form.direction)}`,
      `runs    ${inputText(form.pins, form.field === "pins", theme)}`,
      "",
      ...wrapText(
        theme.muted(
          "receptionist@v3, receptionist@draft, or shares: receptionist@v3:0.9 receptionist@v4:0.1",
        ),
        columns,
      ),
      ...fault,
    ],
    keys: form.isNew ? "Tab field  Enter show the plan  Esc close" : "Enter show the plan  Esc close",
  };
}

function workText(plan: Plan): string {
  const push = pushOf(plan);
  return push === null ? "writing …" : `writing, and pushing to ${remoteBranch(push)} …`;
}

/** Rows of the deploy form that must be seen: a blank, the title, the numbers' heading, one number. */
const leastForm = 4;

/** The first lines, and how many more there are. */
function shortened(lines: readonly string[], rows: number, theme: Theme): readonly string[] {
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), theme.muted(`… and ${lines.length - rows + 1} more`)];
}

function deployView(state: State, form: DeployForm, size: Size): OverlayView {
  const { theme } = state;
  const { phase, push } = form;
  const heading = form.agent === null ? "Deploy" : `Deploy ${plainText(form.agent)} alone`;
  if (phase.kind === "failed")
    return { heading, ...phaseView({ phase, request: { kind: "deploy", push } }, 0, size, theme) };
  if (phase.kind !== "ready")
    return { heading, lines: [theme.muted("reading what would be deployed …")], keys: "Esc close" };
  const preview = shortened(
    planLines(phase.plan, theme).flatMap((line) => wrapText(line, size.columns)),
    Math.max(1, size.rows - leastForm),
    theme,
  );
  const title = `title  ${inputText(form.title, form.field === 0, theme)}`;
  const rows = loadedValue(state.numbers)?.rows ?? [];
  const boxes = rows.map(({ number, nickname, lines }, i) => {
    const isHere = form.field === i + 1;
    const name = nickname === null ? "" : `  (${nickname})`;
    const pins = directions.flatMap((line) => (lines[line].length === 0 ? [] : [pinsText(lines[line])]));
    const now = pins.length === 0 ? "no agent" : pins.join(", ");
    const text = `${isHere ? "▸" : " "} [${form.picked.has(number) ? "x" : " "}] ${plainText(`${number}  ${now}${name}`)}`;
    return isHere ? theme.selected(text) : text;
  });
  const fixed = preview.length + 4;
  const room = Math.max(1, size.rows - fixed);
  const top = Math.max(0, Math.min(form.field - 1 - Math.floor(room / 2), boxes.length - room));
  const attach =
    boxes.length === 0 ? [] : [theme.muted("numbers that get it (Space):"), ...boxes.slice(top, top + room)];
  return {
    heading,
    lines: [...preview, "", title, ...attach],
    keys: "↑ ↓ field  Space attach  Enter show the plan  Esc close",
  };
}

/** What a plan comes from, as far as its keys depend on it. */
interface Planning {
  readonly phase: Phase;
  readonly request: { readonly kind: PlanRequest["kind"]; readonly push?: boolean };
}

function phaseView(
  { phase, request }: Planning,
  scroll: number,
  size: Size,
  theme: Theme,
): Omit<OverlayView, "heading"> {
  const { push = true } = request;
  const isSwitch = request.kind !== "restore" && canSwitchPush(push, phase);
  const other = isSwitch ? `  p ${push ? "do not push" : "push"}` : "";
  const wrap = (lines: readonly string[]): string[] => lines.flatMap((line) => wrapText(line, size.columns));
  switch (phase.kind) {
    case "planning":
      return { lines: [theme.muted("planning …")], keys: "Esc close" };
    case "applying":
      return {
        lines: [...wrap(planLines(phase.plan, theme)), "", theme.strong(workText(phase.plan))],
        keys: "",
      };
    case "done":
      return { lines: wrap(outcomeLines(phase.outcome, theme)), keys: "Enter close" };
    case "ready": {
      const lines = wrap(planLines(phase.plan, theme));
      if (planIsIdle(phase.plan)) return { lines, keys: "Enter close" };
      const room = Math.max(1, size.rows - 2);
      const from = Math.max(0, Math.min(scroll, lines.length - room));
      const button = (text: string, isOn: boolean): string =>
        isOn ? theme.selected(`▸[${text}]`) : ` [${text}]`;
      const buttons = `${button("Cancel", !phase.isYes)} ${button("Yes", phase.isYes)}`;
      return {
        lines: [
          ...lines.slice(from, from + room),
          "",
          `${theme.strong(planQuestion(phase.plan))}  ${buttons}`,
        ],
        keys: `← → choose  Enter take it  y yes  n no${other}`,
      };
    }
    case "failed": {
      const { message, hint, problems } = phase.failure;
      const head = wrap([
        `${theme.error("✗")} ${plainText(message)}`,
        ...(hint === null ? [] : [`${theme.muted("hint:")} ${plainText(hint)}`]),
      ]);
      if (problems.length === 0) return { lines: head, keys: `Enter close${other}` };
      const content = problemsContent(problems, size.columns - 2, theme);
      const here = content.changes[phase.cursor] ?? 0;
      const room = Math.max(1, size.rows - head.length - 1);
      const top = Math.max(0, Math.min(here - 1, content.lines.length - room));
      const shown = content.lines
        .slice(top, top + room)
        .map((line, i) => `${top + i === here ? "▸" : " "} ${line}`);
      return { lines: [...head, "", ...shown], keys: "↑ ↓ problem  Enter open in $EDITOR  Esc close" };
    }
  }
}
