import { failure } from "../errors.js";
import { agentsDirectory, isSlug } from "../model/agent.js";
import type { JoinedAgent } from "./join-engines.js";
import { badSlug, slugOf, slugWith } from "./slug-of.js";

/** An agent with the slug that it gets. */
export interface NamedAgent {
  readonly agent: JoinedAgent;
  readonly slug: string;
  /** Whether the repository has an agent of that name already. */
  readonly isTaken: boolean;
  /** What is worth knowing about the name. */
  readonly warning: string | null;
}

/**
 * Names agents after what they are called, else after their file; two of one name apart. `as` is the name of a single
 * agent and the prefix of several. Throws `usage` for an `as` that cannot name an agent.
 */
export function nameAgents(
  agents: readonly JoinedAgent[],
  as: string | null,
  existing: ReadonlySet<string>,
): readonly NamedAgent[] {
  if (as !== null && !isSlug(as)) throw badSlug(as, "--as ");
  const chosen = new Set<string>();
  return agents.map((agent) => {
    const { name, source } = agent;
    const own = slugOf(name ?? "") ?? slugOf(fileName(source)) ?? "agent";
    const wanted = as === null ? own : agents.length === 1 ? as : slugWith(as, own);
    const slug = freeSlug(wanted, chosen);
    chosen.add(slug);
    const warning =
      slug === wanted ? null : `${source} has the name of another agent of this import and becomes ${slug}.`;
    return { agent, slug, isTaken: existing.has(slug), warning };
  });
}

/** The slug, or the first of `slug-2`, `slug-3` … that is not taken. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  let slug = wanted;
  for (let i = 2; taken.has(slug); i++) slug = slugWith(wanted, String(i));
  return slug;
}

/** Throws `file-exists` when an agent has the name of one that is there. */
export function refuseTaken(named: readonly NamedAgent[]): void {
  const [first, ...others] = named.filter(({ isTaken }) => isTaken).map(({ slug }) => slug);
  if (first === undefined) return;
  const more = others.length === 0 ? "" : `, like ${others.length} more of these agents,`;
  throw failure("file-exists", {
    path: `${agentsDirectory}/${first}${more}`,
    hint:
      named.length === 1
        ? `choose another name: --as ${slugWith(first, "2")}`
        : "put a word before the names of all: --as <prefix>",
  });
}

/** `exports/front desk.json[2]` → `front desk`. */
function fileName(source: string): string {
  return source
    .replace(/\[\d+\]$/, "")
    .replace(/^.*[\\/]/, "")
    .replace(/\.json$/i, "");
}
