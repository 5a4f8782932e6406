import { agentPath } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from "../model/json.js";
import type { Problem } from "../model/problem.js";
import type { AgentDirectory } from "./agent-directory.js";
import type { Finding } from "./finding.js";
import type { ParsedFile } from "./parse.js";
import { isPlainNumber } from "./plain-number.js";
import { positionInText } from "./position.js";
import { faultsOf } from "./rules/faults.js";
import { handOversOf } from "./rules/hand-overs.js";
import { runRules } from "./rules/index.js";
import type { KnownVersions, RuleContext, TreeContext } from "./rules/rule.js";
import { checkSchema } from "./schema/index.js";
import type { VersionLookup } from "./version-lookup.js";

/** A file of an agent whose value could be read. */
export interface AgentFile {
  readonly kind: "agent" | "llm" | "flow";
  readonly parsed: ParsedFile;
  readonly value: JsonObject;
}

/** What an agent is checked against: its tree, and the versions. */
export interface AgentContext extends TreeContext {
  readonly versions: VersionLookup;
}

/**
 * Checks one file of an agent with the rules and the schema; `others` are all files of that agent. `own` are
 * findings that the caller has already. Where several speak about one place, the schema is silent: the others
 * know what was meant.
 */
export async function checkFile(
  directory: AgentDirectory,
  file: AgentFile,
  context: AgentContext & { readonly files: readonly AgentFile[]; readonly own: readonly Finding[] },
): Promise<void> {
  const { kind, parsed, value } = file;
  const { reading, texts } = directory;
  const { slugs, platformIds } = context;
  const general = await checkSchema(kind, value);
  const ruleContext = {
    faults: faultsOf(general),
    slugs,
    platformIds,
    values: context.files.map((each) => each.value),
    textOf: (part: JsonValue | undefined) => textOf(part, texts),
    versions: parsed.text.includes("agent_version") ? await askVersions(value, context.versions) : null,
  };
  const found = [...context.own, ...(await ruleFindings(file, ruleContext))];
  const problems = found.map((finding) => place(directory, file, finding));
  const said = new Set(
    found.flatMap(({ at, span }, i) =>
      at === "value" && span === undefined ? [problems[i]?.pointer ?? ""] : [],
    ),
  );
  reading.problems.push(...problems);
  for (const finding of general) {
    const problem = parsed.place(finding);
    if (!said.has(problem.pointer)) reading.problems.push(problem);
  }
}

/** Asks about every version that a file names. */
async function askVersions(value: JsonObject, versions: VersionLookup): Promise<KnownVersions> {
  const answers = new Map<string, Awaited<ReturnType<VersionLookup["agentExists"]>>>();
  for (const { agent, version } of handOversOf(value))
    if (version !== null && !answers.has(`${version} ${agent}`))
      answers.set(`${version} ${agent}`, await versions.agentExists(version, agent));
  return {
    get newest() {
      return versions.newest;
    },
    answerTo: (version, agent) => answers.get(`${version} ${agent}`),
  };
}

/** Telling numbers takes a large table, so it is loaded for those alone that cannot be told without it. */
async function ruleFindings(
  { kind, value }: AgentFile,
  context: Omit<RuleContext, "toE164">,
): Promise<readonly Finding[]> {
  if (phoneNumbers !== null) return runRules(kind, value, { ...context, toE164: phoneNumbers.toE164 });
  let isUnsure = false;
  const toE164 = (number: string): string | null => {
    if (isPlainNumber(number)) return number;
    isUnsure = true;
    return null;
  };
  const findings = runRules(kind, value, { ...context, toE164 });
  if (!isUnsure) return findings;
  phoneNumbers = await import("./phone-number.js");
  return runRules(kind, value, { ...context, toE164: phoneNumbers.toE164 });
}

let phoneNumbers: Pick<RuleContext, "toE164"> | null = null;

/** Puts a finding where it was written: a part of a text may stand in a file of its own. */
function place({ reading, slug, texts }: AgentDirectory, file: AgentFile, finding: Finding): Problem {
  const problem = file.parsed.place(finding);
  if (finding.span === undefined) return problem;
  const holder = valueAt(file.value, finding.path);
  const text = isJsonObject(holder) ? textOf(holder, texts) : null;
  if (text === null || !isJsonObject(holder)) return problem;
  const { start, end } = finding.span;
  const moved: Problem = {
    ...problem,
    file: agentPath(slug, String(holder.$file)),
    ...positionInText(text, start, end),
    pointer: "",
  };
  reading.origins.set(moved, { file: problem.file, line: problem.line });
  return moved;
}

function textOf(part: JsonValue | undefined, texts: ReadonlyMap<string, string>): string | null {
  if (typeof part === "string") return part;
  return isJsonObject(part) && typeof part.$file === "string" ? (texts.get(part.$file) ?? null) : null;
}
