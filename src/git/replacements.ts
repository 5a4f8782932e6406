import { join } from "node:path";
import type { Oid } from "../model/version.js";
import { isMissing } from "./errno.js";
import type { Repository } from "./repository.js";
import { readSoundObject } from "./sound-object.js";

/** An object that git shows another one for (`git replace`), or a commit that it shows other parents for. */
export interface Replacement {
  readonly kind: "replace" | "graft";
  readonly oid: Oid;
  /** Type of the object itself; null when it is not in this clone. */
  readonly type: string | null;
}

/** Reads `refs/replace/`, loose and packed, and `info/grafts`. Tagline's own reads follow neither. */
export async function readReplacements(repo: Repository): Promise<Replacement[]> {
  const replaced = new Set([...(await looseReplacements(repo)), ...(await packedReplacements(repo))]);
  const grafted = await graftedCommits(repo);
  const found: Replacement[] = [];
  for (const [kind, oids] of [["replace", replaced] as const, ["graft", grafted] as const])
    for (const oid of oids) found.push({ kind, oid, type: (await readSoundObject(repo, oid))?.type ?? null });
  return found;
}

async function looseReplacements(repo: Repository): Promise<Oid[]> {
  const names = await repo.world.fs
    .readdir(join(repo.commondir, "refs", "replace"))
    .catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  return names.filter(isOid);
}

async function packedReplacements(repo: Repository): Promise<Oid[]> {
  const text = await readText(repo, "packed-refs");
  return [...text.matchAll(/^[0-9a-f]{40} refs\/replace\/([0-9a-f]{40})$/gm)].map((match) => match[1] ?? "");
}

async function graftedCommits(repo: Repository): Promise<Oid[]> {
  const lines = (await readText(repo, "info/grafts")).split("\n");
  return lines.map((line) => line.slice(0, 40)).filter(isOid);
}

async function readText(repo: Repository, path: string): Promise<string> {
  return repo.world.fs.readFile(join(repo.commondir, path), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
}

function isOid(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}
