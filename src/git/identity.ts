import { failure } from "../errors.js";
import type { Person } from "../model/version.js";
import { cleanIdentity, type Signature } from "./commit-object.js";
import { readGitSettings } from "./git-settings.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** Who the user is, by repository: it is asked for several times in one command. The key is its object store. */
const known = new WeakMap<object, Promise<{ author: Person; committer: Person }>>();

/**
 * Author and committer as git itself would choose them: `git var` knows environment, repository, global and
 * conditional configuration. Without a git program only the environment and the repository's own
 * configuration are seen. Throws `no-identity`, and `git-refuses` where git would not read the repository's
 * configuration, because someone else owns it.
 */
export async function readIdentity(repo: Repository): Promise<{ author: Signature; committer: Signature }> {
  const people = known.get(repo.objects) ?? readPeople(repo);
  known.set(repo.objects, people);
  const { author, committer } = await people;
  const now = repo.world.clock.now();
  const time = { timestamp: Math.floor(now / 1000), timezoneOffset: repo.world.clock.timezoneOffset(now) };
  return { author: { ...author, ...time }, committer: { ...committer, ...time } };
}

async function readPeople(repo: Repository): Promise<{ author: Person; committer: Person }> {
  const [author, committer, refusal] = await Promise.all([
    person(repo, "AUTHOR"),
    person(repo, "COMMITTER"),
    findRefusal(repo),
  ]);
  // git goes on without the configuration of such a repository, and then knows too little or the wrong name.
  if (refusal !== null) throw refusal;
  if (author === null || committer === null) throw failure("no-identity");
  return { author, committer };
}

/** As `readRefusal`, asked only where git passed over what every repository's own configuration has. */
async function findRefusal(repo: Repository): Promise<Error | null> {
  const settings = await readGitSettings(repo);
  return settings?.has("core.repositoryformatversion") === true ? null : readRefusal(repo);
}

/** Why git does not work in this repository, which may well be its owner; null when it does, or is not there. */
async function readRefusal(repo: Repository): Promise<Error | null> {
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["rev-parse", "--git-dir"], {
    env: { LC_ALL: "C" },
    optional: true,
  });
  if (said === null || said.code === 0) return null;
  const lines = said.stderr.split("\n");
  const reason = lines.find((line) => line.startsWith("fatal: "))?.slice("fatal: ".length);
  const hint = lines.find((line) => line.startsWith("\tgit config "))?.trim();
  return failure("git-refuses", { reason: reason ?? said.stderr.trim(), hint: hint ?? null });
}

/**
 * Someone whom environment and configuration name in full needs no asking; whom git would have to guess, or would
 * refuse, is asked of `git var`.
 */
async function person(repo: Repository, role: "AUTHOR" | "COMMITTER"): Promise<Person | null> {
  const { env } = repo.world;
  const fromEnv = { name: env[`GIT_${role}_NAME`], email: env[`GIT_${role}_EMAIL`] };
  if (fromEnv.name && fromEnv.email) return { name: fromEnv.name, email: fromEnv.email };
  const settings = await readGitSettings(repo);
  const setting = (key: "name" | "email"): string =>
    cleanIdentity(settings?.get(`${role.toLowerCase()}.${key}`) || settings?.get(`user.${key}`) || "");
  const name = fromEnv.name ?? setting("name");
  const email = fromEnv.email ?? setting("email");
  if (name && email) return { name, email };
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["var", `GIT_${role}_IDENT`], {
    optional: true,
  });
  if (said === null) {
    const ownName = fromEnv.name ?? repo.config("user.name");
    const ownEmail = fromEnv.email ?? repo.config("user.email");
    return ownName && ownEmail ? { name: ownName, email: ownEmail } : null;
  }
  const match = /^(.*) <(.*)> \d+ [+-]\d{4}\s*$/.exec(said.stdout.toString("utf8"));
  return said.code === 0 && match?.[1] && match[2] ? { name: match[1], email: match[2] } : null;
}
