import { repositoryFinding, type VersionFinding, versionFinding } from "../model/version-finding.js";
import { tagOfRef, type VerifyFacts } from "./facts.js";

/** How many versions have which signature. */
export interface SignatureCounts {
  readonly good: number;
  readonly bad: number;
  readonly missing: number;
}

/**
 * Signatures that are missing, or that git does not confirm. Versions from before the first signed one are a
 * warning: they were made before signing began.
 */
export function checkSignatures(facts: VerifyFacts): {
  readonly findings: readonly VersionFinding[];
  readonly counts: SignatureCounts | null;
} {
  const { signatures } = facts;
  if (signatures === null) return { findings: [], counts: null };
  const { good, refused } = signatures;
  const tags = [...facts.refs.keys()].flatMap((version) => {
    const tag = tagOfRef(facts, version);
    return tag === null ? [] : [{ version, tag }];
  });
  const signed = tags.filter(({ tag }) => tag.isSigned).map(({ version }) => version);
  const firstSigned = signed.reduce((first, version) => Math.min(first, version), Number.POSITIVE_INFINITY);
  const missing = tags
    .filter(({ tag }) => !tag.isSigned)
    .map(({ version }) =>
      versionFinding(
        version < firstSigned && signed.length > 0 ? "warning" : "error",
        "missing-signature",
        version,
        `v${version} is not signed.`,
      ),
    );
  const counts = { good: good.size, bad: refused.size, missing: missing.length };
  return { findings: [...missing, ...refusals(good.size, refused)], counts };
}

/** What git does not confirm; one finding for all when it says the same of every signature there is. */
function refusals(good: number, refused: ReadonlyMap<number, string>): VersionFinding[] {
  const words = new Set(refused.values());
  words.delete("");
  const [only = ""] = words;
  if (good === 0 && refused.size > 1 && words.size === 1)
    return [
      repositoryFinding(
        "error",
        "signatures-unchecked",
        `git confirms none of the ${refused.size} signatures: ${only}`,
        "give git the keys of those who sign: gpg.ssh.allowedSignersFile, or gpg --import",
      ),
    ];
  return [...refused].map(([version, said]) =>
    versionFinding(
      "error",
      "bad-signature",
      version,
      `git does not confirm the signature of v${version}${said === "" ? "." : `: ${said}`}`,
      `git verify-tag v${version}`,
    ),
  );
}
