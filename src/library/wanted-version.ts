import { failure } from "../errors.js";
import { unknownVersion } from "../git/revs.js";
import { treeOfCommit } from "../git/trees.js";
import type { Version } from "../model/version.js";
import type { Snapshot } from "./snapshot.js";

/** How a request names a version: `2`, `"2"`, `"v2"`, `latest` (the draft) or `latest_published`. */
export type VersionName = number | string;

/** A version that a request means: a published one, or the draft. */
export interface WantedVersion {
  readonly number: number;
  /** Null for the draft. */
  readonly published: Version | null;
  readonly tree: Snapshot["tree"];
}

/**
 * Finds the version of that name; without one, the draft, which its own number names too. Throws
 * `unknown-version`, and `unknown-revision` for a name that is none.
 */
export async function wantedVersion(
  snapshot: Snapshot,
  name: VersionName | null | undefined,
): Promise<WantedVersion> {
  const number = versionNumber(snapshot, name);
  if (number === snapshot.draft) return { number, published: null, tree: snapshot.tree };
  const published = await snapshot.published.read(number);
  if (published === null) throw await unknownVersion(snapshot.versions, number);
  return { number, published, tree: await treeOfCommit(snapshot.repo, published.commit) };
}

/** The number that a name means, whether there is such a version or not. Throws `unknown-revision`. */
export function versionNumber(snapshot: Snapshot, name: VersionName | null | undefined): number {
  if (name === null || name === undefined || name === "latest" || name === "draft") return snapshot.draft;
  if (name === "latest_published") {
    if (snapshot.newest === null) throw failure("unknown-revision", { name });
    return snapshot.newest.version;
  }
  const digits = /^v?(0|[1-9]\d*)$/.exec(String(name))?.[1];
  const number = Number(digits ?? Number.NaN);
  if (!Number.isSafeInteger(number)) throw failure("unknown-revision", { name: String(name) });
  return number;
}
