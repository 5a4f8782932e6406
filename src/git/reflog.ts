import { dirname, join } from "node:path";
import type { Oid } from "../model/version.js";
import { formatSignature, type Signature } from "./commit-object.js";
import { cannotWrite } from "./locks.js";
import { readHead } from "./refs.js";
import type { Repository } from "./repository.js";

const noOid = "0".repeat(40);

/**
 * Records a branch's move in its reflog, and in HEAD's when HEAD is on it, as git does; not where
 * `core.logAllRefUpdates` is false, and not in a bare repository, which keeps none unless asked.
 */
export async function appendReflog(
  repo: Repository,
  ref: string,
  from: Oid | null,
  to: Oid,
  who: Signature,
  message: string,
): Promise<void> {
  const setting =
    repo.config("core.logallrefupdates") ?? (repo.config("core.bare") === "true" ? "false" : "true");
  if (setting === "false") return;
  const line = `${from ?? noOid} ${to} ${formatSignature(who)}\t${message}\n`;
  const head = await readHead(repo);
  const logs = [join(repo.commondir, "logs", ref)];
  if (head.kind === "branch" && head.ref === ref) logs.push(join(repo.gitdir, "logs", "HEAD"));
  for (const path of logs) {
    try {
      await repo.world.fs.mkdir(dirname(path), { recursive: true });
      const file = await repo.world.fs.open(path, "a");
      try {
        await file.writeFile(line);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
}
