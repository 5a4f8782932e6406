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

/** The new agent's files, and what is worth a thought in them. */
export function newAgentText(
  { status, slug, engine, files, warnings }: NewAgentReport,
  theme: Theme,
): string {
  const mark = status === "made" ? theme.ok("✓") : theme.added("+");
  return [
    `${mark} ${theme.strong(slug)}, a ${engine}`,
    ...[...files.keys()].map((path) => `  ${theme.added("+")} ${path}`),
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
