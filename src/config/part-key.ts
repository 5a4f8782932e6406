import { hash } from "node:crypto";
import { agentPath } from "../model/agent.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import type { AgentFiles } from "./agent-files.js";
import { maximumFileSize } from "./decode.js";

/**
 * The content of an agent's directory as one digest: the kind and name of everything in it, and what its files hold.
 * Null when a file went away meanwhile.
 */
export async function agentKey(tree: Tree, slug: string, files: AgentFiles): Promise<string | null> {
  const parts: string[] = [slug];
  for (const [name, entry] of files) {
    const content = await contentOf(tree, agentPath(slug, name), entry);
    if (content === null) return null;
    parts.push(name, entry.kind, content);
  }
  return digest(parts);
}

/** The content of one file as a digest; null when it went away meanwhile. */
export async function fileKey(tree: Tree, path: string, entry: TreeEntry): Promise<string | null> {
  const content = await contentOf(tree, path, entry);
  return content === null ? null : digest([path, entry.kind, content]);
}

/** git's id of a file's content; the size alone where that is why it is not read. Empty for what is no file. */
async function contentOf(tree: Tree, path: string, entry: TreeEntry): Promise<string | null> {
  if (entry.kind !== "file") return "";
  if (entry.oid !== undefined) return entry.oid;
  if ((entry.size ?? 0) > maximumFileSize) return `size ${entry.size}`;
  const bytes = await tree.read(path);
  if (bytes === null) return null;
  // As git names a blob, so that a file on disk and the same one in a version have one key.
  return hash("sha1", Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}

function digest(parts: readonly string[]): string {
  return hash("sha256", JSON.stringify(parts));
}
