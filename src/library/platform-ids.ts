import { createHash } from "node:crypto";
import { idsPath } from "../config/edit-ids.js";
import { parseFile } from "../config/parse.js";
import { isSlug } from "../model/agent.js";
import { isJsonObject } from "../model/json.js";
import type { Tree } from "../model/tree.js";

/** What can be named by an id. */
export type IdKind = "agent_id" | "llm_id" | "conversation_flow_id";

/** Ids as the outside knows them, and the agents they belong to. */
export interface PlatformIds {
  /** Equal keys mean equal ids. */
  readonly key: string;
  /** Whether it is one of the platform's, which names the same agent at every version. */
  isAssigned(kind: IdKind, id: string): boolean;
  /** The id that replies carry: the platform's where tagline.ids.yaml has it, else one made of the slug. */
  idOf(kind: IdKind, slug: string): string;
  /** The agent that an id names, by either form; null when it can name none. */
  slugOf(kind: IdKind, id: string): string | null;
}

const prefixes: Readonly<Record<IdKind, string>> = {
  agent_id: "",
  llm_id: "llm_",
  conversation_flow_id: "conversation_flow_",
};

/** Reads tagline.ids.yaml from a tree. A file that cannot be read knows no ids. */
export async function readPlatformIds(tree: Tree): Promise<PlatformIds> {
  const bytes = await tree.read(idsPath);
  const value = bytes === null ? null : parseFile(idsPath, bytes).value;
  const known = new Map<string, string>();
  const slugs = new Map<string, string>();
  for (const workspace of Object.values(value ?? {}))
    for (const [slug, ids] of isJsonObject(workspace) ? Object.entries(workspace) : [])
      for (const kind of Object.keys(prefixes))
        if (isJsonObject(ids) && typeof ids[kind] === "string") {
          known.set(`${kind} ${slug}`, ids[kind]);
          slugs.set(`${kind} ${ids[kind]}`, slug);
        }
  return {
    key: bytes === null ? "" : createHash("sha1").update(bytes).digest("hex"),
    isAssigned: (kind, id) => slugs.has(`${kind} ${id}`),
    idOf: (kind, slug) => known.get(`${kind} ${slug}`) ?? prefixes[kind] + slug,
    slugOf(kind, id) {
      const slug = slugs.get(`${kind} ${id}`);
      if (slug !== undefined) return slug;
      const own = id.startsWith(prefixes[kind]) ? id.slice(prefixes[kind].length) : id;
      return isSlug(own) ? own : null;
    },
  };
}
