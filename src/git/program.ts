import { failure } from "../errors.js";
import type { RunResult, World } from "../world.js";
import { errnoOf } from "./errno.js";

/** Variables that would lead git to another repository than the one around the current directory. */
const elsewhere = [
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_NAMESPACE",
];

/**
 * Runs the git program. Replacement objects are off, so that an oid means what it hashes. Gives null when
 * there is no git program and `optional` is set; throws `git-not-found` otherwise.
 */
export async function runGit(
  world: World,
  directory: string,
  args: readonly string[],
  options: {
    readonly input?: string;
    /** Gets what git writes as it comes, instead of `stdout` in the end. */
    readonly onOutput?: (chunk: Buffer) => void;
    /** Variables beside the world's own. */
    readonly env?: Readonly<Record<string, string>>;
    readonly optional?: boolean;
    /** Milliseconds. */
    readonly timeout?: number;
    /** Ends git when its answer is no longer wanted; rejects then. */
    readonly signal?: AbortSignal;
  } = {},
): Promise<RunResult | null> {
  const env: Record<string, string | undefined> = {
    ...world.env,
    ...options.env,
    GIT_NO_REPLACE_OBJECTS: "1",
  };
  for (const name of elsewhere) delete env[name];
  try {
    return await world.run("git", args, {
      cwd: directory,
      env,
      ...(options.input === undefined ? {} : { input: options.input }),
      ...(options.onOutput === undefined ? {} : { onOutput: options.onOutput }),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
    if (options.optional) return null;
    throw failure("git-not-found");
  }
}
