import { type Direction, directions, type LineChange, type Manifest } from "../model/manifest.js";
import { samePin, type WeightedPin } from "../model/pin.js";
import type { Oid, Version } from "../model/version.js";

/** What the repository and the remote hold, as far as a renumbering depends on it. */
export interface RenumberFacts {
  /** Where HEAD is: its branch, and its commit. */
  readonly base: { readonly ref: string; readonly commit: Oid };
  readonly remote: string;
  /** Versions here, lowest first, and the tag objects there by number. */
  readonly here: readonly Version[];
  readonly there: ReadonlyMap<number, Oid>;
  /** Version tags on the other remotes: each one's tag object, and a remote that has it. */
  readonly elsewhere: ReadonlyMap<Oid, string>;
  /** The highest number ever used, here or there. */
  readonly highest: number;
  /** The manifest at HEAD, and that of the remote's branch. */
  readonly manifest: Manifest;
  readonly manifestThere: Manifest;
  /** Whether the remote's branch has commits that HEAD lacks. */
  readonly isBehind: boolean;
}

/** A version of this clone that gets another number. */
export interface Renumbered {
  readonly from: number;
  readonly to: number;
  readonly title: string | null;
  readonly description?: string;
  readonly commit: Oid;
  /** The tag object that has the old number here. */
  readonly tagOid: Oid;
  /** What the old number is on the remote, and will be here; null when it is nothing there. */
  readonly there: Oid | null;
  /** True when an earlier run that died has made the new tag. */
  readonly isMade: boolean;
}

/** A pin to an old number that stays, because the remote's manifest has it too: it means the version there. */
export interface KeptPin {
  readonly number: string;
  readonly direction: Direction;
  readonly pin: WeightedPin;
}

/** What a renumbering will do: plain data, made from `base`. */
export interface RenumberPlan {
  readonly base: RenumberFacts["base"];
  readonly remote: string;
  /** The version that was asked for, and those after it that vouch for it, lowest first. */
  readonly versions: readonly Renumbered[];
  readonly lines: readonly LineChange[];
  readonly kept: readonly KeptPin[];
  readonly isBehind: boolean;
}

/** Why a version is not renumbered. */
export type RenumberRefusal =
  | { readonly kind: "unknown" }
  | { readonly kind: "not-on-remote" }
  | { readonly kind: "published"; readonly version: number; readonly remote: string };

/** Plans what becomes of a version of this clone whose number is another version on the remote. Pure. */
export function planRenumber(
  version: number,
  facts: RenumberFacts,
): RenumberPlan | { readonly refused: RenumberRefusal } {
  const { base, remote, here, there, isBehind } = facts;
  const asked = here.find((known) => known.version === version);
  if (asked === undefined) return { refused: { kind: "unknown" } };
  if (!there.has(version)) return { refused: { kind: "not-on-remote" } };
  if (there.get(version) === asked.tagOid) return { refused: { kind: "published", version, remote } };
  const versions = renumber(asked, facts);
  for (const { from, tagOid } of versions) {
    const other = facts.elsewhere.get(tagOid);
    if (other !== undefined) return { refused: { kind: "published", version: from, remote: other } };
  }
  return { base, remote, versions, isBehind, ...movePins(versions, facts) };
}

/** The version, and each one above it whose trailer names one of these tags: it would vouch for a tag that is gone. */
function renumber(asked: Version, { here, there, highest }: RenumberFacts): Renumbered[] {
  const moving = [asked];
  for (const next of here) {
    const isLater = next.version > asked.version && there.get(next.version) !== next.tagOid;
    if (isLater && moving.some(({ tagOid }) => tagOid === next.previous?.tagOid)) moving.push(next);
  }
  let last = highest;
  return moving.map(({ version, title, description, commit, tagOid }) => {
    const made = here.find(
      ({ renumberedFrom: old }) => old?.version === version && old.tagOid === tagOid,
    )?.version;
    if (made === undefined) last += 1;
    const to = made ?? last;
    const oidThere = there.get(version) ?? null;
    const words = { title, ...(description === undefined ? {} : { description }) };
    return { from: version, to, ...words, commit, tagOid, there: oidThere, isMade: made !== undefined };
  });
}

function movePins(
  versions: readonly Renumbered[],
  { manifest, manifestThere }: RenumberFacts,
): Pick<RenumberPlan, "lines" | "kept"> {
  const lines: LineChange[] = [];
  const kept: KeptPin[] = [];
  for (const { number, lines: pinsOf } of manifest.numbers.values())
    for (const direction of directions) {
      const before = pinsOf[direction] ?? [];
      const pinsThere = manifestThere.numbers.get(number)?.lines[direction] ?? [];
      const after = before.map((pin) => {
        const moving = versions.find(({ from }) => from === pin.version);
        if (moving === undefined) return pin;
        // Where the remote has no such version, its manifest can only have meant ours.
        const isTheirs = moving.there !== null && pinsThere.some((known) => samePin(known, pin));
        if (!isTheirs) return { ...pin, version: moving.to };
        kept.push({ number, direction, pin });
        return pin;
      });
      if (after.some((pin, i) => pin !== before[i])) lines.push({ number, direction, before, after });
    }
  return { lines, kept };
}
