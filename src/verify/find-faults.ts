import { formatRef } from "../model/version.js";
import { compareFindings, type VersionFinding } from "../model/version-finding.js";
import { checkChain } from "./check-chain.js";
import { checkClone } from "./check-clone.js";
import { checkMissing } from "./check-missing.js";
import { checkPins } from "./check-pins.js";
import { checkRemote } from "./check-remote.js";
import { checkReplacements } from "./check-replacements.js";
import { checkSignatures, type SignatureCounts } from "./check-signatures.js";
import { checkTags } from "./check-tags.js";
import { deployedAs, highestOf, tagOfRef, type VerifyFacts } from "./facts.js";

/** What was looked at, beside what was found. */
export interface Checked {
  /** How many tags with a version's name there are here. */
  readonly versions: number;
  /** The remote that was asked; null when none was. */
  readonly remote: string | null;
  /** Null when versions need not be signed here. */
  readonly signatures: SignatureCounts | null;
  /**
   * The newest version, which no other vouches for yet, and what does: the trailer of its commit, the remote,
   * both or neither. Null before the first.
   */
  readonly newest: { readonly version: number; readonly anchors: readonly ("commit" | "remote")[] } | null;
}

/** Judges the facts: every finding, newest version first. Pure. */
export function findFaults(facts: VerifyFacts): {
  readonly findings: readonly VersionFinding[];
  readonly checked: Checked;
} {
  const chain = checkChain(facts);
  const signatures = checkSignatures(facts);
  const findings = [
    ...chain.findings,
    ...checkTags(facts, chain.vouched),
    ...checkMissing(facts, chain.vouched),
    ...checkReplacements(facts),
    ...checkPins(facts, chain.vouched),
    ...checkRemote(facts, chain.vouched),
    ...signatures.findings,
    ...checkClone(facts),
  ].sort(compareFindings);
  return {
    findings,
    checked: {
      versions: facts.refs.size,
      remote: facts.remote?.name ?? null,
      signatures: signatures.counts,
      newest: newestOf(facts),
    },
  };
}

function newestOf(facts: VerifyFacts): Checked["newest"] {
  const version = highestOf(
    [...facts.refs.keys()].filter((number) => tagOfRef(facts, number)?.name === formatRef(number)),
  );
  const tag = tagOfRef(facts, version);
  if (tag === null) return null;
  const anchors: ("commit" | "remote")[] = [];
  if (deployedAs(facts, tag.object) === version) anchors.push("commit");
  if (facts.remote?.versions.get(version)?.oid === tag.oid) anchors.push("remote");
  return { version, anchors };
}
