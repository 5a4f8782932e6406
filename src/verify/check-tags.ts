import { type VersionFinding, versionFinding } from "../model/version-finding.js";
import type { Vouched } from "./check-chain.js";
import { type RefFact, shortOid, type TagFact, tagOfRef, type VerifyFacts } from "./facts.js";
import { restoreHint } from "./restore-hint.js";

/** Each version by itself: that its ref holds an annotated tag of that name, of a commit that is here and whose `agents/` is what the tag says. */
export function checkTags(
  facts: VerifyFacts,
  vouched: ReadonlyMap<number, Vouched>,
): readonly VersionFinding[] {
  const found: VersionFinding[] = [];
  for (const [version, ref] of facts.refs) {
    const restore = restoreHint(facts, version, vouched.get(version)?.oid ?? null);
    const say = (code: VersionFinding["code"], message: string, hint: string): void => {
      found.push(versionFinding("error", code, version, message, hint));
    };
    if (ref.symbolic !== null)
      say(
        "symbolic-version",
        `v${version} is a symbolic ref: it follows ${ref.symbolic} wherever that moves.`,
        `git symbolic-ref --delete refs/tags/v${version}`,
      );
    const tag = tagOfRef(facts, version);
    if (tag === null) sayNoVersion(facts, version, ref, vouched.get(version), { say, restore });
    else checkTag(facts, version, tag, { say, restore });
  }
  for (const version of facts.blocked) {
    const message = `Tags below v${version}/ stand in the way of v${version}.`;
    found.push(versionFinding("warning", "blocked-number", version, message, `git tag -l 'v${version}/*'`));
  }
  return found;
}

interface Say {
  readonly say: (code: VersionFinding["code"], message: string, hint: string) => void;
  readonly restore: string;
}

/** A ref that holds no annotated tag of a commit. Where something says that it once did, it was moved. */
function sayNoVersion(
  facts: VerifyFacts,
  version: number,
  { oid, symbolic }: RefFact,
  vouched: Vouched | undefined,
  { say, restore }: Say,
): void {
  const held = oid === null ? undefined : facts.objects.get(oid);
  const [commit] = facts.deploys.get(version) ?? [];
  const evidence =
    vouched !== undefined
      ? `; v${vouched.by} vouches for the tag object ${shortOid(vouched.oid)} there`
      : commit !== undefined
        ? `; commit ${shortOid(commit)} was deployed as v${version}`
        : null;
  const hint = evidence === null ? `git tag -d v${version}` : restore;
  const blocks = `it is no version, and blocks its number${evidence ?? ""}.`;
  if (held?.kind === "other")
    say("lightweight-version", `v${version} is a lightweight tag, of a ${held.type}: ${blocks}`, hint);
  else if (held?.kind === "tag")
    say(
      evidence === null ? "not-a-commit" : "moved-version",
      `v${version} is a tag of a ${held.tag.type}, not of a commit: ${blocks}`,
      hint,
    );
  else if (oid !== null || symbolic === null)
    say(
      "missing-object",
      `v${version} names ${plainOid(oid)}, which is missing here or damaged${evidence ?? ""}.`,
      restore,
    );
}

/** What a ref holds, which after a full disk may be nothing. */
function plainOid(oid: string | null): string {
  return oid === null || oid === "" ? "nothing" : `"${oid}"`;
}

function checkTag(facts: VerifyFacts, version: number, tag: TagFact, { say, restore }: Say): void {
  if (tag.name !== `v${version}`)
    say("misnamed-version", `The tag object of v${version} calls itself "${tag.name}".`, restore);
  const commit = facts.commits.get(tag.object);
  const short = shortOid(tag.object);
  if (commit?.kind !== "found") {
    if (!facts.isPartial)
      say("missing-object", `The commit ${short} of v${version} is missing here or damaged.`, "git fsck");
    return;
  }
  const { agents } = commit;
  if (agents.kind === "absent") {
    if (!facts.isPartial)
      say(
        "missing-object",
        `The tree ${shortOid(agents.tree)} of v${version} is missing here or damaged.`,
        "git fsck",
      );
  } else if (tag.configTree !== null && tag.configTree !== agents.oid)
    say(
      "config-tree-mismatch",
      `v${version} says that its agents/ is the tree ${shortOid(tag.configTree)}, but its commit ${short} has ${agents.oid === null ? "no agents/" : shortOid(agents.oid)}.`,
      restore,
    );
}
