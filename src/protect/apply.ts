import { dirname } from "node:path";
import { failure } from "../errors.js";
import { syncDirectory, writeDurably } from "../git/durable.js";
import { errnoOf } from "../git/errno.js";
import type { WorldFs } from "../world.js";
import { hookText } from "./hook-text.js";
import type { ProtectPlan, ProtectStep } from "./plan.js";

/**
 * Carries out the steps in their order. Between any two of them git runs either the user's own hook or ours
 * with it: a hook is copied before it is replaced. Throws `cannot-write`.
 */
export async function applyProtection(fs: WorldFs, { steps }: ProtectPlan): Promise<void> {
  for (const step of steps) {
    try {
      await take(fs, step);
    } catch (error) {
      if (errnoOf(error) === undefined || !(error instanceof Error)) throw error;
      throw failure("cannot-write", { file: "to" in step ? step.to : step.path, reason: error.message });
    }
  }
}

async function take(fs: WorldFs, step: ProtectStep): Promise<void> {
  switch (step.kind) {
    case "keep-hook":
      return copy(fs, step.from, step.to);
    case "write-hook":
      return write(fs, step.path, hookText(step.reach), 0o755);
    case "write-mark":
      return write(fs, step.path, "", 0o644);
    case "restore-hook":
      await fs.rename(step.from, step.to);
      return syncDirectory(fs, dirname(step.to));
    case "delete-hook":
    case "delete-mark":
      await fs.unlink(step.path);
      return syncDirectory(fs, dirname(step.path));
  }
}

/** A copy, not another name: what edits the hook afterwards must not edit what was kept. */
async function copy(fs: WorldFs, from: string, to: string): Promise<void> {
  const stat = await fs.lstat(from);
  if (stat.isSymbolicLink()) {
    // Beside the old one, so that a relative target still means the same.
    await fs.symlink(await fs.readlink(from, "utf8"), to);
    return syncDirectory(fs, dirname(to));
  }
  const temporary = `${to}.tagline-tmp`;
  await writeDurably(fs, to, await fs.readFile(from), { temporary, mode: stat.mode & 0o7777 });
}

async function write(fs: WorldFs, path: string, text: string, mode: number): Promise<void> {
  const made = await fs.mkdir(dirname(path), { recursive: true });
  await writeDurably(fs, path, Buffer.from(text), { temporary: `${path}.tagline-tmp`, mode });
  if (made !== undefined) await syncDirectory(fs, dirname(made));
}
