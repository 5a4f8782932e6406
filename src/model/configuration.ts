import type { Agent } from "./agent.js";
import type { Manifest } from "./manifest.js";
import type { Problem } from "./problem.js";

/** All agents and the manifest, read from one tree, with everything found wrong on the way. */
export interface Configuration {
  /** Agents that could be read, by slug in alphabetical order. */
  readonly agents: ReadonlyMap<string, Agent>;
  /** Every directory of `agents/` that has a slug for a name, readable or not. */
  readonly slugs: ReadonlySet<string>;
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  /** How many problems an ignore comment silenced. */
  readonly suppressed: number;
  /** Texts of the files that were read, by path, secrets blotted out: for code frames. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What checking a tree gave: a configuration without the agents themselves. */
export interface CheckedConfiguration
  extends Pick<Configuration, "slugs" | "manifest" | "problems" | "suppressed" | "sources"> {
  /** Paths of the files that were checked. */
  readonly files: readonly string[];
  /** Texts of the files that have problems. */
  readonly sources: Configuration["sources"];
}

/** Where Tagline's own settings are, from the repository's root. */
export const settingsPath = "tagline.yaml";
