import { join } from "node:path";
import { ownPath } from "./journal.js";
import { cannotWrite } from "./locks.js";
import { removeTree } from "./remove-tree.js";
import type { Repository } from "./repository.js";

/**
 * Gives `use` the git directory of a bare repository that sees every object of `repo` and has no refs, and
 * removes it afterwards: what the git program writes there, `repo` never shows. It lies in the journal's
 * directory under the name of this process, so that `recover` removes what a kill leaves. Throws `cannot-write`.
 */
export async function withScratchRepository<Result>(
  repo: Repository,
  use: (gitdir: string) => Promise<Result>,
): Promise<Result> {
  const { fs } = repo.world;
  const gitdir = await ownPath(repo, ".scratch");
  try {
    await make(repo, gitdir).catch((error: unknown) => {
      throw cannotWrite(gitdir, error);
    });
    return await use(gitdir);
  } finally {
    // Where nothing can be removed, the next command clears it: what happened here is the thing to tell.
    await removeTree(fs, gitdir).catch(() => undefined);
  }
}

async function make({ world: { fs } }: Repository, gitdir: string): Promise<void> {
  await fs.mkdir(join(gitdir, "objects", "info"), { recursive: true });
  await fs.mkdir(join(gitdir, "refs"));
  // From <common git dir>/tagline/<name>/objects to <common git dir>/objects; git follows its alternates too.
  await fs.writeFile(join(gitdir, "objects", "info", "alternates"), "../../../objects\n");
  await fs.writeFile(join(gitdir, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
  // Last, since without it git would take the directory for none and look further up.
  await fs.writeFile(join(gitdir, "HEAD"), "ref: refs/heads/none\n");
}
