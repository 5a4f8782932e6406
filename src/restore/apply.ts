import { dirname, join } from "node:path";
import { failure } from "../errors.js";
import { writeAside } from "../git/aside.js";
import { syncDirectory } from "../git/durable.js";
import { errnoOf, isMissing } from "../git/errno.js";
import { lineEndsOnDisk } from "../git/line-ends.js";
import { cannotWrite } from "../git/locks.js";
import { mustReadObject, newObject } from "../git/objects.js";
import { readHead } from "../git/refs.js";
import type { DiskWorkspace } from "../git/workspace.js";
import type { FileChange, RestorePlan } from "./plan.js";

/**
 * Makes the working tree what the plan says, file by file, each whole or not at all. Stopped anywhere, the same
 * restore can be run again. Throws `stale-plan` before anything is written when HEAD or a file is not what the
 * plan read, and `cannot-write`.
 */
export async function applyRestore(workspace: DiskWorkspace, plan: RestorePlan): Promise<void> {
  const { repo } = workspace;
  if ((await readHead(repo)).commit !== plan.base) throw failure("stale-plan", { what: "HEAD" });
  const toDisk = await lineEndsOnDisk(
    repo,
    plan.changes.map(({ path }) => path),
  );
  const contents = new Map<string, Uint8Array>();
  for (const change of plan.changes) {
    if (change.kind !== "write") continue;
    const bytes = await mustReadObject(repo, change.oid, "blob");
    contents.set(change.path, toDisk === null ? bytes : toDisk(change.path, bytes));
  }
  for (const change of plan.changes)
    if (!(await isAsRead(workspace, change))) throw failure("stale-plan", { what: change.path });

  // Removals first: a file may be due where a directory was, or the other way round.
  for (const change of plan.changes) if (change.kind === "remove") await removeFile(workspace, change);
  // All of the version's, not only those just emptied: a restore may have been stopped in between.
  for (const directory of plan.emptied) await removeEmpty(workspace, directory);
  for (const change of plan.changes)
    if (change.kind === "write")
      await writeFile(workspace, change, contents.get(change.path) ?? new Uint8Array());
}

/** Whether the disk still holds at a path what the plan read there, and no link leads to it. */
async function isAsRead({ repo }: DiskWorkspace, { path, before }: FileChange): Promise<boolean> {
  const full = join(repo.workdir, path);
  const stat = await repo.world.fs.lstat(full).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const now = stat?.isFile() ? newObject("blob", await repo.world.fs.readFile(full)).oid : null;
  // Where nothing was read, an empty directory may stand; it is removed before the file is written.
  const isSame = before === null ? stat === null || stat.isDirectory() : now === before;
  return isSame && (await isReached(repo, path));
}

/** The same in the midst of it, where other files have been written: throws `cannot-write`. */
async function refuseChanged(workspace: DiskWorkspace, change: FileChange): Promise<void> {
  if (await isAsRead(workspace, change)) return;
  throw failure("cannot-write", {
    file: change.path,
    reason: "it was changed meanwhile; run the command again",
  });
}

/** True when no link and no device stands on the way to a path: through one, a write would land elsewhere. */
async function isReached(repo: DiskWorkspace["repo"], path: string): Promise<boolean> {
  const steps = path.split("/").slice(0, -1);
  for (let length = 1; length <= steps.length; length++) {
    const stat = await repo.world.fs
      .lstat(join(repo.workdir, ...steps.slice(0, length)))
      .catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
    // A plain file on the way is one that this plan removes first; otherwise making the directory fails.
    if (stat !== null && !stat.isDirectory() && !stat.isFile()) return false;
  }
  return true;
}

async function removeFile(workspace: DiskWorkspace, change: FileChange): Promise<void> {
  const { repo } = workspace;
  const { fs } = repo.world;
  await refuseChanged(workspace, change);
  const full = join(repo.workdir, change.path);
  try {
    await fs.unlink(full);
    await syncDirectory(fs, dirname(full));
  } catch (error) {
    throw cannotWrite(full, error);
  }
}

async function removeEmpty({ repo }: DiskWorkspace, directory: string): Promise<void> {
  const { fs } = repo.world;
  const full = join(repo.workdir, directory);
  if (!(await isReached(repo, directory))) return;
  try {
    await fs.rmdir(full);
  } catch (error) {
    // Gone already, a file by now, or not empty: ignored files stay.
    if (["ENOENT", "ENOTDIR", "ENOTEMPTY", "EEXIST"].includes(errnoOf(error) ?? "")) return;
    throw cannotWrite(full, error);
  }
  await syncDirectory(fs, dirname(full));
}

async function writeFile(
  workspace: DiskWorkspace,
  change: Extract<FileChange, { kind: "write" }>,
  bytes: Uint8Array,
): Promise<void> {
  const { repo } = workspace;
  const full = join(repo.workdir, change.path);
  await refuseChanged(workspace, change);
  try {
    await repo.world.fs.mkdir(dirname(full), { recursive: true });
    await removeEmptyBelow(workspace, full);
  } catch (error) {
    throw cannotWrite(full, error);
  }
  await refuseChanged(workspace, change);
  try {
    await writeAside(repo, full, bytes, change.isExecutable ? 0o755 : undefined);
  } catch (error) {
    throw cannotWrite(full, error);
  }
}

/** Where a file is due and empty directories are left over, from a restore that was stopped or from the user. */
async function removeEmptyBelow({ repo }: DiskWorkspace, full: string): Promise<void> {
  const { fs } = repo.world;
  const visit = async (directory: string): Promise<void> => {
    for (const name of await fs.readdir(directory)) await visit(join(directory, name));
    await fs.rmdir(directory);
  };
  const stat = await fs.lstat(full).catch(() => null);
  if (stat?.isDirectory()) await visit(full);
}
