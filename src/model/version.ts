/** A git object id: 40 hex digits. */
export type Oid = string;

const tagPattern = /^v(0|[1-9][0-9]*)$/;

/** The number in a version tag's name (`v12` → 12), or null when the name is not a version's. */
export function parseVersionTag(name: string): number | null {
  const digits = tagPattern.exec(name)?.[1];
  if (digits === undefined) return null;
  const version = Number(digits);
  return Number.isSafeInteger(version) ? version : null;
}

/** A version as users write it: `v3`, or `draft` for null. */
export function formatRef(version: number | null): string {
  return version === null ? "draft" : `v${version}`;
}

/** A rev as users type it: a version, the draft, the working tree, or anything git understands. */
export type Rev =
  | { readonly kind: "version"; readonly version: number }
  | { readonly kind: "draft" }
  | { readonly kind: "worktree" }
  | { readonly kind: "revision"; readonly name: string };

/** Reads a rev: `v3`, `draft`, `worktree`, otherwise a git revision such as a branch or an oid. */
export function parseRev(text: string): Rev {
  const version = parseVersionTag(text);
  if (version !== null) return { kind: "version", version };
  if (text === "draft" || text === "worktree") return { kind: text };
  return { kind: "revision", name: text };
}

/** The inverse of `parseRev`. */
export function formatRev(rev: Rev): string {
  switch (rev.kind) {
    case "version":
      return formatRef(rev.version);
    case "revision":
      return rev.name;
    default:
      return rev.kind;
  }
}

/** A person as git records one. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** A published version, as lists show it. */
export interface ListedVersion {
  readonly version: number;
  /** The deploy's title; null when the tag carries none. */
  readonly title: string | null;
  /** What stands below the title in the tag's message; mostly absent. */
  readonly description?: string;
  readonly tagOid: Oid;
  readonly commit: Oid;
  readonly author: Person;
  /** When the tag was made, seconds since 1970, and the author's offset in minutes east of UTC. */
  readonly timestamp: number;
  readonly timezoneOffset: number;
  /** `Agents-Changed`; null in a version made by hand. */
  readonly agentsChanged: readonly string[] | null;
}

/** A published version: all that its tag says. */
export interface Version extends ListedVersion {
  /** `Config-Tree`: oid of `agents/`; null in a version made by hand. */
  readonly configTree: Oid | null;
  /** `Previous-Version`; null for the first version and for those made by hand. */
  readonly previous: { readonly version: number; readonly tagOid: Oid } | null;
  /** `Renumbered-From`: the tag that this version had before, in the clone that made it; mostly null. */
  readonly renumberedFrom: { readonly version: number; readonly tagOid: Oid } | null;
}
