import type { Oid } from "../model/version.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** True when a branch that was fetched from, or pushed to, a remote has a commit. False without a git program. */
export async function isPushed(repo: Repository, remote: string, commit: Oid): Promise<boolean> {
  const pattern = `refs/remotes/${remote}/`;
  const said = await runGit(
    repo.world,
    repo.workdir ?? repo.gitdir,
    ["for-each-ref", "--count=1", `--contains=${commit}`, pattern],
    { optional: true },
  );
  return said !== null && said.code === 0 && said.stdout.length > 0;
}
