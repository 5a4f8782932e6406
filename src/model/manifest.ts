import type { JsonObject } from "./json.js";
import type { WeightedPin } from "./pin.js";

/** The manifest's place in a repository. */
export const manifestPath = "phone-numbers.yaml";

/** The four lines a number can have. */
export type Direction = "inbound" | "outbound" | "inbound_sms" | "outbound_sms";

export const directions: readonly Direction[] = ["inbound", "outbound", "inbound_sms", "outbound_sms"];

/** One phone number of the manifest. A direction that is absent has no agent. */
export interface NumberEntry {
  /** E.164, with the plus. */
  readonly number: string;
  readonly nickname: string | null;
  /** Pins by direction; a plain pin is one entry of weight 1. */
  readonly lines: Readonly<Partial<Record<Direction, readonly WeightedPin[]>>>;
  /** The other fields, as written: fallback_number, webhook URLs, country lists. */
  readonly settings: JsonObject;
}

/** Where each phone line points, keyed by E.164 number in the file's order. */
export interface Manifest {
  readonly numbers: ReadonlyMap<string, NumberEntry>;
}

/** A manifest without numbers: what a repository without the file has. */
export const emptyManifest: Manifest = { numbers: new Map() };

/** A line of a number that moves; an empty list is "no agent". */
export interface LineChange {
  readonly number: string;
  readonly direction: Direction;
  readonly before: readonly WeightedPin[];
  readonly after: readonly WeightedPin[];
}
