import type { Replacement } from "../git/replacements.js";
import type { Direction } from "../model/manifest.js";
import type { Pin } from "../model/pin.js";
import type { Oid } from "../model/version.js";

/** What lies behind an oid that a version's ref, or a `Previous-Version` trailer, names. */
export type HeldObject =
  | { readonly kind: "tag"; readonly tag: TagFact }
  | { readonly kind: "other"; readonly type: "commit" | "tree" | "blob" }
  | { readonly kind: "absent" };

/** A tag object, as far as the chain is concerned. */
export interface TagFact {
  readonly oid: Oid;
  /** The name in its header. */
  readonly name: string;
  /** Type and oid of what it tags. */
  readonly type: string;
  readonly object: Oid;
  readonly configTree: Oid | null;
  readonly previous: { readonly version: number; readonly tagOid: Oid } | null;
  /** Whether it says that its version had another number first: then the commit's trailer names that one. */
  readonly isRenumbered: boolean;
  readonly isSigned: boolean;
}

/** A ref with a version's name. `oid` is null for a symbolic ref that leads nowhere. */
export interface RefFact {
  readonly oid: Oid | null;
  /** The ref that it follows, when it is symbolic. */
  readonly symbolic: string | null;
}

/** The commit of a version. */
export type CommitFact =
  | {
      readonly kind: "found";
      readonly tree: Oid;
      /** The number in its `Version:` trailer. */
      readonly deployed: number | null;
      readonly agents: AgentsFact;
    }
  | { readonly kind: "absent" };

/** `agents/` in a commit: its oid (null when the commit has none), or that its root tree is not in this clone. */
export type AgentsFact =
  | { readonly kind: "known"; readonly oid: Oid | null }
  | { readonly kind: "absent"; readonly tree: Oid };

/** One pin of the manifest at HEAD, and whether it leads to an agent. */
export interface PinFact {
  readonly number: string;
  readonly direction: Direction;
  readonly pin: Pin;
  readonly leads: "to-agent" | "no-version" | "no-commit" | "no-agent" | "unknown";
}

/** The remote's side. */
export interface RemoteFacts {
  readonly name: string;
  /** The branch that versions are made on; null when nothing tells. */
  readonly branch: string | null;
  /** Commit of that branch there; null when there is no such branch. */
  readonly tip: Oid | null;
  readonly versions: ReadonlyMap<number, { readonly oid: Oid; readonly peeled: Oid | null }>;
  /** Commits of that branch that this clone has; null when it lacks the tip. */
  readonly onBranch: ReadonlySet<Oid> | null;
  /** Whether `onBranch` is all of them. */
  readonly isWhole: boolean;
}

/** What git says of the signatures, by version. */
export interface SignatureFacts {
  readonly good: ReadonlySet<number>;
  /** Not confirmed, each with git's own words; empty words for those that git was not asked about one by one. */
  readonly refused: ReadonlyMap<number, string>;
}

/** Everything that `verify` looks at, as plain data. */
export interface VerifyFacts {
  readonly refs: ReadonlyMap<number, RefFact>;
  /** Numbers that a tag below `v<N>/` stands in the way of. */
  readonly blocked: ReadonlySet<number>;
  /** Whatever refs and chain name, by oid. */
  readonly objects: ReadonlyMap<Oid, HeldObject>;
  /** Commits of the versions. */
  readonly commits: ReadonlyMap<Oid, CommitFact>;
  /** Commits with a `Version:` trailer in the branch's history, by number; without those of renumbered versions. */
  readonly deploys: ReadonlyMap<number, readonly Oid[]>;
  readonly replacements: readonly Replacement[];
  readonly pins: readonly PinFact[];
  /** Errors of the manifest at HEAD other than pins that lead nowhere. */
  readonly manifestErrors: number;
  /** What is wrong with tagline.yaml, each in a sentence: a setting that is not understood is not obeyed. */
  readonly settingsErrors: readonly string[];
  /** Parents that history names and this clone lacks. */
  readonly absentParents: readonly Oid[];
  readonly isShallow: boolean;
  readonly isPartial: boolean;
  /** The remote that versions are pushed to, asked or not; null when there is none. */
  readonly remoteName: string | null;
  /** Null when it was not asked. */
  readonly remote: RemoteFacts | null;
  /** Null when versions need not be signed here. */
  readonly signatures: SignatureFacts | null;
}

/** The annotated tag of a commit behind a version's ref; null when the ref holds anything else. */
export function tagOfRef(facts: Pick<VerifyFacts, "refs" | "objects">, version: number): TagFact | null {
  const oid = facts.refs.get(version)?.oid ?? null;
  return oid === null ? null : tagAt(facts, oid);
}

/** The annotated tag of a commit at an oid; null when it is absent or anything else. */
export function tagAt(facts: Pick<VerifyFacts, "objects">, oid: Oid): TagFact | null {
  const held = facts.objects.get(oid);
  return held?.kind === "tag" && held.tag.type === "commit" ? held.tag : null;
}

/** What a commit's trailer says it was deployed as; null when it says nothing or is not here. */
export function deployedAs(facts: VerifyFacts, commit: Oid): number | null {
  const found = facts.commits.get(commit);
  return found?.kind === "found" ? found.deployed : null;
}

/** An oid as messages show it. */
export function shortOid(oid: Oid): string {
  return oid.slice(0, 12);
}

/** The highest of some version numbers; -1 when there are none. */
export function highestOf(versions: Iterable<number>): number {
  let highest = -1;
  for (const version of versions) highest = Math.max(highest, version);
  return highest;
}
