import type { Repository } from "../git/repository.js";
import { verifyTags } from "../git/tag-signatures.js";
import { type SignatureFacts, tagOfRef, type VerifyFacts } from "./facts.js";

/** Asks git about every version that carries a signature: its tag object, not the name that may have moved. */
export async function readSignatures(
  repo: Repository,
  { refs, objects }: Pick<VerifyFacts, "refs" | "objects">,
): Promise<SignatureFacts> {
  const signed = [...refs.keys()].flatMap((version) => {
    const tag = tagOfRef({ refs, objects }, version);
    return tag?.isSigned ? [{ version, oid: tag.oid }] : [];
  });
  const { good, refused } = await verifyTags(
    repo,
    signed.map(({ oid }) => oid),
  );
  return {
    good: new Set(signed.filter(({ oid }) => good.has(oid)).map(({ version }) => version)),
    refused: new Map(
      signed.filter(({ oid }) => !good.has(oid)).map(({ version, oid }) => [version, refused.get(oid) ?? ""]),
    ),
  };
}
