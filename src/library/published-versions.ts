import { failure } from "../errors.js";
import { vouchedTag } from "../git/published-version.js";
import type { Repository } from "../git/repository.js";
import { type KnownVersions, readVersionAt, type Versions } from "../git/versions.js";
import type { Oid, Version } from "../model/version.js";

/** Published versions as they were published, wherever their tags lead now. */
export interface PublishedVersions {
  /**
   * A version, null where there is none. Throws `version-moved` where its tag is not the one that it was published
   * with and that one is lost.
   */
  read(number: number): Promise<Version | null>;
  /** Id of the tag as it is now; null without one. */
  tagOid(number: number): Oid | null;
}

/** The tags that were answered from, by number: they vouch for the newest version, which no later one does. */
export type SeenTags = Map<number, Oid>;

/**
 * Reads versions so that one whose tag was moved or deleted by hand keeps its answer: the next version names the tag
 * object of the one before it (DESIGN section 3), and git keeps the object for a while.
 */
export function publishedVersions(
  repo: Repository,
  versions: Versions,
  { known, seen }: { readonly known: KnownVersions; readonly seen: SeenTags },
): PublishedVersions {
  return {
    tagOid: (number) => versions.tagOid(number),
    async read(number) {
      const now = versions.tagOid(number);
      const vouched = (await vouchedTag(versions, number)) ?? seen.get(number) ?? null;
      if (vouched === null || vouched === now) {
        const version = await versions.read(number);
        if (version !== null) seen.set(number, version.tagOid);
        return version;
      }
      const kept = await readVersionAt(repo, number, vouched, known);
      if (kept === null) throw failure("version-moved", { version: number, now, before: vouched });
      return kept;
    },
  };
}
