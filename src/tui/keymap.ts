import {
  cannotAttach,
  cannotDeploy,
  cannotDetach,
  cannotEdit,
  cannotOpenHere,
  cannotRestore,
  cannotRollBack,
  noAgents,
  noDiff,
  noSearch,
  nothingToStep,
} from "./availability.js";
import type { State } from "./state.js";

/** Where keys are pressed: in one of the lists, in the right pane, in a comparison. */
export type Place = "versions" | "draft" | "numbers" | "detail" | "compare";

export type CommandName =
  | "up"
  | "down"
  | "page-up"
  | "page-down"
  | "first"
  | "last"
  | "scroll-up"
  | "scroll-down"
  | "open"
  | "fold"
  | "back"
  | "other-pane"
  | "show-versions"
  | "show-draft"
  | "show-numbers"
  | "previous-tab"
  | "next-tab"
  | "previous-agent"
  | "next-agent"
  | "search"
  | "next-hit"
  | "previous-hit"
  | "filter"
  | "mark"
  | "compare"
  | "words"
  | "less-context"
  | "more-context"
  | "next-change"
  | "previous-change"
  | "attach"
  | "detach"
  | "rollback"
  | "deploy"
  | "restore"
  | "zoom"
  | "copy"
  | "edit"
  | "refresh"
  | "suspend"
  | "help"
  | "quit";

/** A line of the key map. Help, footer and docs/browser.md are made from it. */
export interface Binding {
  readonly command: CommandName;
  /** As `Key.name` has them. */
  readonly keys: readonly string[];
  readonly where: readonly Place[];
  /** A sentence without its full stop, for help. */
  readonly does: string;
  /** A word for the footer; absent for keys that everybody knows or few need. */
  readonly brief?: string;
  /** The places whose footer has it; all of them when absent. */
  readonly briefIn?: readonly Place[];
  /** Why the key does nothing now; null when it does something. */
  readonly unavailable?: (state: State) => string | null;
}

const lists = ["versions", "draft", "numbers"] as const;
const panes = [...lists, "detail"] as const;
const everywhere = [...panes, "compare"] as const;
const reading = ["detail", "compare"] as const;

/** Every key outside of dialogs. */
export const keymap: readonly Binding[] = [
  { command: "up", keys: ["up", "k"], where: everywhere, does: "up" },
  { command: "down", keys: ["down", "j"], where: everywhere, does: "down" },
  { command: "page-up", keys: ["pageup", "ctrl-u"], where: everywhere, does: "a page up" },
  { command: "page-down", keys: ["pagedown", "ctrl-d"], where: everywhere, does: "a page down" },
  { command: "first", keys: ["g", "home"], where: everywhere, does: "to the top" },
  { command: "last", keys: ["G", "end"], where: everywhere, does: "to the end" },
  { command: "scroll-up", keys: ["K"], where: lists, does: "scroll the right pane up from the list" },
  { command: "scroll-down", keys: ["J"], where: lists, does: "scroll the right pane down from the list" },
  { command: "open", keys: ["enter"], where: lists, does: "go into the right pane", brief: "open" },
  {
    command: "fold",
    keys: ["enter"],
    where: reading,
    does: "fold the agent or node at the current change, or unfold it; open a problem's place in $EDITOR",
    brief: "fold",
    unavailable: cannotOpenHere,
  },
  { command: "back", keys: ["esc"], where: everywhere, does: "one level back; ends a search" },
  { command: "other-pane", keys: ["tab"], where: panes, does: "to the other pane" },
  { command: "show-versions", keys: ["1"], where: everywhere, does: "Versions" },
  { command: "show-draft", keys: ["2"], where: everywhere, does: "Draft" },
  { command: "show-numbers", keys: ["3"], where: everywhere, does: "Phone numbers" },
  {
    command: "previous-tab",
    keys: ["left", "h"],
    where: panes,
    does: "the right pane's tab before",
  },
  {
    command: "next-tab",
    keys: ["right", "l"],
    where: panes,
    does: "the right pane's next tab",
  },
  {
    command: "previous-agent",
    keys: ["<"],
    where: ["versions", "detail"],
    does: "the configuration of the agent before",
    unavailable: noAgents,
  },
  {
    command: "next-agent",
    keys: [">"],
    where: ["versions", "detail"],
    does: "the configuration of the next agent",
    unavailable: noAgents,
  },
  {
    command: "search",
    keys: ["/"],
    where: everywhere,
    does: "search titles, authors and configuration of versions; elsewhere, what the pane shows",
    brief: "search",
  },
  {
    command: "next-hit",
    keys: ["n"],
    where: everywhere,
    does: "next match",
    unavailable: noSearch,
  },
  {
    command: "previous-hit",
    keys: ["N"],
    where: everywhere,
    does: "match before",
    unavailable: noSearch,
  },
  {
    command: "filter",
    keys: ["f"],
    where: ["versions"],
    does: "list only the versions in which an agent changed",
  },
  {
    command: "mark",
    keys: ["space"],
    where: ["versions"],
    does: "mark a version, or take the mark off",
    brief: "mark",
  },
  {
    command: "compare",
    keys: ["d"],
    where: ["versions"],
    does: "compare the marked version with the one under the cursor",
    brief: "compare",
    unavailable: (state) =>
      state.marked === null ? "Mark a version with Space first, then go to another." : null,
  },
  {
    command: "words",
    keys: ["w"],
    where: everywhere,
    does: "mark words that differ, or show whole lines",
    unavailable: noDiff,
  },
  {
    command: "less-context",
    keys: ["{"],
    where: everywhere,
    does: "less around a change",
    unavailable: noDiff,
  },
  {
    command: "more-context",
    keys: ["}"],
    where: everywhere,
    does: "more around a change",
    unavailable: noDiff,
  },
  {
    command: "next-change",
    keys: ["]"],
    where: everywhere,
    does: "next change or problem",
    unavailable: nothingToStep,
  },
  {
    command: "previous-change",
    keys: ["["],
    where: everywhere,
    does: "change or problem before",
    unavailable: nothingToStep,
  },
  {
    command: "attach",
    keys: ["a"],
    where: panes,
    does: "attach a number to this version or the draft; in Phone numbers, change where the line points",
    brief: "attach",
    unavailable: cannotAttach,
  },
  {
    command: "detach",
    keys: ["x"],
    where: ["numbers", "detail"],
    does: "take the agent off a line",
    brief: "detach",
    unavailable: cannotDetach,
  },
  {
    command: "rollback",
    keys: ["b"],
    where: ["versions", "numbers", "detail"],
    does: "roll back: a line to the pin it had before, or every line on a version",
    brief: "roll back",
    briefIn: ["numbers"],
    unavailable: cannotRollBack,
  },
  {
    command: "deploy",
    keys: ["D"],
    where: panes,
    does: "deploy the working tree as the next version; on an agent of the draft, that agent alone",
    brief: "deploy",
    unavailable: cannotDeploy,
  },
  {
    command: "restore",
    keys: ["r"],
    where: ["versions", "detail"],
    does: "restore this version into the working tree, as the next draft; while reading the configuration of an agent, that agent alone",
    brief: "restore",
    unavailable: cannotRestore,
  },
  { command: "zoom", keys: ["z"], where: panes, does: "this pane alone, or both" },
  {
    command: "copy",
    keys: ["y"],
    where: everywhere,
    does: "copy: the version's name, the number, or what is compared",
  },
  {
    command: "edit",
    keys: ["e"],
    where: everywhere,
    does: "open the agent or the problem's place in $EDITOR",
    unavailable: cannotEdit,
  },
  { command: "refresh", keys: ["R"], where: everywhere, does: "read the repository again" },
  { command: "suspend", keys: ["ctrl-z"], where: everywhere, does: "suspend; fg comes back" },
  { command: "help", keys: ["?"], where: everywhere, does: "these keys", brief: "keys" },
  { command: "quit", keys: ["q", "ctrl-c"], where: everywhere, does: "quit", brief: "quit" },
];

/** Where a key that is pressed now is pressed. */
export function placeOf({ compared, focus, tab }: State): Place {
  if (compared !== null) return "compare";
  return focus === "detail" ? "detail" : tab;
}

/** The binding of a key at a place, or null. */
export function bindingOf(place: Place, key: string): Binding | null {
  return keymap.find(({ where, keys }) => where.includes(place) && keys.includes(key)) ?? null;
}

/** A key as people read it: `↑`, `Enter`, `Ctrl-d`. */
export function keyLabel(key: string): string {
  const labels: Readonly<Record<string, string>> = {
    up: "↑",
    down: "↓",
    left: "←",
    right: "→",
    pageup: "PgUp",
    pagedown: "PgDn",
    home: "Home",
    end: "End",
    enter: "Enter",
    esc: "Esc",
    tab: "Tab",
    space: "Space",
  };
  return labels[key] ?? key.replace(/^ctrl-/, "Ctrl-");
}
