import { formatRef, type Oid } from "../model/version.js";
import { type VersionFinding, versionFinding } from "../model/version-finding.js";
import { deployedAs, shortOid, type TagFact, tagAt, tagOfRef, type VerifyFacts } from "./facts.js";
import { restoreHint } from "./restore-hint.js";

/** What a version's `Previous-Version` trailer says of the version before it. */
export interface Vouched {
  readonly oid: Oid;
  /** The version that says so. */
  readonly by: number;
}

/** The chain, walked. */
export interface Chain {
  readonly findings: readonly VersionFinding[];
  /** What each vouched version's tag object must be. */
  readonly vouched: ReadonlyMap<number, Vouched>;
}

/** Why a stretch of the chain ended above the next one: a finding tells already, or a tag object is gone. */
type Break = { readonly kind: "told" } | { readonly kind: "lost"; readonly version: number };

interface Walk {
  readonly facts: VerifyFacts;
  readonly findings: VersionFinding[];
  readonly vouched: Map<number, Vouched>;
  /** Versions that are still to be judged, lowest first: taken from the end. */
  readonly remaining: number[];
}

/**
 * Walks from the newest version down: each tag object vouches for the oid of the one before it. Follows the
 * vouched oid, not the ref, so that a moved or deleted tag does not hide what lies below it as long as its
 * object is still here. Where it is not, the walk starts anew at the next version, which nothing vouches for.
 */
export function checkChain(facts: VerifyFacts): Chain {
  const remaining = [...facts.refs.keys()].sort((a, b) => a - b);
  const walk: Walk = { facts, findings: [], vouched: new Map(), remaining };
  let ended: Break | null = null;
  for (let top = remaining.pop(); top !== undefined; top = remaining.pop()) {
    const tag = tagOfRef(facts, top);
    // Another version's tag vouches for nothing under this name.
    if (tag === null || tag.name !== formatRef(top)) continue;
    const found = checkTop(facts, top, tag, ended);
    walk.findings.push(...found);
    // What a moved tag says of the version before it is worth nothing.
    const isMoved = found.some(({ severity }) => severity === "error");
    ended = isMoved ? { kind: "lost", version: top } : walkDown(walk, top, tag);
  }
  const { findings, vouched } = walk;
  return { findings: [...findings, ...checkTrailers(walk)], vouched };
}

/** A version that no other vouches for: only its commit's trailer can say that it is the right one. */
function checkTop(facts: VerifyFacts, version: number, tag: TagFact, ended: Break | null): VersionFinding[] {
  const agrees = deployedAs(facts, tag.object) === version;
  const [other] = facts.deploys.get(version) ?? [];
  if (!agrees && other !== undefined) {
    const message = `v${version} was moved: it names commit ${shortOid(tag.object)}, but commit ${shortOid(other)} was deployed as v${version}.`;
    return [versionFinding("error", "moved-version", version, message, restoreHint(facts, version, null))];
  }
  if (ended?.kind !== "lost") return [];
  const checked = agrees
    ? "only its commit's trailer says that it is the right one"
    : "nothing says whether it is the right one";
  const message = `No version vouches for v${version}, because the chain breaks at v${ended.version}: ${checked}.`;
  return [versionFinding("warning", "unvouched-version", version, message)];
}

/** Follows one stretch of the chain to its end, and says why it ended. */
function walkDown(walk: Walk, top: number, topTag: TagFact): Break {
  const { facts, findings, vouched } = walk;
  let [by, tag] = [top, topTag];
  for (;;) {
    const { previous } = tag;
    if (previous === null) return { kind: "told" };
    const { version, tagOid: oid } = previous;
    if (version >= by) {
      findings.push(unchained(by, `v${by} names v${version} as the version before it.`));
      return { kind: "told" };
    }
    findings.push(...passOver(walk, by, version));
    vouched.set(version, { oid, by });
    findings.push(...compare(facts, version, { oid, by }));
    const original = tagAt(facts, oid);
    if (original === null) return { kind: "lost", version };
    [by, tag] = [version, original];
  }
}

/** Versions between one and the one that it vouches for: the chain does not know them. */
function passOver({ facts, remaining }: Walk, above: number, below: number): VersionFinding[] {
  const found: VersionFinding[] = [];
  for (let next = remaining.at(-1); next !== undefined && next >= below; next = remaining.at(-1)) {
    remaining.pop();
    if (next === below || tagOfRef(facts, next) === null) continue;
    found.push(
      unchained(next, `v${next} is in no chain: v${above} vouches for v${below} as the version before it.`),
    );
  }
  return found;
}

function unchained(version: number, message: string): VersionFinding {
  return versionFinding("error", "unchained-version", version, message, `git show v${version}`);
}

/** A version's ref against what is vouched for. A ref that holds no version at all is found elsewhere. */
function compare(facts: VerifyFacts, version: number, { oid, by }: Vouched): VersionFinding[] {
  const tag = tagOfRef(facts, version);
  if (tag === null || tag.oid === oid) return [];
  const original = tagAt(facts, oid);
  const [due, now] = [shortOid(oid), shortOid(tag.oid)];
  const commit = shortOid(tag.object);
  const vouches = `v${by} vouches for the tag object ${due}`;
  const message =
    original === null
      ? `v${version} is another tag: ${vouches}, which is not in this clone; the ref holds ${now}, of commit ${commit}.`
      : original.object === tag.object
        ? `v${version} was made again: ${vouches}; the ref holds ${now}, of the same commit.`
        : `v${version} was moved: ${vouches}, of commit ${shortOid(original.object)}; the ref holds ${now}, of commit ${commit}.`;
  return [versionFinding("error", "moved-version", version, message, restoreHint(facts, version, oid))];
}

/**
 * Versions without the trailers that a deploy writes. They are legal from before Tagline; after the first
 * chained version each is a hole in the chain.
 */
function checkTrailers({ facts, findings, vouched }: Walk): VersionFinding[] {
  const tags = [...facts.refs.keys()].flatMap((version) => {
    const tag = tagOfRef(facts, version);
    return tag === null ? [] : [{ version, tag }];
  });
  const lowest = lowestOf([...tags.map(({ version }) => version), ...vouched.keys()]);
  const chained = tags.flatMap(({ version, tag }) => (tag.configTree === null ? [] : [version]));
  const firstChained = lowestOf([...chained, ...[...vouched.values()].map(({ by }) => by)]);
  // One finding for each: a moved tag mostly lacks trailers too.
  const told = new Set(findings.filter(({ severity }) => severity === "error").map(({ version }) => version));
  return tags.flatMap(({ version, tag }) => {
    const lacks = [
      ...(tag.configTree === null ? ["Config-Tree"] : []),
      ...(tag.previous === null && version !== lowest ? ["Previous-Version"] : []),
    ];
    if (lacks.length === 0 || told.has(version)) return [];
    const hole = lacks.includes("Previous-Version") ? ", so it vouches for no version before it" : "";
    const message = `v${version} was not made by a deploy: its tag has no ${lacks.join(" and no ")} trailer${hole}.`;
    return version < firstChained
      ? [versionFinding("warning", "unchained-version", version, message)]
      : [unchained(version, message)];
  });
}

function lowestOf(versions: readonly number[]): number {
  return versions.reduce((lowest, version) => Math.min(lowest, version), Number.POSITIVE_INFINITY);
}
