import { join } from "node:path";
import { type Oid, parseVersionTag } from "../model/version.js";
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

/** Reads HEAD. */
export async function readHead(repo: Repository): Promise<Head> {
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
  const at = packed.indexOf(` ${ref}\n`);
  return at < 40 ? null : packed.slice(at - 40, at);
}

/** The refs below `refs/tags/` that have a version's name, and names such as `v7/x` that stand in their way. */
export interface VersionRefs {
  readonly refs: ReadonlyMap<number, StoredRef>;
  /** Numbers that cannot be made because a tag below `v<N>/` exists. */
  readonly shadowed: ReadonlyMap<number, string>;
}

/**
 * Reads all version refs, or those of one number. Loose refs first, then packed-refs once: the other order misses
 * the newest tag while `git pack-refs` moves it.
 */
export async function readVersionRefs(repo: Repository, only: number | null = null): Promise<VersionRefs> {
  const refs = new Map<number, StoredRef>();
  const shadowed = new Map<number, string>();
  const directory = join(repo.commondir, "refs", "tags");
  const names = await repo.world.fs.readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const loose = await Promise.all(
    names.map(async (entry) => {
      const version = parseVersionTag(entry.name);
      if (version === null || (only !== null && version !== only)) return null;
      if (entry.isDirectory())
        return { version, ref: null, empty: await isEmpty(repo, join(directory, entry.name)) };
      return { version, ref: await readLoose(repo, `refs/tags/${entry.name}`), empty: false };
    }),
  );
  for (const [rest, stored] of packedRefsBelow(await readPackedRefs(repo), `refs/tags/v${only ?? ""}`)) {
    const short = `v${only ?? ""}${rest}`;
    const slash = short.indexOf("/");
    const version = parseVersionTag(slash < 0 ? short : short.slice(0, slash));
    if (version === null || (only !== null && version !== only)) continue;
    if (slash < 0) refs.set(version, stored);
    else shadowed.set(version, short);
  }
  for (const found of loose) {
    if (found === null) continue;
    if (found.ref !== null) refs.set(found.version, found.ref);
    else if (!found.empty && !refs.has(found.version)) shadowed.set(found.version, `v${found.version}/`);
  }
  return { refs, shadowed };
}

async function isEmpty(repo: Repository, directory: string): Promise<boolean> {
  for (const entry of await repo.world.fs.readdir(directory, { withFileTypes: true }))
    if (!entry.isDirectory() || !(await isEmpty(repo, join(directory, entry.name)))) return false;
  return true;
}

async function readLoose(repo: Repository, ref: string): Promise<StoredRef | null> {
  const home = ref.startsWith("refs/") ? repo.commondir : repo.gitdir;
  const text = await repo.world.fs.readFile(join(home, ref), "utf8").catch((error: unknown) => {
    if (isMissing(error) || (error as { code?: string }).code === "EISDIR") return null;
    throw error;
  });
  if (text === null) return null;
  if (text.startsWith("ref: ")) return { oid: "", peeled: null, symbolic: text.slice(5).trim() };
  return { oid: text.trim(), peeled: null, symbolic: null };
}

/** The file of packed refs, which always ends in a newline; empty when there is none. */
async function readPackedRefs(repo: Repository): Promise<string> {
  return repo.world.fs.readFile(join(repo.commondir, "packed-refs"), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
}

/** The refs of a file of packed refs whose names start with `prefix`, by what follows it. */
function* packedRefsBelow(
  packed: string,
  prefix: string,
): Generator<readonly [rest: string, ref: StoredRef]> {
  const mark = ` ${prefix}`;
  for (let at = packed.indexOf(mark); at >= 0; at = packed.indexOf(mark, at + 1)) {
    const end = packed.indexOf("\n", at);
    const rest = packed.slice(at + mark.length, end);
    const isTag = packed.charAt(end + 1) === "^";
    const peeled = isTag ? packed.slice(end + 2, end + 42) : null;
    yield [rest, { oid: packed.slice(at - 40, at), peeled, symbolic: null }];
  }
}
