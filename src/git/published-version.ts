import { failure } from "../errors.js";
import type { Oid, Version } from "../model/version.js";
import type { Repository } from "./repository.js";
import { readVersionAt, type Versions } from "./versions.js";

/** A version as it was published, and whether its tag leads elsewhere now. */
export interface PublishedVersion {
  readonly version: Version;
  readonly isMoved: boolean;
}

/**
 * The tag object with which a version was published, as the next version says (DESIGN section 3): one more object to
 * read. Null where nothing says so: for the newest version, and above one that was made by hand.
 */
export async function vouchedTag(versions: Versions, number: number): Promise<Oid | null> {
  const next = nextAfter(versions, number);
  const previous = next === null ? null : ((await versions.read(next))?.previous ?? null);
  return previous?.version === number ? previous.tagOid : null;
}

/**
 * Reads a version so that one whose tag was moved or deleted by hand is what it was published as, for as long as git
 * keeps that tag object. Null where there is no such version. Throws `version-moved` where its tag was moved and the
 * object is lost: what the tag holds now is another configuration.
 */
export async function readPublished(
  repo: Repository,
  versions: Versions,
  number: number,
): Promise<PublishedVersion | null> {
  const now = versions.tagOid(number);
  const vouched = await vouchedTag(versions, number);
  if (vouched === null || vouched === now) {
    const version = await versions.read(number);
    return version === null ? null : { version, isMoved: false };
  }
  const version = await readVersionAt(repo, number, vouched, new Map());
  if (version !== null) return { version, isMoved: true };
  if (now !== null) throw failure("version-moved", { version: number, now, before: vouched });
  return null;
}

function nextAfter(versions: Versions, number: number): number | null {
  if (versions.tagOid(number + 1) !== null) return number + 1;
  // Highest first: the last one above it is the next.
  return versions.numbers.findLast((other) => other > number) ?? null;
}
