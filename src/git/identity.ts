import { failure } from "../errors.js";
import type { Signature } from "./commit-object.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/**
 * Author and committer as git itself would choose them: `git var` knows environment, repository, global and
 * conditional configuration. Without a git program only the environment and the repository's own
 * configuration are seen. Throws `no-identity`.
 */
export async function readIdentity(repo: Repository): Promise<{ author: Signature; committer: Signature }> {
  const [author, committer] = await Promise.all([person(repo, "AUTHOR"), person(repo, "COMMITTER")]);
  const now = repo.world.clock.now();
  const time = { timestamp: Math.floor(now / 1000), timezoneOffset: repo.world.clock.timezoneOffset(now) };
  return { author: { ...author, ...time }, committer: { ...committer, ...time } };
}

async function person(
  repo: Repository,
  role: "AUTHOR" | "COMMITTER",
): Promise<{ name: string; email: string }> {
  const { env } = repo.world;
  const fromEnv = { name: env[`GIT_${role}_NAME`], email: env[`GIT_${role}_EMAIL`] };
  if (fromEnv.name && fromEnv.email) return { name: fromEnv.name, email: fromEnv.email };
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["var", `GIT_${role}_IDENT`], {
    optional: true,
  });
  if (said === null) {
    const name = fromEnv.name ?? (await repo.config("user.name"));
    const email = fromEnv.email ?? (await repo.config("user.email"));
    if (!name || !email) throw failure("no-identity");
    return { name, email };
  }
  const match = /^(.*) <(.*)> \d+ [+-]\d{4}\s*$/.exec(said.stdout.toString("utf8"));
  if (said.code !== 0 || !match?.[1] || !match[2]) throw failure("no-identity");
  return { name: match[1], email: match[2] };
}
