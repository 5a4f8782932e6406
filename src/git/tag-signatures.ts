import type { Oid } from "../model/version.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** How many tags one run of git gets: short of the longest command line of any system. */
const batchSize = 500;
/** How many tags git is asked about one by one, for its words. */
const wordsFor = 20;

/**
 * Asks `git verify-tag` about signed tag objects: `good` are those that it confirms, `refused` the others with
 * its own words, on one line (empty after the first few). One run answers for many: it prints the oid of each
 * good one. Throws `git-not-found`.
 */
export async function verifyTags(
  repo: Repository,
  oids: readonly Oid[],
): Promise<{ good: ReadonlySet<Oid>; refused: ReadonlyMap<Oid, string> }> {
  const good = new Set<Oid>();
  for (let at = 0; at < oids.length; at += batchSize) {
    const said = await ask(repo, ["--format=%(objectname)", ...oids.slice(at, at + batchSize)]);
    for (const line of said.stdout.split("\n")) if (line !== "") good.add(line);
  }
  const refused = new Map<Oid, string>();
  for (const oid of oids)
    if (!good.has(oid)) refused.set(oid, refused.size < wordsFor ? await wordsOf(repo, oid) : "");
  return { good, refused };
}

async function wordsOf(repo: Repository, oid: Oid): Promise<string> {
  const { stderr, stdout } = await ask(repo, [oid]);
  const lines = `${stderr}\n${stdout}`.split("\n").map((line) => line.trim());
  // When each tag was signed is no reason, and would make the same reason look different for every tag.
  return lines.filter((line) => line !== "" && !line.startsWith("gpg: Signature made ")).join(" / ");
}

async function ask(repo: Repository, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  // One language, so that the same reason reads the same for every tag.
  const world = { ...repo.world, env: { ...repo.world.env, LC_ALL: "C" } };
  const said = await runGit(world, repo.workdir ?? repo.gitdir, ["verify-tag", ...args]);
  return { stdout: said?.stdout.toString("utf8") ?? "", stderr: said?.stderr ?? "" };
}
