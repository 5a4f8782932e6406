import { resolve } from "node:path";
import { failure } from "../errors.js";
import { readHead } from "../git/refs.js";
import { findRepository } from "../git/repository.js";
import { nodeWorld } from "../node-world.js";
import type { World } from "../world.js";
import { type Calls, callMethods } from "./calls.js";
import { agentReader } from "./read-agents.js";
import { type Reads, readMethods } from "./reads.js";
import { branchOfHead, type Snapshots, snapshots } from "./snapshot.js";
import { type Writes, writeMethods } from "./writes.js";

/** How a repository is opened; everything of the world may be replaced, such as its `fs` by memfs. */
export interface OpenOptions extends Partial<Omit<World, "cwd" | "branch" | "caller">> {
  /** The branch to read and write; the one that HEAD is on when absent. */
  readonly ref?: string;
  /** Whether writes are pushed where the branch has an upstream, as the commands do: `upstream` when absent. */
  readonly push?: "upstream" | "no";
  /** Milliseconds after which the disk is looked at again: answers lag by three times as much at most. 0 when absent. */
  readonly maximumAge?: number;
  /**
   * With it, the last good state answers while the repository cannot be read, and this is told why (null once it can
   * be read again); without it, reads throw.
   */
  readonly onUnreadable?: (error: unknown) => void;
}

/** A repository to ask and to write to. Names of fields and replies are the platform's. */
export interface TaglineRepository extends Reads, Writes, Calls {
  /** The branch whose commits are the draft. */
  readonly branch: string;
}

/** What the methods share. */
export interface Shared {
  readonly world: World & { readonly branch: string };
  readonly snapshots: Snapshots;
  readonly reader: ReturnType<typeof agentReader>;
  readonly push: "upstream" | "no";
}

/**
 * Opens the repository around a directory: a working clone, a bare one, or one on memfs. Reads and writes go to a
 * branch, never to the files of a working tree; one that is on that branch follows what is written, or refuses where
 * its files hold edits. Throws `not-a-repository`, `unsupported-repository`, `detached-head`, `unknown-branch`.
 */
export async function openRepository(
  directory: string,
  options: OpenOptions = {},
): Promise<TaglineRepository> {
  const { ref, push = "upstream", maximumAge = 0, onUnreadable = null, ...overrides } = options;
  const outside: World = { ...nodeWorld(resolve(directory)), ...overrides };
  const branch = ref === undefined ? await branchOfHead(outside) : branchName(ref);
  const world = { ...outside, branch };
  if (ref !== undefined && (await readHead(await findRepository(world, world.cwd))).commit === null)
    throw failure("unknown-branch", { branch: ref });
  const shared: Shared = {
    world,
    snapshots: snapshots(world, { maximumAge, onUnreadable }),
    reader: agentReader(),
    push,
  };
  const reads = readMethods(shared);
  return { branch, ...reads, ...writeMethods(shared, reads), ...callMethods(shared) };
}

/** A branch by its short name or its whole one. Throws `unknown-branch` for what git allows no branch to be called. */
function branchName(ref: string): string {
  const name = ref.replace(/^refs\/heads\//, "");
  const isName = /^[^\0-\x20~^:?*[\\\x7f]+$/.test(name) && !/^[-/.]|\.\.|\/[/.]|[/.]$|@\{|\.lock$/.test(name);
  if (!isName) throw failure("unknown-branch", { branch: ref });
  return name;
}
