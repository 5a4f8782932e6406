import { parseTag } from "../git/commit-object.js";
import { mustReadObject } from "../git/objects.js";
import { unknownVersion } from "../git/revs.js";
import { openRepository } from "../git/workspace.js";
import type { Version } from "../model/version.js";
import type { World } from "../world.js";

/** A version's tag as it stands in git. */
export interface TagDetails {
  readonly version: Version;
  /** The whole message, trailers included, without a signature. */
  readonly message: string;
  readonly isSigned: boolean;
}

/** Reads a version's tag. Throws `unknown-version`, and `number-blocked` for a tag that is no version. */
export async function readTagDetails(world: World, number: number): Promise<TagDetails> {
  const { repo, versions } = await openRepository(world);
  const version = await versions.read(number);
  if (version === null) throw await unknownVersion(versions, number);
  const { message, isSigned } = parseTag(await mustReadObject(repo, version.tagOid, "tag"));
  return { version, message, isSigned };
}
