import { formatPin } from "../model/pin.js";
import { formatRef } from "../model/version.js";
import { repositoryFinding, type VersionFinding } from "../model/version-finding.js";
import { highestOf, type PinFact, tagOfRef, type VerifyFacts } from "./facts.js";

/** Pins of the manifest at HEAD that lead nowhere, or that this clone cannot follow. */
export function checkPins(facts: VerifyFacts): readonly VersionFinding[] {
  const newest = highestOf([...facts.refs.keys()].filter((version) => tagOfRef(facts, version) !== null));
  const found = facts.pins.flatMap((fact) => checkPin(fact, newest < 0 ? null : newest));
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

function checkPin({ number, direction, pin, leads }: PinFact, newest: number | null): VersionFinding[] {
  if (leads === "to-agent") return [];
  const { agent, version } = pin;
  const reason = {
    "no-version": `there is no version v${version} here`,
    "no-commit": `the commit of v${version} is not in this clone`,
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
      hint:
        leads === "unknown"
          ? "run this in a full clone"
          : `tagline attach ${number} ${leads === "no-agent" || newest === null ? "<agent>@<version>" : `${agent}@v${newest}`} --direction ${direction}`,
    },
  ];
}
