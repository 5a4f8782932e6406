import { failure } from "../errors.js";
import { type Head, readHead } from "../git/refs.js";
import { shortBranch } from "../git/state.js";
import { treeOfCommit } from "../git/trees.js";
import { type OpenRepository, openRepository } from "../git/workspace.js";
import { agentsDirectory, isSlug } from "../model/agent.js";
import { directions, manifestPath } from "../model/manifest.js";
import type { RemoteStanding } from "../model/next-step.js";
import type { Problem } from "../model/problem.js";
import type { Oid } from "../model/version.js";
import { remoteStanding } from "../status/remote-standing.js";
import { unknownAgent } from "../validate/index.js";
import type { World } from "../world.js";
import { type NumberRow, readNumbers } from "./index.js";
import { unknownNumber } from "./unknown-number.js";

/** Which numbers are asked for: one, or those of an agent, at any version unless one is named (null: the draft). */
export type Wanted =
  | { readonly kind: "number"; readonly number: string }
  | { readonly kind: "agent"; readonly agent: string; readonly version?: number | null };

/** Numbers of the manifest that routes, and where that manifest stands. */
export interface FoundNumbers {
  /** In the file's order. */
  readonly rows: readonly NumberRow[];
  readonly problems: readonly Problem[];
  /** null is a detached HEAD. */
  readonly branch: string | null;
  /** HEAD's commit; null before the first. */
  readonly commit: Oid | null;
  readonly upstream: RemoteStanding | null;
  /** Whether the manifest on disk is another one than HEAD's. */
  readonly isEdited: boolean;
}

/**
 * The numbers of the manifest at HEAD that are wanted; all of them where nothing is. Throws `broken-manifest`, and
 * `unknown-number` or `unknown-agent` for what is nowhere in it.
 */
export async function findNumbers(world: World, wanted: readonly Wanted[]): Promise<FoundNumbers> {
  const opened = await openRepository(world);
  const { rows, problems } = await readNumbers(opened);
  if (rows.length === 0) refuseBroken(problems);
  const head = await readHead(opened.repo);
  await refuseUnknown(opened, head, rows, wanted);
  return {
    rows: wanted.length === 0 ? rows : rows.filter((row) => wanted.some((one) => isWanted(row, one))),
    problems,
    branch: head.kind === "detached" ? null : shortBranch(head.ref),
    commit: head.commit,
    upstream: await remoteStanding(opened.repo, head),
    isEdited: await manifestDiffers(opened, head.commit),
  };
}

/** Refuses a manifest of which nothing can be read: it does not lack the numbers, it hides them. */
export function refuseBroken(problems: readonly Problem[]): void {
  const first = problems.find(({ severity, file }) => severity === "error" && file === manifestPath);
  if (first !== undefined) throw failure("broken-manifest", { ...first, path: manifestPath });
}

async function refuseUnknown(
  { repo }: OpenRepository,
  { commit }: Head,
  rows: readonly NumberRow[],
  wanted: readonly Wanted[],
): Promise<void> {
  for (const one of wanted) {
    if (rows.some((row) => isWanted(row, one))) continue;
    if (one.kind === "number")
      throw unknownNumber(
        one.number,
        rows.map(({ number }) => number),
      );
    const entries = commit === null ? [] : await (await treeOfCommit(repo, commit)).entries(agentsDirectory);
    const slugs = new Set((entries ?? []).map(({ name }) => name).filter(isSlug));
    for (const row of rows) for (const { agent } of pinsOf(row)) slugs.add(agent);
    if (!slugs.has(one.agent)) throw unknownAgent(one.agent, slugs, { kind: "draft" });
  }
}

function isWanted(row: NumberRow, wanted: Wanted): boolean {
  if (wanted.kind === "number") return row.number === wanted.number;
  const { agent, version } = wanted;
  return pinsOf(row).some((pin) => pin.agent === agent && (version === undefined || pin.version === version));
}

function pinsOf({ lines }: NumberRow): NumberRow["lines"]["inbound"] {
  return directions.flatMap((direction) => lines[direction]);
}

async function manifestDiffers({ repo }: OpenRepository, commit: Oid | null): Promise<boolean> {
  if (repo.workdir === null || commit === null) return false;
  const { fs } = repo.world;
  const onDisk = await fs.readFile(`${repo.workdir}/${manifestPath}`).catch(() => null);
  const atHead = await (await treeOfCommit(repo, commit)).read(manifestPath);
  return textOf(onDisk) !== textOf(atHead);
}

/** Line ends are git's business. */
function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
}
