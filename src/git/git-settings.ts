import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** By repository, and so by command: a deploy needs several settings. The key is its object store. */
const known = new WeakMap<object, Promise<ReadonlyMap<string, string> | null>>();

/**
 * git's configuration of every level, with what it includes, by name (`user.name`; of several values the last);
 * null where there is no git, or where git cannot read it.
 */
export function readGitSettings(repo: Repository): Promise<ReadonlyMap<string, string> | null> {
  const reading = known.get(repo.objects) ?? listSettings(repo);
  known.set(repo.objects, reading);
  return reading;
}

async function listSettings(repo: Repository): Promise<ReadonlyMap<string, string> | null> {
  const args = ["config", "--list", "-z"];
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, args, { optional: true });
  if (said?.code !== 0) return null;
  const entries = said.stdout.toString("utf8").split("\0").slice(0, -1);
  return new Map(
    entries.map((entry) => {
      const end = entry.indexOf("\n");
      // A name alone says true.
      return end < 0 ? [entry, "true"] : [entry.slice(0, end), entry.slice(end + 1)];
    }),
  );
}
