import { agentsDirectory } from "../model/agent.js";
import type { EntryKind } from "../model/tree.js";
import type { Oid } from "../model/version.js";

/** A path below `agents/`: what the version has there, and what the disk has. */
export interface RestoreFile {
  readonly path: string;
  /** null: the version has no file there. */
  readonly target: { readonly oid: Oid; readonly isExecutable: boolean } | null;
  readonly disk: OnDisk;
  /** Whether HEAD or the index has the path. */
  readonly isTracked: boolean;
}

/** What is on disk at a path. */
export type OnDisk =
  | { readonly kind: "absent" }
  | {
      readonly kind: "file";
      /** Names the very bytes on disk, to tell later whether they are still those. */
      readonly fingerprint: Oid;
      readonly isTargets: boolean;
      readonly isHeads: boolean;
      /** null where the disk's executable bit means nothing. */
      readonly isExecutable: boolean | null;
    }
  /** A directory where a file is due; `files` is everything in it that is no directory, ignored files too. */
  | { readonly kind: "directory"; readonly files: readonly string[] }
  | { readonly kind: "never-followed"; readonly what: Exclude<EntryKind, "file" | "directory"> };

/** What a restore depends on. */
export interface RestoreFacts {
  readonly version: number;
  /** HEAD's commit, null before the first: edits were told apart from it. */
  readonly base: Oid | null;
  readonly files: readonly RestoreFile[];
  /** Directories that HEAD has and the version has not, each before the one that it is in. */
  readonly emptied: readonly string[];
}

/** One file to write or remove, if the disk still holds what was read (null: nothing). */
export type FileChange =
  | {
      readonly kind: "write";
      readonly path: string;
      readonly before: Oid | null;
      readonly oid: Oid;
      readonly isExecutable: boolean;
    }
  | { readonly kind: "remove"; readonly path: string; readonly before: Oid };

/** What a restore will do to the working tree: plain data. */
export interface RestorePlan {
  readonly version: number;
  readonly base: Oid | null;
  /** By path. */
  readonly changes: readonly FileChange[];
  /** Directories to remove where they are empty, in this order. */
  readonly emptied: readonly string[];
  /** Agents (or stray files of `agents/`) that the changes are of, by name. */
  readonly agents: readonly AgentChange[];
}

/** What a restore does to one agent. */
export interface AgentChange {
  readonly agent: string;
  readonly kind: "added" | "removed" | "changed";
}

/** Why a version cannot be restored: work that is nowhere else, and what is never written over. */
export interface RestoreRefusal {
  readonly edited: readonly string[];
  readonly untracked: readonly string[];
  readonly blocked: readonly { readonly path: string; readonly what: string }[];
}

/** Plans a restore, or tells everything that stands in its way. */
export function planRestore(facts: RestoreFacts): RestorePlan | { readonly refused: RestoreRefusal } {
  const changes: FileChange[] = [];
  const edited: string[] = [];
  const untracked: string[] = [];
  for (const { path, target, disk, isTracked } of facts.files) {
    const before = disk.kind === "file" ? disk.fingerprint : null;
    if (disk.kind === "file" && !disk.isTargets && !disk.isHeads) (isTracked ? edited : untracked).push(path);
    else if (target !== null && !holds(disk, target))
      changes.push({ kind: "write", path, before, oid: target.oid, isExecutable: target.isExecutable });
    else if (target === null && before !== null) changes.push({ kind: "remove", path, before });
  }
  const blocked = facts.files.flatMap((file) => obstacle(file, changes));
  if (edited.length + untracked.length + blocked.length > 0)
    return { refused: { edited, untracked, blocked } };
  const { version, base, emptied, files } = facts;
  return { version, base, changes, emptied, agents: agentChanges(files, changes) };
}

function holds(disk: OnDisk, target: NonNullable<RestoreFile["target"]>): boolean {
  if (disk.kind !== "file" || !disk.isTargets) return false;
  return disk.isExecutable === null || disk.isExecutable === target.isExecutable;
}

function obstacle({ path, disk }: RestoreFile, changes: readonly FileChange[]): RestoreRefusal["blocked"] {
  if (disk.kind === "never-followed") return [{ path, what: whatItIs[disk.what] }];
  if (disk.kind !== "directory") return [];
  const stays = disk.files.find(
    (inside) => !changes.some((change) => change.kind === "remove" && change.path === inside),
  );
  return stays === undefined ? [] : [{ path, what: `a directory with ${stays} in it` }];
}

const whatItIs = {
  symlink: "a symbolic link",
  submodule: "a repository of its own",
  other: "a device, socket or pipe",
} as const;

function agentChanges(files: readonly RestoreFile[], changes: readonly FileChange[]): AgentChange[] {
  const names = new Set(changes.map(({ path }) => agentOf(path)));
  return [...names].sort().map((agent) => {
    const own = files.filter(({ path }) => agentOf(path) === agent);
    if (own.every(({ target }) => target === null)) return { agent, kind: "removed" };
    return { agent, kind: own.some(({ disk }) => disk.kind === "file") ? "changed" : "added" };
  });
}

/** `agents/desk/llm.yaml` → `desk`; its own name for a file in `agents/` itself, or in its place. */
function agentOf(path: string): string {
  return path === agentsDirectory ? path : (path.split("/")[1] ?? path);
}
