import { join } from "node:path";
import type { Oid } from "../model/version.js";
import { writeDurably } from "./durable.js";
import { isMissing } from "./errno.js";
import { journalDirectory, ownPath } from "./journal.js";
import { cannotWrite } from "./locks.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** A version's tag that goes from one tag object to another, or (`to` null) away. */
export interface TagMove {
  readonly version: number;
  readonly from: Oid;
  readonly to: Oid | null;
}

/**
 * Moves tags of versions that never left this clone, all or none, each only from the object that is named: the
 * one place that moves version tags. Meanwhile `tagline/unpublished` tells the protection hook to let it pass.
 * Gives null, or git's own words when it refused. Throws `git-not-found` and `cannot-write`.
 */
export async function moveTags(repo: Repository, moves: readonly TagMove[]): Promise<string | null> {
  const lines = moves.map(({ version, from }) => `v${version} ${from}`);
  const others = (await readUnpublished(repo)).filter((line) => !lines.includes(line));
  await writeUnpublished(repo, [...others, ...lines]);
  try {
    const commands = moves.map(({ version, from, to }) =>
      to === null ? `delete refs/tags/v${version} ${from}` : `update refs/tags/v${version} ${to} ${from}`,
    );
    const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["update-ref", "--stdin"], {
      input: `${commands.join("\n")}\n`,
      env: { LC_ALL: "C" },
    });
    return said?.code === 0 ? null : (said?.stderr.trim().split("\n").join(" ") ?? "");
  } finally {
    await writeUnpublished(repo, others);
  }
}

function pathOf(repo: Repository): string {
  return join(journalDirectory(repo), "unpublished");
}

async function readUnpublished(repo: Repository): Promise<string[]> {
  const text = await repo.world.fs.readFile(pathOf(repo), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
  return text.split("\n").filter((line) => line !== "");
}

async function writeUnpublished(repo: Repository, lines: readonly string[]): Promise<void> {
  const { fs } = repo.world;
  const path = pathOf(repo);
  try {
    if (lines.length === 0) {
      await fs.unlink(path);
      return;
    }
    await fs.mkdir(journalDirectory(repo), { recursive: true });
    const temporary = await ownPath(repo, ".new");
    await writeDurably(fs, path, Buffer.from(`${lines.join("\n")}\n`), { temporary });
  } catch (error) {
    if (lines.length > 0 || !isMissing(error)) throw cannotWrite(path, error);
  }
}
