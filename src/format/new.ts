import type { EngineType } from "../model/agent.js";
import type { Problem } from "../model/problem.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** A new agent as it is told, before or after. */
export interface NewAgentReport {
  readonly status: "made" | "planned";
  readonly slug: string;
  readonly engine: EngineType;
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly Problem[];
}

/** The files that a new agent is made of. */
export function newAgentPlanText({ files }: NewAgentReport, theme: Theme): string {
  return [...files.keys()].map((path) => `  ${theme.added("+")} ${path}\n`).join("");
}

/** What was made, and what is worth a thought in it. */
export function newAgentText({ slug, engine, warnings }: NewAgentReport, theme: Theme): string {
  return [
    `${theme.ok("✓")} made ${theme.strong(slug)}, a ${engine}`,
    ...warnings.map(({ message }) => `${theme.warning("!")} ${plainText(message)}`),
    "",
  ].join("\n");
}

/** The stable JSON of `new`. */
export function jsonNewAgent({ status, slug, engine, files, warnings }: NewAgentReport): string {
  return jsonDocument({
    status,
    agent: slug,
    engine,
    files: [...files.keys()].map((path) => ({ path, change: "added" })),
    problems: warnings,
  });
}
