import { findRepository } from "../git/repository.js";
import type { VersionFinding } from "../model/version-finding.js";
import type { World } from "../world.js";
import { type Checked, findFaults } from "./find-faults.js";
import { gatherFacts, type WhichRemote } from "./gather.js";

/** What `verify` found, and what it looked at. */
export interface VerifyResult {
  /** False when there is an error; warnings do not count. */
  readonly ok: boolean;
  /** Newest version first. */
  readonly findings: readonly VersionFinding[];
  readonly checked: Checked;
  /** The remote that versions are pushed to, asked or not; null when there is none. */
  readonly usualRemote: string | null;
}

/**
 * Checks that no version was moved, lost or made otherwise than by a deploy, and that every pin at HEAD leads to
 * an agent; with a remote, that it has the same versions. Writes nothing. Throws as `findRepository` does,
 * `unknown-remote`, `no-remote`, `remote-failed`, `git-not-found`.
 */
export async function verify(
  world: World,
  { remote }: { readonly remote: WhichRemote },
): Promise<VerifyResult> {
  const repo = await findRepository(world, world.cwd);
  const facts = await gatherFacts(repo, remote);
  const { findings, checked } = findFaults(facts);
  const ok = findings.every(({ severity }) => severity !== "error");
  return { ok, findings, checked, usualRemote: facts.remoteName };
}
