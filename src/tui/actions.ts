import type { Comparison } from "../compare/index.js";
import type { SideRev } from "../compare/side.js";
import type { DeployReport } from "../format/deploy.js";
import type { LineNotes } from "../format/line-notes.js";
import type { HistoryEntry } from "../history/index.js";
import type { NumberHistory } from "../history/number-history.js";
import type { TagDetails } from "../history/tag-details.js";
import type { Direction, LineChange } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import type { Problem } from "../model/problem.js";
import type { Rev } from "../model/version.js";
import type { NumberRow } from "../numbers/index.js";
import type { PinState } from "../numbers/pin-states.js";
import type { RestorePlan } from "../restore/plan.js";
import type { SearchProgress, SearchRequest } from "../search/index.js";
import type { Status } from "../status/index.js";
import type { VerifyResult } from "../verify/index.js";

export type {
  Comparison,
  HistoryEntry,
  NumberHistory,
  NumberRow,
  PinState,
  SearchProgress,
  SearchRequest,
  SideRev,
  Status,
  TagDetails,
  VerifyResult,
};

/** What the browser can have done. The real ones call the verbs that the commands call; tests have their own. */
export interface Actions {
  /** Numbers of the versions, newest first: quick, whatever there are. */
  listVersions(): Promise<readonly number[]>;
  /** A version; null for a tag of that name that is none. */
  readVersion(version: number): Promise<HistoryEntry | null>;
  readStatus(): Promise<Status>;
  readNumbers(): Promise<NumbersRead>;
  read(request: ReadRequest): Promise<ReadResult>;
  search(request: SearchRequest): AsyncIterable<SearchProgress>;
  /** Plans a change and writes nothing. */
  plan(request: PlanRequest): Promise<Planned>;
  /** Puts a text on the terminal's clipboard. */
  copy(text: string): void;
  /** Opens a file of the working tree in the user's editor; settles when that is closed. */
  edit(file: string, line: number): Promise<void>;
  suspend(): Promise<void>;
  /** Settles after that many milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The manifest that routes, and how its pins stand. */
export interface NumbersRead {
  readonly rows: readonly NumberRow[];
  readonly problems: readonly Problem[];
  /** By pin, as `formatPin` writes it. */
  readonly pins: ReadonlyMap<string, PinState>;
}

/** What the right pane may need. */
export type ReadRequest =
  | {
      readonly kind: "changes";
      readonly from: SideRev | null;
      readonly to: Rev;
      readonly agent: string | null;
    }
  | { readonly kind: "agents"; readonly rev: Rev }
  | { readonly kind: "configuration"; readonly rev: Rev; readonly agent: string }
  | { readonly kind: "tag"; readonly version: number }
  | { readonly kind: "integrity" }
  | { readonly kind: "line-history"; readonly number: string };

/** What was read for a request of the same kind. */
export type ReadResult =
  | { readonly kind: "changes"; readonly comparison: Comparison }
  | { readonly kind: "agents"; readonly slugs: readonly string[] }
  | { readonly kind: "configuration"; readonly lines: readonly CodeLine[] }
  | { readonly kind: "tag"; readonly tag: TagDetails }
  | { readonly kind: "integrity"; readonly verified: VerifyResult }
  | { readonly kind: "line-history"; readonly history: NumberHistory };

/** A line of YAML by what its parts are. */
export type CodeLine = readonly {
  readonly kind: "key" | "text" | "value" | "comment" | "plain";
  readonly text: string;
}[];

/** A change that is asked for. What is committed is pushed where the branch has an upstream, if `push` says so. */
export type PlanRequest =
  | {
      readonly kind: "attach";
      readonly push: boolean;
      readonly number: string;
      readonly direction: Direction;
      /** None takes the agent off. */
      readonly pins: readonly WeightedPin[];
    }
  | {
      readonly kind: "rollback";
      readonly push: boolean;
      /** A line, or every line that is pinned to a version. */
      readonly of:
        | { readonly kind: "line"; readonly number: string; readonly direction: Direction }
        | { readonly kind: "version"; readonly version: number };
    }
  /** Every agent of the version where `agent` is null. */
  | { readonly kind: "restore"; readonly version: number; readonly agent: string | null }
  | {
      readonly kind: "deploy";
      readonly push: boolean;
      /** The only agent that is taken from the working tree; null takes all. */
      readonly agent: string | null;
      readonly title: string | null;
      readonly attach: readonly string[];
    };

/** What a change will do, as data, and the way to do it once. */
export interface Planned {
  readonly plan: Plan;
  apply(): Promise<Outcome>;
}

/** What a change will do. */
export type Plan =
  | {
      readonly kind: "lines";
      readonly changes: readonly LineChange[];
      readonly push: DeployReport["push"];
      readonly notes: LineNotes;
    }
  | { readonly kind: "restore"; readonly plan: RestorePlan }
  | { readonly kind: "deploy"; readonly report: DeployReport; readonly problems: readonly Problem[] };

/** What a change did. */
export type Outcome =
  | {
      readonly kind: "lines";
      readonly changes: readonly LineChange[];
      readonly push: DeployReport["push"];
    }
  | { readonly kind: "restore"; readonly plan: RestorePlan }
  | { readonly kind: "deploy"; readonly report: DeployReport };

/** Why something could not be read or done. */
export interface Failure {
  readonly message: string;
  readonly hint: string | null;
  /** Errors of the configuration, where those are why. */
  readonly problems: readonly Problem[];
  /** True when it would have gone well without the remote. */
  readonly isRemote: boolean;
}
