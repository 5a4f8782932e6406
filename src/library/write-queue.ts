import { TaglineError } from "../errors.js";

/** Does one write after the other: git's locks keep other processes out, and would only make this one wait. */
export interface WriteQueue {
  /**
   * Runs a write when those before it are done. When the branch moved under it, by another process, it is planned
   * and done again, five times at most.
   */
  run<T>(write: () => Promise<T>): Promise<T>;
}

const attempts = 5;

export function writeQueue(): WriteQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(write) {
      const result = last.then(() => again(write));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

async function again<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TaglineError) || error.code !== "stale-plan" || attempt === attempts)
        throw error;
    }
  }
}
