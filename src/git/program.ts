import { failure } from "../errors.js";
import type { RunResult, World } from "../world.js";
import { errnoOf } from "./errno.js";

/**
 * Runs the git program. Replacement objects are off, so that an oid means what it hashes. Gives null when
 * there is no git program and `optional` is set; throws `git-not-found` otherwise.
 */
export async function runGit(
  world: World,
  directory: string,
  args: readonly string[],
  options: { readonly input?: string; readonly optional?: boolean; readonly timeout?: number } = {},
): Promise<RunResult | null> {
  try {
    return await world.run("git", args, {
      cwd: directory,
      env: { ...world.env, GIT_NO_REPLACE_OBJECTS: "1" },
      ...(options.input === undefined ? {} : { input: options.input }),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    });
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
    if (options.optional) return null;
    throw failure("git-not-found");
  }
}
