import type { EntryKind, Tree, TreeEntry } from "../src/model/tree.js";

/** What a path of a memory tree holds: text, bytes, or something that is never read. */
export type MemoryEntry =
  | string
  | Uint8Array
  | { readonly kind: Exclude<EntryKind, "file" | "directory"> }
  | { readonly kind: "file"; readonly size: number };

/** A tree made of a record from path to content; directories are what has files below. */
export function memoryTree(
  files: Readonly<Record<string, MemoryEntry>>,
): Tree & { readonly reads: string[] } {
  const reads: string[] = [];
  const paths = Object.keys(files).sort();
  return {
    reads,
    async entries(directory) {
      const prefix = directory === "" ? "" : `${directory}/`;
      const found = new Map<string, TreeEntry>();
      for (const path of paths.filter((candidate) => candidate.startsWith(prefix))) {
        const [name = "", ...rest] = path.slice(prefix.length).split("/");
        found.set(name, rest.length > 0 ? { name, kind: "directory" } : entryOf(name, files[path] ?? ""));
      }
      return found.size === 0 && directory !== "" ? null : [...found.values()];
    },
    async read(path) {
      reads.push(path);
      const content = files[path];
      if (typeof content === "string") return Buffer.from(content);
      return content instanceof Uint8Array ? content : null;
    },
  };
}

function entryOf(name: string, content: MemoryEntry): TreeEntry {
  if (typeof content === "string") return { name, kind: "file", size: Buffer.byteLength(content) };
  if (content instanceof Uint8Array) return { name, kind: "file", size: content.length };
  return { name, ...content };
}
