import { readConfiguration } from "../config/load.js";
import { uncheckedPins } from "../config/version-lookup.js";
import { changesOfPath, type PathChange } from "../git/path-history.js";
import type { OpenRepository } from "../git/workspace.js";
import { type Direction, directions, type Manifest, manifestPath } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import type { Problem } from "../model/problem.js";
import type { Tree } from "../model/tree.js";
import type { Oid, Person } from "../model/version.js";

/** A commit that changed the manifest. */
export interface ManifestCommit {
  readonly commit: Oid;
  readonly author: Person;
  /** When it was committed, seconds since 1970, and the committer's offset in minutes east of UTC. */
  readonly timestamp: number;
  readonly timezoneOffset: number;
  /** First line of its message. */
  readonly subject: string;
}

/** The manifest as one commit of the branch left it. */
export interface ManifestState {
  readonly at: ManifestCommit;
  /** True at the cut of a shallow clone: what was before, and who made it so, is not here. */
  readonly isCut: boolean;
  /** Pins of a line, none where it had no agent; null when this manifest does not tell, for being broken there. */
  pinsOf(number: string, direction: Direction): readonly WeightedPin[] | null;
}

/**
 * What the manifest was on this branch, newest first, along first parents from `from`. Numbers are found under
 * any spelling. Whether the versions of its pins exist is not asked.
 */
export async function* manifestHistory(opened: OpenRepository, from: Oid): AsyncGenerator<ManifestState> {
  for await (const change of changesOfPath(opened.repo, from, manifestPath)) {
    const { manifest, problems } = await readConfiguration(manifestAlone(change.files), {
      agents: [],
      versions: uncheckedPins,
    });
    const broken = await brokenLines(problems);
    yield {
      at: manifestCommit(change),
      isCut: change.isCut,
      pinsOf: (number, direction) => readPins(manifest, broken, number, direction),
    };
  }
}

function manifestCommit({ oid, author, committer, message }: PathChange): ManifestCommit {
  const { timestamp, timezoneOffset } = committer;
  const { name, email } = author;
  const end = message.indexOf("\n");
  const subject = end < 0 ? message : message.slice(0, end);
  return { commit: oid, author: { name, email }, timestamp, timezoneOffset, subject };
}

/** A tree with nothing but the manifest: a thousand agents need not be listed for each commit. */
function manifestAlone(files: Tree): Tree {
  return {
    read: (path) => files.read(path),
    async entries(path) {
      if (path !== "") return null;
      return (await files.entries(""))?.filter(({ name }) => name === manifestPath) ?? null;
    },
  };
}

/** Problems that leave a line readable: those of a number's name, and those of what stands outside the manifest. */
const harmless = new Set(["number-not-e164", "duplicate-number", "unquoted-number", "unknown-agent"]);

interface BrokenLines {
  readonly all: boolean;
  /** `+14155550100 inbound`. */
  readonly lines: ReadonlySet<string>;
}

async function brokenLines(problems: readonly Problem[]): Promise<BrokenLines> {
  const lines = new Set<string>();
  for (const { severity, code, pointer } of problems) {
    if (severity !== "error" || harmless.has(code)) continue;
    const [root, key, field] = pointer.split("/").slice(1);
    if (root === undefined || (root === "numbers" && key === undefined)) return { all: true, lines };
    if (root !== "numbers" || key === undefined) continue;
    const written = key.replaceAll("~1", "/").replaceAll("~0", "~");
    const { toE164 } = await import("../config/phone-number.js");
    for (const direction of directions)
      if (field === undefined || field === direction) lines.add(`${toE164(written) ?? written} ${direction}`);
  }
  return { all: false, lines };
}

function readPins(
  manifest: Manifest,
  broken: BrokenLines,
  number: string,
  direction: Direction,
): readonly WeightedPin[] | null {
  if (broken.all || broken.lines.has(`${number} ${direction}`)) return null;
  return manifest.numbers.get(number)?.lines[direction] ?? [];
}
