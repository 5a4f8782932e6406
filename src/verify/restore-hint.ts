import { formatRef, type Oid } from "../model/version.js";
import { tagAt, type VerifyFacts } from "./facts.js";

/**
 * How to get a version's tag back: from this clone's own objects, from the remote when it was asked and has it,
 * else where to look. `oid` is that of the right tag object; null when nothing here tells.
 */
export function restoreHint(facts: VerifyFacts, version: number, oid: Oid | null): string {
  const ref = `refs/tags/${formatRef(version)}`;
  const { remote, remoteName } = facts;
  if (oid !== null && tagAt(facts, oid) !== null) return `git update-ref ${ref} ${oid}`;
  if (remote !== null && oid !== null && remote.versions.get(version)?.oid === oid)
    return `git fetch ${remote.name} +${ref}:${ref}`;
  if (remote === null && remoteName !== null)
    return facts.refs.has(version)
      ? `tagline verify --remote ${remoteName}`
      : `git fetch ${facts.isShallow ? "--unshallow " : ""}--tags ${remoteName}`;
  return oid === null ? `git ls-remote <another clone> ${ref}` : `git fetch <another clone> +${ref}:${ref}`;
}
