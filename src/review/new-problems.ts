import { labelPointer } from "../diff/describe-change.js";
import { type Agent, agentsDirectory } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import type { JsonValue } from "../model/json.js";
import type { Problem } from "../model/problem.js";

/** Problems of a branch: those that it brings, and how many it found there. */
export interface SortedProblems {
  readonly fresh: readonly Problem[];
  readonly old: readonly Problem[];
}

/** Problems, and the agents that have them. */
type ProblemsOfAgents = Pick<Configuration, "problems" | "agents">;

/**
 * Tells new problems from old ones by code, file, place and text; the place by names, so that a node inserted
 * above makes nothing new. `renamed` leads from new to old slugs.
 */
export function newProblems(
  before: ProblemsOfAgents,
  after: ProblemsOfAgents,
  renamed: ReadonlyMap<string, string>,
): SortedProblems {
  const known = new Map<string, number>();
  for (const problem of before.problems) {
    const key = keyOf(problem, problem.file, before);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  const fresh: Problem[] = [];
  const old: Problem[] = [];
  for (const problem of after.problems) {
    const key = keyOf(problem, oldPath(problem.file, renamed), after);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    (left > 0 ? old : fresh).push(problem);
  }
  return { fresh, old };
}

/** The agent that a file belongs to; null outside of `agents/`. */
export function agentOf(file: string): string | null {
  const [top, slug, ...rest] = file.split("/");
  return top === agentsDirectory && slug !== undefined && rest.length > 0 ? slug : null;
}

function keyOf(problem: Problem, file: string, { agents }: ProblemsOfAgents): string {
  const slug = agentOf(problem.file);
  const agent = slug === null ? undefined : agents.get(slug);
  const place = labelPointer(problem.pointer, fileValue(agent, problem.file));
  // Some messages name another line of the file, which moves as lines do.
  const message = problem.message.replace(/\bline \d+/g, "line");
  return JSON.stringify([problem.code, file, place, message]);
}

function fileValue(agent: Agent | undefined, file: string): JsonValue {
  if (agent === undefined) return null;
  if (file.endsWith("/agent.yaml")) return agent.config;
  return agent.engine.kind === "custom-llm" ? null : agent.engine.config;
}

function oldPath(file: string, renamed: ReadonlyMap<string, string>): string {
  const slug = agentOf(file);
  const old = slug === null ? undefined : renamed.get(slug);
  if (slug === null || old === undefined) return file;
  return `${agentsDirectory}/${old}${file.slice(agentsDirectory.length + 1 + slug.length)}`;
}
