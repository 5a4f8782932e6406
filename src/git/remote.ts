import { failure } from "../errors.js";
import { type Oid, parseVersionTag } from "../model/version.js";
import type { RunResult, World } from "../world.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** What a remote holds, as far as versions are concerned. */
export interface RemoteRefs {
  /** Commit of the branch that was asked for; null when the remote has no such branch. */
  readonly branch: Oid | null;
  /** Every ref with a version's name: what it names, and the commit behind an annotated tag (null when lightweight). */
  readonly versions: ReadonlyMap<number, { readonly oid: Oid; readonly peeled: Oid | null }>;
}

/**
 * Asks a remote for its version tags and one branch (`main`), over the user's own transport and credentials.
 * Throws `remote-failed` with git's own words, and `git-not-found`.
 */
export async function listRemote(repo: Repository, remote: string, branch: string): Promise<RemoteRefs> {
  const said = await talk(repo, remote, [
    "ls-remote",
    "--end-of-options",
    remote,
    `refs/heads/${branch}`,
    "refs/tags/v*",
  ]);
  const versions = new Map<number, { oid: Oid; peeled: Oid | null }>();
  let head: Oid | null = null;
  for (const line of said.stdout.toString("utf8").split("\n")) {
    const [oid = "", ref = ""] = line.split("\t");
    if (ref === `refs/heads/${branch}`) head = oid;
    // A pattern without a slash in front also matches refs/x/refs/tags/v1.
    if (!ref.startsWith("refs/tags/")) continue;
    const name = ref.slice("refs/tags/".length);
    const isPeeled = name.endsWith("^{}");
    const version = parseVersionTag(isPeeled ? name.slice(0, -3) : name);
    if (version === null) continue;
    const known = versions.get(version);
    versions.set(version, isPeeled ? { oid: known?.oid ?? "", peeled: oid } : { oid, peeled: null });
  }
  return { branch: head, versions };
}

/** Runs a git command that talks to `remote`. Throws `remote-failed` when it does not end well. */
export async function talk(
  repo: Repository,
  remote: string,
  args: readonly string[],
  options: { readonly input?: string } = {},
): Promise<RunResult> {
  const said = await tryTalk(repo, args, options);
  if (said.code !== 0) throw remoteFailed(repo.world, remote, said);
  return said;
}

/** As `talk`, for commands whose failure has a meaning of its own. */
export async function tryTalk(
  repo: Repository,
  args: readonly string[],
  options: { readonly input?: string } = {},
): Promise<RunResult> {
  const timeout = timeoutOf(repo.world) * 1000;
  const said = await runGit(remoteWorld(repo.world), repo.workdir ?? repo.gitdir, args, {
    ...options,
    timeout,
  });
  if (said === null) throw failure("git-not-found");
  return said;
}

/** The error for a remote that git could not talk to, in git's own words. */
export function remoteFailed(world: World, remote: string, said: RunResult): Error {
  const words = said.stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("hint:"))
    .join(" ");
  const reason = said.code === null ? `no answer within ${timeoutOf(world)} s` : words;
  return failure("remote-failed", { remote, reason });
}

/** Seconds that a remote may take: `TAGLINE_REMOTE_TIMEOUT`, else two minutes. */
function timeoutOf(world: World): number {
  const seconds = Number(world.env.TAGLINE_REMOTE_TIMEOUT);
  return seconds > 0 ? seconds : 120;
}

/** Without a terminal nobody can type a password: git then fails instead of waiting for one. */
function remoteWorld(world: World): World {
  const prompt = world.ask === undefined ? { GIT_TERMINAL_PROMPT: "0" } : {};
  // Reasons are read by people, and compared by nobody; but a log is easier to search in one language.
  return { ...world, env: { ...world.env, LC_ALL: "C", ...prompt } };
}
