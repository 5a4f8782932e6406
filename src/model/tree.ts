/** What a directory can hold, as git sees it. `other` is a socket, a pipe or a device: never read. */
export type EntryKind = "file" | "directory" | "symlink" | "submodule" | "other";

/** One entry of a directory. */
export interface TreeEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** Bytes on disk, when they are known without reading. */
  readonly size?: number;
  /** git's id of the bytes, when it is known without reading. */
  readonly oid?: string;
}

/**
 * A tree of files: the working tree, HEAD and a version all give one, so that draft and version are
 * read by the same code. Paths are relative to the repository's root, with forward slashes.
 */
export interface Tree {
  /** Entries by name in git's order, or null when `path` is not a directory. Never follows symlinks. */
  entries(path: string): Promise<readonly TreeEntry[] | null>;
  /** The bytes that git stores for a file, or null when `path` is not a regular file. */
  read(path: string): Promise<Uint8Array | null>;
}
