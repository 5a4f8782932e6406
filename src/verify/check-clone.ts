import { repositoryFinding, type VersionFinding } from "../model/version-finding.js";
import { shortOid, tagOfRef, type VerifyFacts } from "./facts.js";

/** What was not checked, because this clone lacks history or trees, or because its settings are not understood. */
export function checkClone(facts: VerifyFacts): readonly VersionFinding[] {
  const settings = facts.settingsErrors.map((sentence) =>
    repositoryFinding(
      "error",
      "invalid-settings",
      `tagline.yaml, ${sentence} What it asks for may not have been checked.`,
    ),
  );
  return [...checkHistory(facts), ...checkTrees(facts), ...settings];
}

function checkHistory({ absentParents, isShallow }: VerifyFacts): VersionFinding[] {
  const [first] = absentParents;
  if (first === undefined) return [];
  if (!isShallow)
    return [
      repositoryFinding(
        "error",
        "missing-object",
        `The commit ${shortOid(first)}, part of the branch's history, is missing here or damaged.`,
        "git fsck",
      ),
    ];
  const message = `This clone is shallow: commits before the cut, from ${shortOid(first)} on, were not searched for versions that have lost their tag.`;
  return [repositoryFinding("warning", "history-cut", message, "git fetch --unshallow --tags")];
}

function checkTrees(facts: VerifyFacts): VersionFinding[] {
  if (!facts.isPartial) return [];
  const lacking = [...facts.refs.keys()].filter((version) => {
    const tag = tagOfRef(facts, version);
    const commit = tag === null ? undefined : facts.commits.get(tag.object);
    return commit !== undefined && (commit.kind === "absent" || commit.agents.kind === "absent");
  });
  const [first] = lacking;
  if (first === undefined) return [];
  const which = lacking.length === 1 ? `v${first} is` : `${lacking.length} versions are`;
  const message = `This clone is partial: the content of ${which} not here, so Config-Tree was not compared.`;
  return [repositoryFinding("warning", "trees-absent", message, "run this in a full clone")];
}
