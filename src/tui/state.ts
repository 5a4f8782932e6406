import type { Theme } from "../format/theme.js";
import type { Rev } from "../model/version.js";
import type {
  Failure,
  HistoryEntry,
  NumbersRead,
  Outcome,
  Plan,
  PlanRequest,
  ReadResult,
  SideRev,
  Status,
} from "./actions.js";
import { type Loadable, loading } from "./loadable.js";
import type { Size } from "./size.js";
import type { TextInput } from "./text-input.js";

/** The three lists, each with its right pane. */
export type Tab = "versions" | "draft" | "numbers";

/** What the right pane shows of the selected row. */
export type DetailTab = "changes" | "configuration" | "numbers" | "tag" | "problems" | "history";

export const detailTabs: Readonly<Record<Tab, readonly DetailTab[]>> = {
  versions: ["changes", "configuration", "numbers", "tag"],
  draft: ["changes", "configuration", "problems"],
  numbers: ["numbers", "history"],
};

/** Where a list stands: the row under the cursor, and the first row that is seen. */
export interface ListPosition {
  readonly cursor: number;
  readonly top: number;
}

/** How the right pane is shown; also that of a comparison. */
export interface DetailState {
  readonly tabs: Readonly<Record<Tab, DetailTab>>;
  readonly scroll: number;
  /** Which change is the current one, counted from the top. */
  readonly change: number;
  /** Sections that are folded, by their key. */
  readonly folded: ReadonlySet<string>;
  /** Whether words that differ are marked within their line. */
  readonly words: boolean;
  /** Lines shown around a change. */
  readonly context: number;
  /** Which of the agents the configuration is of, counted from the first. */
  readonly agent: number;
}

/** A search through the versions, and the agent that the list is limited to; both are found as they are met. */
export interface Scan {
  /** Tells the answers to this one from those to an earlier one. */
  readonly id: number;
  readonly text: string | null;
  readonly agent: string | null;
  /** Newest first. */
  readonly hits: readonly { readonly version: number; readonly where: string | null }[];
  readonly searched: number;
  readonly total: number;
  readonly isDone: boolean;
}

/** A text that is looked for in the pane that has the keys, and the line that it was last found in. */
export interface Find {
  readonly text: string;
  readonly at: number;
}

/** How far a plan got. */
export type Phase =
  | { readonly kind: "planning" }
  | { readonly kind: "ready"; readonly plan: Plan; readonly isYes: boolean }
  | { readonly kind: "applying"; readonly plan: Plan }
  | { readonly kind: "failed"; readonly failure: Failure; readonly cursor: number }
  | { readonly kind: "done"; readonly outcome: Outcome };

/** What lies over the panes and takes the keys. */
export type Overlay =
  | { readonly kind: "help"; readonly scroll: number }
  | { readonly kind: "search"; readonly input: TextInput }
  | { readonly kind: "find"; readonly input: TextInput }
  | { readonly kind: "choose-agent"; readonly agents: readonly string[]; readonly cursor: number }
  /** Which line gets a version (null: the draft); the last choice is a number that is not listed. */
  | { readonly kind: "choose-line"; readonly version: number | null; readonly cursor: number }
  | PinsForm
  | DeployForm
  | {
      readonly kind: "plan";
      readonly id: number;
      readonly request: PlanRequest;
      readonly phase: Phase;
      readonly scroll: number;
    };

/** Where a line will point, as it is typed. `number` is typed too for one that is not listed. */
export interface PinsForm {
  readonly kind: "pins";
  readonly number: TextInput;
  readonly isNew: boolean;
  readonly direction: "inbound" | "outbound" | "inbound_sms" | "outbound_sms";
  readonly pins: TextInput;
  readonly field: "number" | "pins";
  readonly fault: string | null;
}

/** What a deploy is asked: a title, and the numbers that get the new version. */
export interface DeployForm {
  readonly kind: "deploy";
  readonly id: number;
  /** The only agent that is deployed; null for all. */
  readonly agent: string | null;
  readonly push: boolean;
  readonly title: TextInput;
  readonly picked: ReadonlySet<string>;
  /** 0 is the title, then the numbers, then the button. */
  readonly field: number;
  /** The plan without numbers: what would be deployed, or why nothing can be. */
  readonly phase: Phase;
}

/** What the status line says. */
export interface Message {
  readonly kind: "info" | "error";
  readonly text: string;
  readonly hint: string | null;
}

/** Everything that the screen is made from. */
export interface State {
  readonly size: Size;
  readonly theme: Theme;
  /** Milliseconds since 1970, as of the last time something was read. */
  readonly now: number;
  readonly tab: Tab;
  readonly focus: "list" | "detail";
  readonly isZoomed: boolean;
  readonly versions: Loadable<readonly number[]>;
  /** Versions that were read; null for tags that are none. */
  readonly rows: ReadonlyMap<number, HistoryEntry | null>;
  readonly status: Loadable<Status>;
  readonly numbers: Loadable<NumbersRead>;
  readonly lists: Readonly<Record<Tab, ListPosition>>;
  readonly detail: DetailState;
  readonly marked: Rev | null;
  readonly compared: { readonly from: SideRev; readonly to: Rev } | null;
  readonly scan: Scan | null;
  readonly find: Find | null;
  readonly overlay: Overlay | null;
  readonly message: Message | null;
  /** What the right pane asked for, by `resourceKey`. */
  readonly resources: ReadonlyMap<string, Loadable<ReadResult>>;
  /** The last number given to a plan or a scan. */
  readonly lastId: number;
}

/** The state before anything was read. */
export function initialState(size: Size, theme: Theme, now: number): State {
  const start: ListPosition = { cursor: 0, top: 0 };
  return {
    size,
    theme,
    now,
    tab: "versions",
    focus: "list",
    isZoomed: false,
    versions: loading,
    rows: new Map(),
    status: loading,
    numbers: loading,
    lists: { versions: start, draft: start, numbers: start },
    detail: {
      tabs: { versions: "changes", draft: "changes", numbers: "numbers" },
      scroll: 0,
      change: 0,
      folded: new Set(),
      words: true,
      context: 2,
      agent: 0,
    },
    marked: null,
    compared: null,
    scan: null,
    find: null,
    overlay: null,
    message: null,
    resources: new Map(),
    lastId: 0,
  };
}
