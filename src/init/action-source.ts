import { join, resolve } from "node:path";
import { failure, TaglineError } from "../errors.js";
import { errnoOf, isMissing } from "../git/errno.js";
import { isPushed } from "../git/pushed.js";
import { readHead } from "../git/refs.js";
import { findRepository } from "../git/repository.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import type { World } from "../world.js";
import type { ActionSource } from "./workflows.js";

/** Tagline's own package: its directory, and its version. */
export interface Installation {
  readonly directory: string;
  readonly version: string;
}

/** Where the actions come from, or why that is not known. */
export type FoundSource =
  | { readonly kind: "known"; readonly source: ActionSource }
  | { readonly kind: "unknown"; readonly reason: string };

/** Reads `owner/name@commit`. Throws `usage`. */
export function parseActionSource(text: string, version: string): ActionSource {
  const [, repository = "", commit = ""] = /^([\w-]+\/[\w.-]+)@([\da-f]{40})$/i.exec(text) ?? [];
  if (repository !== "") return { repository, commit: commit.toLowerCase(), version };
  throw failure("usage", {
    message: `--actions cannot be ${JSON.stringify(text)}: it takes a repository on GitHub and all 40 digits of a commit.`,
    hint: "--actions <owner/repo@commit>",
  });
}

/**
 * Where this very Tagline comes from on GitHub: what its package.json says (`repository`, and `gitHead`, the commit
 * that it was built from), else the checkout that it runs out of, when its commit was pushed.
 */
export async function findActionSource(world: World, installation: Installation): Promise<FoundSource> {
  const told = await readPackage(world, installation.directory);
  const repository = repositoryOf(told.repository);
  const commit = typeof told.gitHead === "string" && /^[\da-f]{40}$/.test(told.gitHead) ? told.gitHead : null;
  if (repository !== null && commit !== null)
    return { kind: "known", source: { repository, commit, version: installation.version } };
  return (
    (await sourceOfCheckout(world, installation)) ?? {
      kind: "unknown",
      reason: "where its actions are on GitHub is not known",
    }
  );
}

async function readPackage(world: World, directory: string): Promise<JsonObject> {
  const text = await world.fs.readFile(join(directory, "package.json"), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "{}";
    throw error;
  });
  const value: JsonValue = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}

/** As npm has it: a text or an object with a `url`, and an address or the short `owner/name`. */
function repositoryOf(value: JsonValue | undefined): string | null {
  const text = value !== undefined && isJsonObject(value) ? value.url : value;
  if (typeof text !== "string") return null;
  return /^(?:github:)?([\w-]+\/[\w.-]+)$/.exec(text)?.[1] ?? onGithub(text);
}

/** `owner/name` of an address on GitHub, in any of git's spellings; null for one elsewhere. */
export function onGithub(address: string): string | null {
  const forms = [
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]+@)?(?:www\.)?github\.com(?::\d+)?\/([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/,
    /^(?:[^@/]+@)?github\.com:([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/,
  ];
  return forms.map((form) => form.exec(address)?.[1]).find((found) => found !== undefined) ?? null;
}

/** The checkout whose root the package is; null when it is none, as inside the `node_modules/` of something else. */
async function sourceOfCheckout(
  world: World,
  { directory, version }: Installation,
): Promise<FoundSource | null> {
  try {
    const repo = await findRepository(world, directory);
    if (repo.workdir === null || resolve(repo.workdir) !== resolve(directory)) return null;
    const repository = onGithub(repo.config("remote.origin.url") ?? "");
    const { commit } = await readHead(repo);
    if (repository === null || commit === null) return null;
    if (!(await isPushed(repo, "origin", commit)))
      return {
        kind: "unknown",
        reason: `this Tagline's commit ${commit.slice(0, 12)} is not on ${repository}`,
      };
    return { kind: "known", source: { repository, commit, version } };
  } catch (error) {
    // Whatever is odd about that repository, it is not the one that was asked about.
    if (error instanceof TaglineError || errnoOf(error) !== undefined) return null;
    throw error;
  }
}
