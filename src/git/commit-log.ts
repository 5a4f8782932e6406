import { deployedVersion } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import { parseCommit } from "./commit-object.js";
import type { Repository } from "./repository.js";
import { readSoundObject } from "./sound-object.js";

/** A commit, as far as versions are concerned. */
export interface LoggedCommit {
  readonly tree: Oid;
  readonly parents: readonly Oid[];
  /** The number in its `Version:` trailer, or null. */
  readonly deployed: number | null;
}

/** Commits, each read once however often it is asked for. */
export interface CommitLog {
  /** A commit, or null when it is not in this clone or is damaged. */
  read(oid: Oid): Promise<LoggedCommit | null>;
  /** Every commit that `tips` reach, and those that are named but cannot be read. */
  reach(tips: readonly Oid[]): Promise<{ commits: ReadonlySet<Oid>; absent: readonly Oid[] }>;
}

/** Opens the log of a repository. */
export function openCommitLog(repo: Repository): CommitLog {
  const known = new Map<Oid, LoggedCommit | null>();
  const read = async (oid: Oid): Promise<LoggedCommit | null> => {
    const before = known.get(oid);
    if (before !== undefined) return before;
    const found = await readSoundObject(repo, oid);
    const commit = found?.type === "commit" ? parseCommit(found.bytes) : null;
    const logged =
      commit === null
        ? null
        : { tree: commit.tree, parents: commit.parents, deployed: deployedVersion(commit.message) };
    known.set(oid, logged);
    return logged;
  };
  return {
    read,
    async reach(tips) {
      const commits = new Set<Oid>();
      const absent = new Set<Oid>();
      const queue = [...tips];
      for (let oid = queue.pop(); oid !== undefined; oid = queue.pop()) {
        if (commits.has(oid) || absent.has(oid)) continue;
        const commit = await read(oid);
        if (commit === null) absent.add(oid);
        else {
          commits.add(oid);
          queue.push(...commit.parents);
        }
      }
      return { commits, absent: [...absent] };
    },
  };
}
