import { join } from "node:path";
import type { Oid } from "../model/version.js";
import { byteString } from "./byte-string.js";
import { isMissing } from "./errno.js";
import type { Repository } from "./repository.js";

/** A ref as it is stored. `peeled` is the commit behind an annotated tag, where packed-refs tells it. */
export interface StoredRef {
  readonly oid: Oid;
  readonly peeled: Oid | null;
  /** The ref this one points to by name, for a symbolic ref; then `oid` is empty. */
  readonly symbolic: string | null;
}

/** What HEAD is: on a branch (maybe without commits yet), or detached at a commit. */
export type Head =
  | { readonly kind: "branch"; readonly ref: string; readonly commit: Oid | null }
  | { readonly kind: "detached"; readonly commit: Oid };

/** Reads HEAD, or the branch that is worked on in its place. */
export async function readHead(repo: Repository): Promise<Head> {
  if (repo.branch !== null)
    return { kind: "branch", ref: repo.branch, commit: await readRef(repo, repo.branch) };
  const text = (await repo.world.fs.readFile(join(repo.gitdir, "HEAD"), "utf8")).trim();
  if (!text.startsWith("ref: ")) return { kind: "detached", commit: text };
  const ref = text.slice(5).trim();
  return { kind: "branch", ref, commit: await readRef(repo, ref) };
}

/** The oid that a ref holds, loose or packed, through symbolic refs; null when there is no such ref. */
export async function readRef(repo: Repository, ref: string, depth = 0): Promise<Oid | null> {
  const loose = await readLoose(repo, ref);
  if (loose?.symbolic) return depth > 5 ? null : readRef(repo, loose.symbolic, depth + 1);
  if (loose !== null) return loose.oid;
  const packed = await readPackedRefs(repo);
  const at = packed.indexOf(` ${byteString(ref)}\n`);
  return at < 40 ? null : packed.slice(at - 40, at);
}

/** A ref that has a file of its own; null when it has none. */
export async function readLoose(repo: Repository, ref: string): Promise<StoredRef | null> {
  const home = ref.startsWith("refs/") ? repo.commondir : repo.gitdir;
  const text = await repo.world.fs.readFile(join(home, ref), "utf8").catch((error: unknown) => {
    if (isMissing(error) || (error as { code?: string }).code === "EISDIR") return null;
    throw error;
  });
  if (text === null) return null;
  if (text.startsWith("ref: ")) return { oid: "", peeled: null, symbolic: text.slice(5).trim() };
  return { oid: text.trim(), peeled: null, symbolic: null };
}

/** The file of packed refs, a character for each byte; it always ends in a newline, and is empty when it is not there. */
export async function readPackedRefs(repo: Repository): Promise<string> {
  return repo.world.fs.readFile(join(repo.commondir, "packed-refs"), "latin1").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
}
