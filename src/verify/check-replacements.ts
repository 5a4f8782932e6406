import type { Replacement } from "../git/replacements.js";
import type { Oid } from "../model/version.js";
import { repositoryFinding, type VersionFinding, versionFinding } from "../model/version-finding.js";
import { shortOid, tagOfRef, type VerifyFacts } from "./facts.js";

/** `git replace` and grafts that make git show a version, or its history, as something else than it is. */
export function checkReplacements(facts: VerifyFacts): readonly VersionFinding[] {
  if (facts.replacements.length === 0) return [];
  const parts = partsOfVersions(facts);
  return facts.replacements.flatMap((replacement) => {
    const touched = parts.get(replacement.oid) ?? [];
    if (replacement.kind === "graft")
      return touched.map(({ version, what }) =>
        versionFinding(
          "error",
          "grafted-commit",
          version,
          `git shows other parents for the ${what} of v${version}: info/grafts names it.`,
          "remove its line from info/grafts in the git directory",
        ),
      );
    const undo = `git replace -d ${replacement.oid}`;
    if (touched.length === 0) return untold(replacement, undo);
    return touched.map(({ version, what }) =>
      versionFinding(
        "error",
        "replaced-object",
        version,
        `git shows another object for the ${what} of v${version}: refs/replace/${shortOid(replacement.oid)} stands for it.`,
        undo,
      ),
    );
  });
}

/** A tree or blob may be part of any version; a commit or tag of no version changes none. */
function untold({ type, oid }: Replacement, undo: string): VersionFinding[] {
  if (type === "commit" || type === "tag") return [];
  const message = `git shows another object for ${shortOid(oid)}, which may be part of a version: that was not looked for.`;
  return [repositoryFinding("warning", "replaced-object", message, undo)];
}

function partsOfVersions(facts: VerifyFacts): Map<Oid, { version: number; what: string }[]> {
  const parts = new Map<Oid, { version: number; what: string }[]>();
  const add = (oid: Oid | null, version: number, what: string): void => {
    if (oid !== null) parts.set(oid, [...(parts.get(oid) ?? []), { version, what }]);
  };
  for (const version of facts.refs.keys()) {
    const tag = tagOfRef(facts, version);
    if (tag === null) continue;
    add(tag.oid, version, "tag object");
    add(tag.object, version, "commit");
    const commit = facts.commits.get(tag.object);
    if (commit?.kind !== "found") continue;
    add(commit.tree, version, "tree");
    if (commit.agents.kind === "known") add(commit.agents.oid, version, "agents/");
  }
  return parts;
}
