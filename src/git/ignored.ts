import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** Those of the paths that git ignores, whether they are there or not; none without a git program. */
export async function ignoredAmong(
  repo: Repository & { readonly workdir: string },
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const input = paths.map((path) => `${path}\0`).join("");
  const said = await runGit(repo.world, repo.workdir, ["check-ignore", "--stdin", "-z"], {
    input,
    optional: true,
  });
  return new Set(
    said?.stdout
      .toString("utf8")
      .split("\0")
      .filter((path) => path !== "") ?? [],
  );
}
