import { runGit } from "../git/program.js";
import type { Repository } from "../git/repository.js";
import type { ProtectionWish } from "../model/protection-state.js";

/**
 * Whether this clone is to be protected: what `git config tagline.protect` says, at any level of git's configuration,
 * else `protect` in tagline.yaml (`shared`).
 */
export async function protectionWish(repo: Repository, shared: boolean | null): Promise<ProtectionWish> {
  const said = await runGit(
    repo.world,
    repo.workdir ?? repo.gitdir,
    ["config", "--type=bool", "tagline.protect"],
    {
      optional: true,
    },
  );
  const own = said?.code === 0 ? said.stdout.toString("latin1").trim() === "true" : null;
  const wish = own ?? shared;
  if (wish === null) return "unsaid";
  return wish ? "wanted" : "declined";
}
