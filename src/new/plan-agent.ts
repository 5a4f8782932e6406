import { readConfiguration } from "../config/load.js";
import { uncheckedPins } from "../config/version-lookup.js";
import { failure } from "../errors.js";
import { badSlug } from "../import/slug-of.js";
import { type EngineType, isSlug } from "../model/agent.js";
import type { Problem } from "../model/problem.js";
import type { Tree } from "../model/tree.js";
import { agentFiles } from "./agent-files.js";

/** A new agent as it is asked for; null is the usual. */
export interface AgentRequest {
  readonly slug: string;
  readonly engine: EngineType;
  readonly name: string | null;
  readonly voice: string | null;
  readonly language: string | null;
  readonly url: string | null;
}

/** A new agent to be written. */
export interface AgentPlan {
  readonly slug: string;
  readonly engine: EngineType;
  /** By path from the repository's root, agent.yaml first. */
  readonly files: ReadonlyMap<string, string>;
  /** What is worth a thought in what was asked for, such as a language that is not known yet. */
  readonly warnings: readonly Problem[];
}

/**
 * Works out the files of a new agent and checks them as `validate` does. Throws `usage` for a name that is none, and
 * for a value with which the agent would not be valid or would put a secret into git.
 */
export async function planAgent(request: AgentRequest): Promise<AgentPlan> {
  const { slug, engine } = request;
  if (!isSlug(slug)) throw badSlug(slug);
  for (const field of ["name", "voice", "language", "url"] as const)
    if (request[field]?.trim() === "")
      throw failure("usage", { message: `--${field} is empty.`, hint: "leave it out for the usual" });
  if (request.url !== null && engine !== "custom-llm")
    throw failure("usage", {
      message: `A ${engine} has no server of its own, so --url ${request.url} says nothing.`,
      hint: `tagline new ${slug} --engine custom-llm --url ${request.url}`,
    });
  const files = agentFiles({
    slug,
    engine,
    name: request.name ?? nameOf(slug),
    voice: request.voice ?? "11labs-Adrian",
    language: request.language ?? "en-US",
    url: request.url,
  });
  const { problems } = await readConfiguration(treeOf(files), { manifest: false, versions: uncheckedPins });
  const bad = problems.find(({ severity, code }) => severity === "error" || code === "secret-in-plain-text");
  if (bad !== undefined)
    throw failure("usage", {
      message: `The agent would not be valid: ${bad.message}`,
      ...(bad.hint === undefined ? {} : { hint: bad.hint }),
    });
  return { slug, engine, files, warnings: problems };
}

/** `front-desk` → `Front desk`. */
function nameOf(slug: string): string {
  const words = slug.replace(/-+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Files in memory as a tree. */
function treeOf(files: ReadonlyMap<string, string>): Tree {
  return {
    async entries(path) {
      const prefix = path === "" ? "" : `${path}/`;
      const inside = [...files.keys()].filter((file) => file.startsWith(prefix));
      if (inside.length === 0) return null;
      const names = [...new Set(inside.map((file) => file.slice(prefix.length).split("/")[0] ?? ""))].sort();
      return names.map((name) => ({ name, kind: files.has(prefix + name) ? "file" : "directory" }));
    },
    read: async (path) => {
      const text = files.get(path);
      return text === undefined ? null : Buffer.from(text);
    },
  };
}
