import type { EngineType } from "./agent.js";
import type { JsonValue } from "./json.js";
import type { LineChange, NumberEntry } from "./manifest.js";
import type { WeightedPin } from "./pin.js";
import type { TextDiff } from "./text-diff.js";

/**
 * One difference between two JSON values. `from` is an RFC 6901 pointer into the old one, `to` into the new
 * one: an item that moved has two. All changes of a pair together rebuild the new value from the old.
 */
export type Change =
  | { readonly kind: "added"; readonly to: string; readonly value: JsonValue }
  | { readonly kind: "removed"; readonly from: string; readonly value: JsonValue }
  | {
      readonly kind: "changed";
      readonly from: string;
      readonly to: string;
      readonly before: JsonValue;
      readonly after: JsonValue;
    }
  /** The item of a list stands elsewhere among its neighbours. */
  | { readonly kind: "moved"; readonly from: string; readonly to: string }
  /** The fields of an object stand in another order, which means nothing to the platform. */
  | {
      readonly kind: "reordered";
      readonly from: string;
      readonly to: string;
      readonly keys: readonly string[];
    };

/** A change as people read it. */
export type DescribedChange = Change & {
  /** Where it is, by names instead of positions: `flow.nodes[greet].name`. */
  readonly label: string;
  /** True for what only moves boxes about on the dashboard's canvas, or fields within a file. */
  readonly layout: boolean;
  /** Word by word or line by line, where both sides are texts. */
  readonly text: TextDiff | null;
  /** Names of the nodes that the values are ids of, where they are. */
  readonly names: { readonly before: string | null; readonly after: string | null } | null;
};

/** What became of an agent between two sides. */
export type AgentChange =
  | { readonly kind: "added" | "removed" | "changed" }
  | { readonly kind: "renamed"; readonly from: string }
  /** One side cannot be read, so what changed inside cannot be told. */
  | { readonly kind: "unreadable"; readonly side: "before" | "after" | "both" };

/** An agent that differs between two sides. Without changes, only comments or the layout of files differ. */
export interface AgentDiff {
  /** The slug on the new side, or the old one when it was removed. */
  readonly agent: string;
  readonly change: AgentChange;
  readonly engineBefore: EngineType | null;
  readonly engineAfter: EngineType | null;
  readonly changes: readonly DescribedChange[];
}

/** A line of a number that runs a changed agent. */
export interface AffectedLine {
  readonly number: string;
  readonly nickname: NumberEntry["nickname"];
  readonly direction: LineChange["direction"];
  readonly pin: WeightedPin;
}

/** Whom a change reaches: the numbers, by what the change does to them. */
export interface BlastRadius {
  /** Lines on the draft of a changed agent: they run the new side once it is the draft. */
  readonly followingDraft: readonly AffectedLine[];
  /** Lines pinned to a version of a changed agent: they stay as they are until attached. */
  readonly pinned: readonly AffectedLine[];
  /** Lines whose pin itself changes. */
  readonly moved: readonly LineChange[];
}

/** The difference of two configurations: agents, numbers, and whom it reaches. */
export interface ConfigurationDiff {
  /** By slug in alphabetical order; agents that are the same are not listed. */
  readonly agents: readonly AgentDiff[];
  /** Which side's manifest cannot be read; then nothing is told of numbers. */
  readonly unreadableManifest: "before" | "after" | "both" | null;
  /** Changes of the manifest, as one object from number to its entry. */
  readonly numbers: readonly DescribedChange[];
  readonly radius: BlastRadius;
}
