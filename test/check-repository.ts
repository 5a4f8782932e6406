import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import type { Volume } from "memfs";
import { parseCommit, parseTag } from "../src/git/commit-object.js";
import { parseIndex } from "../src/git/index-file.js";
import { parseTree } from "../src/git/tree-object.js";

/** A sound repository on memfs, as far as a test asks. */
export interface CheckedRepository {
  readonly head: string | null;
  /** Tag objects by version. */
  readonly versions: ReadonlyMap<
    number,
    { readonly oid: string; readonly commit: string; readonly tree: string }
  >;
  /** Files that no command should leave: locks, journal entries, temporary ones but for those `git gc` removes. What checks found is kept on purpose. */
  readonly leftovers: readonly string[];
}

/**
 * Checks the repository at /repo as `git fsck --strict` would: every ref names an object that is whole and
 * has its own name, and so has everything that it reaches; the index can be read. Throws at the first fault.
 */
export function checkRepository(volume: InstanceType<typeof Volume>): CheckedRepository {
  const git = "/repo/.git";
  const seen = new Map<string, { type: string; bytes: Buffer }>();
  const load = (oid: string): { type: string; bytes: Buffer } => {
    const known = seen.get(oid);
    if (known !== undefined) return known;
    const raw = inflateSync(
      volume.readFileSync(`${git}/objects/${oid.slice(0, 2)}/${oid.slice(2)}`) as Buffer,
    );
    if (createHash("sha1").update(raw).digest("hex") !== oid) throw new Error(`${oid} is damaged`);
    const end = raw.indexOf(0);
    const [type = "", length] = raw.toString("latin1", 0, end).split(" ");
    const bytes = raw.subarray(end + 1);
    if (bytes.length !== Number(length)) throw new Error(`${oid} is cut off`);
    const object = { type, bytes };
    seen.set(oid, object);
    for (const next of named(object)) load(next);
    return object;
  };
  const read = (path: string): string | null =>
    volume.existsSync(path) ? String(volume.readFileSync(path, "utf8")).trim() : null;

  const head = read(`${git}/refs/heads/main`);
  if (head !== null && load(head).type !== "commit") throw new Error("the branch is not a commit");
  const versions = new Map<number, { oid: string; commit: string; tree: string }>();
  for (const name of volume.readdirSync(`${git}/refs/tags`) as string[]) {
    const match = /^v(\d+)$/.exec(name);
    if (match === null) continue;
    const oid = read(`${git}/refs/tags/${name}`) ?? "";
    const { type, bytes } = load(oid);
    if (type !== "tag") throw new Error(`${name} is a ${type}`);
    const commit = parseTag(bytes).object;
    versions.set(Number(match[1]), { oid, commit, tree: parseCommit(load(commit).bytes).tree });
  }
  const index = `${git}/index`;
  if (volume.existsSync(index))
    for (const entry of parseIndex(volume.readFileSync(index) as Buffer).entries) load(entry.oid);
  const all = Object.keys(volume.toJSON("/repo"));
  const leftovers = all.filter((path) => /\.lock$|tmp(?!_obj_)|\/tagline\/(?!cache\/checks$)./.test(path));
  return { head, versions, leftovers };
}

function named({ type, bytes }: { type: string; bytes: Buffer }): string[] {
  switch (type) {
    case "commit": {
      const { tree, parents } = parseCommit(bytes);
      return [tree, ...parents];
    }
    case "tag":
      return [parseTag(bytes).object];
    case "tree":
      return parseTree(bytes).map(({ oid }) => oid);
    default:
      return [];
  }
}
