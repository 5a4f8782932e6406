// @ts-check
/** The ids that git gives to the objects that `make-repository.mjs` has it write. Ids are bytes, not text. */
import { createHash } from "node:crypto";

export const treeMode = "40000";
export const fileMode = "100644";

/**
 * @typedef {object} TreeEntry
 * @property {string} mode
 * @property {string} name ASCII
 * @property {Buffer} oid
 */

/**
 * @param {"blob" | "tree" | "commit" | "tag"} type
 * @param {Buffer | string} content
 */
export function hashOf(type, content) {
  const length = typeof content === "string" ? Buffer.byteLength(content) : content.length;
  return createHash("sha1").update(`${type} ${length}\0`).update(content).digest();
}

/** @param {readonly TreeEntry[]} entries in any order */
export function treeOid(entries) {
  return updatableTree(entries).oid();
}

/**
 * A tree in which single ids can be exchanged, so that thousands of versions of a large one are quickly hashed.
 *
 * @param {readonly TreeEntry[]} entries in any order
 */
export function updatableTree(entries) {
  // A directory sorts as if its name ended in a slash.
  const key = (/** @type {TreeEntry} */ { mode, name }) => (mode === treeMode ? `${name}/` : name);
  const sorted = entries.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  const bytes = Buffer.concat(
    sorted.flatMap(({ mode, name, oid }) => [Buffer.from(`${mode} ${name}\0`), oid]),
  );
  /** @type {Map<string, number>} */
  const places = new Map();
  let at = 0;
  for (const { mode, name } of sorted) {
    at += mode.length + name.length + 2;
    places.set(name, at);
    at += 20;
  }
  /** @type {Buffer | null} */
  let known = null;
  return {
    /**
     * @param {string} name
     * @param {Buffer} oid
     */
    set(name, oid) {
      oid.copy(bytes, places.get(name));
      known = null;
    },
    oid() {
      known ??= hashOf("tree", bytes);
      return known;
    },
  };
}

/** @param {{tree: Buffer, parent: Buffer | null, person: string, message: string}} commit */
export function commitOid({ tree, parent, person, message }) {
  const lines = [
    `tree ${tree.toString("hex")}`,
    ...(parent === null ? [] : [`parent ${parent.toString("hex")}`]),
    `author ${person}`,
    `committer ${person}`,
    "",
    message,
  ];
  return hashOf("commit", lines.join("\n"));
}

/** @param {{commit: Buffer, name: string, person: string, message: string}} tag */
export function tagOid({ commit, name, person, message }) {
  const lines = [
    `object ${commit.toString("hex")}`,
    "type commit",
    `tag ${name}`,
    `tagger ${person}`,
    "",
    message,
  ];
  return hashOf("tag", lines.join("\n"));
}
