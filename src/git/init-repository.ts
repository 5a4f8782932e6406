import { join } from "node:path";
import { failure } from "../errors.js";
import type { World } from "../world.js";
import { writeSynced } from "./durable.js";
import { cannotWrite } from "./locks.js";
import { runGit } from "./program.js";

/** What a repository is on at first. */
export const firstBranch = "main";

/**
 * Makes an existing directory a repository on `main`: by git itself, with the user's own template, or by ourselves
 * where there is no git program. Throws `cannot-write`.
 */
export async function initRepository(world: World, directory: string): Promise<void> {
  const said = await runGit(world, directory, ["init", "--quiet", `--initial-branch=${firstBranch}`], {
    env: { LC_ALL: "C" },
    optional: true,
  });
  if (said === null) return makeRepository(world, directory);
  if (said.code === 0) return;
  const reason = said.stderr.trim().split("\n").at(-1) ?? "";
  throw failure("cannot-write", { file: join(directory, ".git"), reason: reason.replace(/^fatal: /, "") });
}

async function makeRepository({ fs, processes }: World, directory: string): Promise<void> {
  const gitdir = join(directory, ".git");
  // Where users have no number, on Windows, files have no mode either.
  const fileMode = processes.user === null ? "false" : "true";
  const config = `[core]\n\trepositoryformatversion = 0\n\tfilemode = ${fileMode}\n\tbare = false\n\tlogallrefupdates = true\n`;
  try {
    for (const path of ["objects/info", "objects/pack", "refs/heads", "refs/tags"])
      await fs.mkdir(join(gitdir, path), { recursive: true });
    await writeSynced(fs, join(gitdir, "config"), Buffer.from(config), "w");
    // Last: without it nobody takes the directory for a repository.
    await writeSynced(fs, join(gitdir, "HEAD"), Buffer.from(`ref: refs/heads/${firstBranch}\n`), "w");
  } catch (error) {
    throw cannotWrite(gitdir, error);
  }
}
