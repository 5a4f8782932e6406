import { formatPin } from "../model/pin.js";
import { formatRef } from "../model/version.js";
import { repositoryFinding, type VersionFinding } from "../model/version-finding.js";
import type { Vouched } from "./check-chain.js";
import { highestOf, type PinFact, tagOfRef, type VerifyFacts } from "./facts.js";
import { restoreHint } from "./restore-hint.js";

/** Pins of the manifest at HEAD that lead nowhere, or that this clone cannot follow. */
export function checkPins(
  facts: VerifyFacts,
  vouched: ReadonlyMap<number, Vouched>,
): readonly VersionFinding[] {
  const newest = highestOf([...facts.refs.keys()].filter((version) => tagOfRef(facts, version) !== null));
  const found = facts.pins.flatMap((fact) => checkPin(fact, hintFor(facts, vouched, fact, newest)));
  if (facts.manifestErrors > 0)
    found.push(
      repositoryFinding(
        "error",
        "invalid-manifest",
        `phone-numbers.yaml at HEAD has ${facts.manifestErrors === 1 ? "an error" : `${facts.manifestErrors} errors`}, so pins may have gone unchecked.`,
        "tagline validate --at draft",
      ),
    );
  return found;
}

function checkPin({ number, direction, pin, leads }: PinFact, hint: string): VersionFinding[] {
  if (leads === "to-agent") return [];
  const { agent, version } = pin;
  const reason = {
    "no-version": `there is no version v${version} here`,
    "no-commit": `the commit of v${version} is missing here or damaged`,
    "no-agent": version === null ? `HEAD has no agent "${agent}"` : `v${version} has no agent "${agent}"`,
    unknown: `the agents of v${version} are not in this clone, so it was not checked`,
  }[leads];
  return [
    {
      severity: leads === "unknown" ? "warning" : "error",
      code: "unresolved-pin",
      version,
      ref: formatRef(version),
      message: `${number} ${direction} points to ${formatPin(pin)}, but ${reason}.`,
      hint,
    },
  ];
}

/** A version that was published comes back first; only what never was is pinned elsewhere. */
function hintFor(
  facts: VerifyFacts,
  vouched: ReadonlyMap<number, Vouched>,
  { number, direction, pin, leads }: PinFact,
  newest: number,
): string {
  if (leads === "unknown") return "run this in a full clone";
  if (leads === "no-commit") return "git fsck";
  const { agent, version } = pin;
  const due = version === null ? undefined : vouched.get(version);
  if (leads === "no-version" && version !== null) {
    // Above every tag here: it may be on a remote that was not asked.
    const mayBeThere = version > newest && facts.remote === null && facts.remoteName !== null;
    if (due !== undefined || facts.deploys.has(version) || mayBeThere)
      return restoreHint(facts, version, due?.oid ?? null);
  }
  const target = leads === "no-agent" || newest < 0 ? "<agent>@<version>" : `${agent}@v${newest}`;
  return `tagline attach ${number} ${target} --direction ${direction}`;
}
