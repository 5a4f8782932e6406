import { failure } from "../errors.js";
import { type Oid, parseVersionTag } from "../model/version.js";
import type { RunResult, World } from "../world.js";
import { runGit } from "./program.js";
import { readRef } from "./refs.js";
import type { Repository } from "./repository.js";
import { readVersionRefs } from "./version-refs.js";

/** What a remote holds, as far as versions are concerned. */
export interface RemoteRefs {
  /** Commit of the branch that was asked for; null when the remote has no such branch. */
  readonly branch: Oid | null;
  /** Every ref with a version's name: what it names, and the commit behind an annotated tag (null when lightweight). */
  readonly versions: ReadonlyMap<number, { readonly oid: Oid; readonly peeled: Oid | null }>;
}

/**
 * Asks a remote for its version tags and maybe one branch (`main`), over the user's own transport and credentials.
 * Throws `remote-failed` with git's own words, and `git-not-found`.
 */
export async function listRemote(
  repo: Repository,
  remote: string,
  branch: string | null,
): Promise<RemoteRefs> {
  const said = await talk(repo, remote, [
    "ls-remote",
    "--end-of-options",
    remote,
    ...(branch === null ? [] : [`refs/heads/${branch}`]),
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
  if (said.code !== 0) throw failure("remote-failed", { remote, reason: wordsOf(repo.world, said) });
  return said;
}

/** As `talk`, for commands whose failure has a meaning of its own. */
export async function tryTalk(
  repo: Repository,
  args: readonly string[],
  options: { readonly input?: string } = {},
): Promise<RunResult> {
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, args, {
    ...options,
    // Without a terminal nobody can type a password: git then fails instead of waiting for one.
    env: { LC_ALL: "C", ...(repo.world.ask === undefined ? { GIT_TERMINAL_PROMPT: "0" } : {}) },
    timeout: timeoutOf(repo.world) * 1000,
  });
  if (said === null) throw failure("git-not-found");
  return said;
}

/** What git said, on one line, without its advice; or that its time was up. */
export function wordsOf(world: World, said: RunResult): string {
  if (said.code === null) return `no answer within ${timeoutOf(world)} s`;
  const lines = said.stderr.split("\n").map((line) => line.replace(/^(?:remote:\s*)+/, "").trim());
  const words = lines.filter((line) => line !== "" && !line.startsWith("hint:")).join(" ");
  return words.length > longest ? `${words.slice(0, longest)} …` : words;
}

/** Some servers answer with a page of advice. */
const longest = 300;

/**
 * Fetches the branch and the version tags that this clone lacks, and moves none that it has: one that differs
 * stays as it is here. Throws `remote-failed`.
 */
export async function fetchMissing(
  repo: Repository,
  remote: string,
  branch: string,
  there: RemoteRefs,
): Promise<void> {
  const here = new Set((await readVersionRefs(repo)).numbers);
  const missing = [...there.versions.keys()].filter((version) => !here.has(version));
  const tracking = `refs/remotes/${remote}/${branch}`;
  const isBehind = there.branch !== null && (await readRef(repo, tracking)) !== there.branch;
  if (!isBehind && missing.length === 0) return;
  const specs = [
    ...(isBehind ? [`+refs/heads/${branch}:${tracking}`] : []),
    ...missing.map((version) => `refs/tags/v${version}:refs/tags/v${version}`),
  ];
  // On standard input, because ten thousand tags are more than a command line holds.
  await talk(repo, remote, ["fetch", "--quiet", "--no-tags", "--stdin", "--end-of-options", remote], {
    input: `${specs.join("\n")}\n`,
  });
}

/** Seconds that a remote may take: `TAGLINE_REMOTE_TIMEOUT`, else two minutes. */
function timeoutOf(world: World): number {
  const seconds = Number(world.env.TAGLINE_REMOTE_TIMEOUT);
  return seconds > 0 ? seconds : 120;
}
