import type { CommitLog } from "../git/commit-log.js";
import { listRemote } from "../git/remote.js";
import type { Repository } from "../git/repository.js";
import type { RemoteFacts } from "./facts.js";

/** Asks the remote, and finds which commits of its branch this clone has. Throws as `listRemote` does. */
export async function readRemote(
  repo: Repository,
  log: CommitLog,
  name: string,
  branch: string | null,
): Promise<RemoteFacts> {
  const { branch: tip, versions } = await listRemote(repo, name, branch ?? "");
  if (tip === null || (await log.read(tip)) === null)
    return { name, branch, tip, versions, onBranch: null, isWhole: false };
  const { commits, absent } = await log.reach([tip]);
  return { name, branch, tip, versions, onBranch: commits, isWhole: absent.length === 0 };
}
