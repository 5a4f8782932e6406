import { repositoryFinding, type VersionFinding, versionFinding } from "../model/version-finding.js";
import type { Vouched } from "./check-chain.js";
import { highestOf, type RemoteFacts, shortOid, tagOfRef, type VerifyFacts } from "./facts.js";

/** The versions there against those here: which are missing on a side, differ, or are not on the branch there. */
export function checkRemote(
  facts: VerifyFacts,
  vouched: ReadonlyMap<number, Vouched>,
): readonly VersionFinding[] {
  const { remote } = facts;
  if (remote === null) return [];
  const newestHere = highestOf(facts.refs.keys());
  const newestThere = highestOf(remote.versions.keys());
  const found: VersionFinding[] = [];
  for (const [version, ref] of facts.refs) {
    if (ref.oid === null) continue;
    const there = remote.versions.get(version);
    const due = vouched.get(version);
    if (there === undefined) found.push(missingThere(remote, version, newestThere));
    else if (there.oid !== (due?.oid ?? ref.oid))
      found.push(different(facts, remote, version, { due, there }));
  }
  for (const [version, there] of remote.versions) {
    const due = vouched.get(version);
    if (facts.refs.has(version)) continue;
    // What the chain or a commit names is a finding already; what is there may still be another tag.
    if (due !== undefined && there.oid !== due.oid)
      found.push(different(facts, remote, version, { due, there }));
    if (due !== undefined || facts.deploys.has(version)) continue;
    found.push(missingHere(remote, version, newestHere));
  }
  return [...found, ...offBranch(remote)];
}

function missingThere({ name, branch }: RemoteFacts, version: number, newest: number): VersionFinding {
  if (version > newest)
    return versionFinding(
      "warning",
      "unpushed-version",
      version,
      `v${version} is not on ${name}: it was made here and is not pushed.`,
      `git push --atomic ${name} ${branch ?? "<branch>"} v${version}`,
    );
  return versionFinding(
    "error",
    "missing-on-remote",
    version,
    `v${version} is missing on ${name}, whose newest version is v${newest}.`,
    `git push ${name} refs/tags/v${version}`,
  );
}

function missingHere({ name }: RemoteFacts, version: number, newest: number): VersionFinding {
  const hint = `git fetch --tags ${name}`;
  // A clone that is merely behind breaks no promise.
  return version > newest
    ? versionFinding("warning", "missing-here", version, `v${version} is on ${name} and not here yet.`, hint)
    : versionFinding(
        "error",
        "missing-here",
        version,
        `v${version} is on ${name} and not here, though v${newest} is.`,
        hint,
      );
}

function different(
  facts: VerifyFacts,
  { name }: RemoteFacts,
  version: number,
  { due, there }: { due: Vouched | undefined; there: { oid: string; peeled: string | null } },
): VersionFinding {
  const what =
    there.peeled === null
      ? `a lightweight tag of ${shortOid(there.oid)}`
      : `the tag object ${shortOid(there.oid)}`;
  const here = facts.refs.get(version)?.oid ?? null;
  const sameCommit = there.peeled !== null && tagOfRef(facts, version)?.object === there.peeled;
  const against =
    due !== undefined
      ? `v${due.by} vouches for ${shortOid(due.oid)}`
      : `here it is ${here === null ? "missing" : shortOid(here)}${sameCommit ? ", of the same commit" : ""}`;
  const message = `v${version} on ${name} is ${what}; ${against}.`;
  return versionFinding(
    "error",
    "differs-on-remote",
    version,
    message,
    `git ls-remote ${name} refs/tags/v${version}`,
  );
}

/** Versions there whose commit is not on the branch there, as far as this clone can tell. */
function offBranch(remote: RemoteFacts): VersionFinding[] {
  const { name, branch, tip, onBranch, isWhole, versions } = remote;
  const commits = [...versions].flatMap(([version, { peeled }]) =>
    peeled === null ? [] : [{ version, commit: peeled }],
  );
  if (commits.length === 0) return [];
  const unchecked = (reason: string, hint: string): VersionFinding[] => [
    repositoryFinding(
      "warning",
      "remote-branch-unchecked",
      `${reason}, so whether its versions are on that branch was not checked.`,
      hint,
    ),
  ];
  if (branch === null)
    return unchecked(
      "HEAD is on no branch, and nothing names the one that versions are made on",
      "branch: <name> in tagline.yaml",
    );
  if (tip === null) return unchecked(`${name} has no branch ${branch}`, `git ls-remote --heads ${name}`);
  if (onBranch === null)
    return unchecked(
      `${branch} on ${name} is at ${shortOid(tip)}, which is not in this clone`,
      `git fetch ${name}`,
    );
  const off = commits.filter(({ commit }) => !onBranch.has(commit));
  if (off.length > 0 && !isWhole)
    return unchecked(`The history of ${branch} on ${name} is cut off here`, "git fetch --unshallow --tags");
  return off.map(({ version, commit }) =>
    versionFinding(
      "warning",
      "off-remote-branch",
      version,
      `v${version} on ${name} is of commit ${shortOid(commit)}, which is not on ${branch} there.`,
      `git log ${name}/${branch}..v${version}`,
    ),
  );
}
