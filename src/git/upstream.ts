import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";
import { remoteNames } from "./state.js";

/** What one commit is to another: `absent` when there is nothing on one of the sides. */
export type Relation = "same" | "ahead" | "behind" | "diverged" | "absent";

/** The remote and the branch there that a branch (`main`) follows, or null. */
export async function upstreamOf(
  repo: Repository,
  branch: string,
): Promise<{ readonly remote: string; readonly branch: string } | null> {
  const remote = await repo.config(`branch.${branch}.remote`);
  const merge = await repo.config(`branch.${branch}.merge`);
  // A branch may follow another one of the same clone: the remote "." is none.
  if (remote === undefined || !merge?.startsWith("refs/heads/")) return null;
  if (!(await remoteNames(repo)).includes(remote)) return null;
  return { remote, branch: merge.slice("refs/heads/".length) };
}

/** Every commit of a history. */
export async function commitsOf(repo: Repository, head: Oid): Promise<ReadonlySet<Oid>> {
  return new Set((await revList(repo, [head])).split("\n"));
}

/** How many commits `head` has that `other` lacks, and the other way round. */
export async function countApart(
  repo: Repository,
  head: Oid,
  other: Oid,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  if (head === other) return { ahead: 0, behind: 0 };
  const said = await revList(repo, ["--left-right", "--count", `${head}...${other}`]);
  const [ahead = 0, behind = 0] = said.trim().split("\t").map(Number);
  return { ahead, behind };
}

/** What `head` is to `other`. */
export async function relationTo(repo: Repository, head: Oid | null, other: Oid | null): Promise<Relation> {
  if (head === null || other === null) return "absent";
  const { ahead, behind } = await countApart(repo, head, other);
  if (ahead === 0 && behind === 0) return "same";
  if (behind === 0) return "ahead";
  return ahead === 0 ? "behind" : "diverged";
}

async function revList(repo: Repository, args: readonly string[]): Promise<string> {
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["rev-list", ...args, "--"]);
  if (said?.code === 0) return said.stdout.toString("latin1");
  const reason = `git cannot walk its history (${said?.stderr.trim() ?? ""})`;
  throw failure("unsupported-repository", { reason, hint: "git fsck" });
}
