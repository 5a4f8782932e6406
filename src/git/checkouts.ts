import { basename, dirname, join, resolve } from "node:path";
import type { Repository } from "./repository.js";

/** A working tree on disk that is on a branch. */
export interface Checkout {
  readonly gitdir: string;
  readonly workdir: string;
}

/** Every working tree of the repository, linked ones too, whose HEAD is on `ref`. */
export async function checkoutsOf(repo: Repository, ref: string): Promise<readonly Checkout[]> {
  const { fs } = repo.world;
  const linked = join(repo.commondir, "worktrees");
  const names = await fs.readdir(linked).catch(() => []);
  const found: Checkout[] = [];
  if ((await repo.config("core.bare")) !== "true" && basename(repo.commondir) === ".git")
    found.push({ gitdir: repo.commondir, workdir: dirname(repo.commondir) });
  for (const name of names) {
    const gitdir = join(linked, name);
    const pointer = await fs.readFile(join(gitdir, "gitdir"), "utf8").catch(() => null);
    if (pointer !== null) found.push({ gitdir, workdir: dirname(resolve(gitdir, pointer.trim())) });
  }
  const isOn = async ({ gitdir, workdir }: Checkout): Promise<boolean> => {
    const head = await fs.readFile(join(gitdir, "HEAD"), "utf8").catch(() => "");
    // A linked one that was removed by hand stays listed until git prunes it.
    return head.trim() === `ref: ${ref}` && (await fs.stat(workdir).catch(() => null)) !== null;
  };
  const on = await Promise.all(found.map(isOn));
  return found.filter((_, i) => on[i]);
}
