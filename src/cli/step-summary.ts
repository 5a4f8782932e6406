import type { World } from "../world.js";

/**
 * Appends a text to the summary of the running GitHub step, where there is one. A summary that cannot be written is
 * said on stderr and is no failure: what counts is on stdout.
 */
export async function appendStepSummary({ fs, env, stderr }: World, text: string): Promise<void> {
  const path = env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === "") return;
  try {
    const file = await fs.open(path, "a");
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    stderr.write(`The step's summary could not be written: ${reason}\n`);
  }
}
