import { type VersionFinding, versionFinding } from "../model/version-finding.js";
import type { Vouched } from "./check-chain.js";
import { shortOid, type VerifyFacts } from "./facts.js";
import { restoreHint } from "./restore-hint.js";

/** Versions that a trailer or a commit names and that have no tag. A pin that names one is a finding of its own. */
export function checkMissing(
  facts: VerifyFacts,
  vouched: ReadonlyMap<number, Vouched>,
): readonly VersionFinding[] {
  const named = new Set([...vouched.keys(), ...facts.deploys.keys()]);
  return [...named]
    .filter((version) => !facts.refs.has(version))
    .map((version) => {
      const voucher = vouched.get(version);
      const [commit] = facts.deploys.get(version) ?? [];
      const evidence = [
        ...(voucher === undefined
          ? []
          : [`v${voucher.by} vouches for its tag object ${shortOid(voucher.oid)}`]),
        ...(commit === undefined ? [] : [`commit ${shortOid(commit)} was deployed as v${version}`]),
      ];
      const message = `v${version} has no tag here, but ${evidence.join(", and ")}.`;
      const hint = restoreHint(facts, version, voucher?.oid ?? null);
      return versionFinding("error", "missing-version", version, message, hint);
    });
}
