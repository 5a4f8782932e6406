import { join } from "node:path";
import { readPackedRefs } from "../../git/refs.js";
import { findRepository, type Repository } from "../../git/repository.js";
import { readVersionRefs } from "../../git/version-refs.js";
import { agentsDirectory, isSlug } from "../../model/agent.js";
import { manifestPath } from "../../model/manifest.js";
import type { World } from "../../world.js";

/** A word to offer, and what a shell may show beside it. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** What a value can be: words, or a path, which the shell completes itself. */
export type Values =
  | { readonly kind: "words"; readonly words: readonly Candidate[] }
  | { readonly kind: "file" | "directory" };

type Source = (world: World, typed: string) => Promise<readonly Candidate[]>;

/** Where the values of a placeholder come from: its name in the help says what it is. */
const sources: Readonly<Record<string, Source>> = {
  agent: agents,
  "agent[@rev]": async (world, typed) =>
    typed.includes("@") ? afterAgent(typed, await revs(world)) : agents(world),
  number: numbers,
  "number[=agent]": async (world, typed) => {
    const equals = typed.indexOf("=");
    if (equals < 0) return numbers(world);
    return (await agents(world)).map(({ value }) => plain(`${typed.slice(0, equals + 1)}${value}`));
  },
  "number-or-agent": async (world, typed) =>
    typed.includes("@")
      ? afterAgent(typed, [...(await versions(world)), plain("draft")])
      : [...(await numbers(world)), ...(await agents(world))],
  "number-or-pin": async (world, typed) => {
    if (typed.startsWith("+")) return numbers(world);
    if (typed.includes("@")) return afterAgent(typed, [...(await versions(world)), plain("draft")]);
    const pins = (await agents(world)).map(({ value }) => plain(`${value}@`));
    return typed === "" ? [...(await numbers(world)), ...pins] : pins;
  },
  version: versions,
  rev: revs,
  from: revs,
  to: revs,
  branch: branches,
  remote: remotes,
  code: async () => {
    const { problemCodes } = await import("../../config/problem-codes.js");
    return Object.entries(problemCodes).map(([value, { summary }]) => ({ value, description: summary }));
  },
  schema: async () => ["agent", "flow", "llm", "manifest", "tagline"].map(plain),
  action: async () => ["install", "status", "remove"].map(plain),
  shell: async () => ["bash", "zsh", "fish"].map(plain),
};

/** Placeholders whose values the shell knows better. */
const paths: Readonly<Record<string, "file" | "directory">> = {
  file: "file",
  "file.json": "file",
  dir: "directory",
};

/** Placeholders that stand for anything. */
const free = ["text", "name", "slug", "id", "tag", "url", "count", "address", "port", "owner/repo@commit"];

/** Whether a placeholder is known: one that is not would be completed by nothing, silently. */
export function isKnownPlaceholder(name: string): boolean {
  return Object.hasOwn(sources, name) || Object.hasOwn(paths, name) || free.includes(name);
}

/** What may stand for the placeholder `name`, of which `typed` is there already. Outside a repository, nothing. */
export async function valuesOf(name: string, world: World, typed: string): Promise<Values> {
  const path = paths[name];
  if (path !== undefined) return { kind: path };
  return { kind: "words", words: (await sources[name]?.(world, typed)) ?? [] };
}

function plain(value: string): Candidate {
  return { value, description: "" };
}

/** `desk@v3` for each rev, of a word that has an `@`. */
function afterAgent(typed: string, offered: readonly Candidate[]): Candidate[] {
  const pin = typed.slice(0, typed.indexOf("@") + 1);
  return offered.map(({ value, description }) => ({ value: `${pin}${value}`, description }));
}

/** The repository, as it is: what an interrupted command left is none of a completion's business. */
async function repository(world: World): Promise<Repository | null> {
  return findRepository(world, world.cwd).catch(() => null);
}

async function agents(world: World): Promise<readonly Candidate[]> {
  const root = (await repository(world))?.workdir;
  if (!root) return [];
  const names = await world.fs.readdir(join(root, agentsDirectory)).catch(() => []);
  return names.filter(isSlug).sort().map(plain);
}

/** A number's line in the manifest, and the nickname that may follow below. */
const numberLine =
  /^[ \t]+(["']?)(\+\d{5,15})\1[ \t]*:.*(?:\n(?:[ \t]+[a-z_]+:.*\n)*?[ \t]+nickname:[ \t]*(.*))?/gm;

/**
 * Numbers of the manifest on disk, read by line: the whole of YAML takes longer to load than a key press should, and
 * a number that is written in an unusual way is merely not offered.
 */
async function numbers(world: World): Promise<readonly Candidate[]> {
  const root = (await repository(world))?.workdir;
  if (!root) return [];
  const text = await world.fs.readFile(join(root, manifestPath), "utf8").catch(() => "");
  return [...text.matchAll(numberLine)].map(([, , value = "", name = ""]) => ({
    value,
    description: name
      .replace(/\s#.*$/, "")
      .trim()
      .replace(/^["']|["']$/g, ""),
  }));
}

/** Versions, newest first. */
async function versions(world: World): Promise<readonly Candidate[]> {
  const repo = await repository(world);
  if (repo === null) return [];
  const refs = await readVersionRefs(repo).catch(() => ({ numbers: [] }));
  return [...refs.numbers].sort((a, b) => b - a).map((number) => plain(`v${number}`));
}

async function revs(world: World): Promise<readonly Candidate[]> {
  if ((await repository(world)) === null) return [];
  return [
    { value: "worktree", description: "the files on disk" },
    { value: "draft", description: "the newest commit" },
    ...(await versions(world)),
    ...(await branches(world)),
  ];
}

async function branches(world: World): Promise<readonly Candidate[]> {
  const repo = await repository(world);
  if (repo === null) return [];
  const loose = await world.fs
    .readdir(join(repo.commondir, "refs", "heads"), { recursive: true, withFileTypes: true })
    .catch(() => []);
  const root = join(repo.commondir, "refs", "heads");
  const names = loose
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
  const packed = [...(await readPackedRefs(repo).catch(() => "")).matchAll(/ refs\/heads\/(.+)$/gm)];
  return [...new Set([...names, ...packed.map(([, name = ""]) => name)])].sort().map(plain);
}

async function remotes(world: World): Promise<readonly Candidate[]> {
  const repo = await repository(world);
  const { remoteNames } = await import("../../git/state.js");
  return repo === null ? [] : remoteNames(repo).map(plain);
}
