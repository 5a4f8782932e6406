import { filesBelow } from "../git/tree-files.js";
import { type CommittedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { type OpenRepository, openRepository } from "../git/workspace.js";
import { bookOf, type HistoryEntry } from "../history/index.js";
import { agentsDirectory } from "../model/agent.js";
import type { Oid } from "../model/version.js";
import type { World } from "../world.js";

/** What versions are looked for by; both, where both are given. */
export interface SearchRequest {
  /** In titles, authors and configuration; upper and lower case are the same. */
  readonly text: string | null;
  /** Only versions in which this agent changed. */
  readonly agent: string | null;
}

/** A version that was found, and in what: `title`, `author`, a file's path, or null for the agent alone. */
export interface SearchHit {
  readonly version: number;
  readonly where: string | null;
}

/** How far a search got, and what it found since it last told. */
export interface SearchProgress {
  readonly hits: readonly SearchHit[];
  readonly searched: number;
  readonly total: number;
}

/** Progress is told at most this often, in milliseconds. */
const pace = 60;

/**
 * Searches the versions, newest first, and tells as it goes; leaving the loop ends the search. Configuration is
 * found in the versions that brought it: in files that differ from the version before.
 */
export async function* searchVersions(world: World, request: SearchRequest): AsyncGenerator<SearchProgress> {
  const opened = await openRepository(world);
  const { numbers, read } = bookOf(opened);
  const texts = textSearch(opened, request.text?.toLowerCase() ?? "");
  const total = numbers.length;
  let hits: SearchHit[] = [];
  let told = world.clock.now();
  for (const [i, number] of numbers.entries()) {
    const entry = await read(number);
    if (entry !== null && (request.agent === null || entry.agentsChanged.includes(request.agent))) {
      const before = await olderThan(i, numbers, read);
      const where = request.text === null ? null : await texts.find(entry, before);
      if (request.text === null || where !== null) hits.push({ version: number, where });
    }
    const now = world.clock.now();
    if (now - told < pace) continue;
    yield { hits, searched: i + 1, total };
    hits = [];
    told = now;
  }
  yield { hits, searched: total, total };
}

async function olderThan(
  at: number,
  numbers: readonly number[],
  read: (number: number) => Promise<HistoryEntry | null>,
): Promise<HistoryEntry | null> {
  for (const number of numbers.slice(at + 1, at + 10)) {
    const entry = await read(number);
    if (entry !== null) return entry;
  }
  return null;
}

function textSearch({ repo }: OpenRepository, wanted: string) {
  const known = new Map<Oid, boolean>();
  let last: { readonly commit: Oid; readonly tree: CommittedTree } | null = null;

  const treeOf = async (commit: Oid): Promise<CommittedTree> => {
    // The older side of one version is the newer side of the next.
    if (last?.commit !== commit) last = { commit, tree: await treeOfCommit(repo, commit) };
    return last.tree;
  };
  const holds = async (tree: CommittedTree, path: string, oid: Oid): Promise<boolean> => {
    const before = known.get(oid);
    if (before !== undefined) return before;
    const bytes = await tree.read(path);
    const found = bytes !== null && Buffer.from(bytes).toString("utf8").toLowerCase().includes(wanted);
    known.set(oid, found);
    return found;
  };
  return {
    async find(entry: HistoryEntry, before: HistoryEntry | null): Promise<string | null> {
      if ((entry.title ?? "").toLowerCase().includes(wanted)) return "title";
      if (`${entry.author.name} <${entry.author.email}>`.toLowerCase().includes(wanted)) return "author";
      const tree = await treeOf(entry.commit);
      const older = before === null ? emptyTree : await treeOf(before.commit);
      for (const slug of entry.agentsChanged) {
        const files = await filesBelow(tree, `${agentsDirectory}/${slug}`);
        const were = await filesBelow(older, `${agentsDirectory}/${slug}`);
        for (const [path, { oid, kind }] of files)
          if (kind === "file" && were.get(path)?.oid !== oid && (await holds(tree, path, oid))) return path;
      }
      return null;
    },
  };
}
