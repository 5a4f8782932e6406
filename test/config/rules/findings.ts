import { readConfiguration } from "../../../src/config/load.js";
import { parseFile } from "../../../src/config/parse.js";
import { noFaults } from "../../../src/config/rules/faults.js";
import { runRules } from "../../../src/config/rules/index.js";
import type { RuleContext, RuleKind } from "../../../src/config/rules/rule.js";
import { compareProblems } from "../../../src/model/problem.js";
import { memoryTree } from "../../memory-tree.js";

const context = {
  slugs: new Set(["desk", "intake"]),
  platformIds: new Set(["agent_0123456789abcdef0123456789"]),
};

/** What the rules find in one file, as `line:column severity code message (hint)`; only the codes given, if any. */
export function findings(kind: RuleKind, text: string, codes: readonly string[] = []): string[] {
  const file = parseFile("file.yaml", Buffer.from(text));
  if (file.value === null) throw new Error(JSON.stringify(file.problems));
  const ruleContext: RuleContext = {
    ...context,
    values: [file.value],
    textOf: (value) => (typeof value === "string" ? value : null),
    toE164: null,
    faults: noFaults,
    versions: null,
  };
  return runRules(kind, file.value, ruleContext)
    .filter(({ code }) => codes.length === 0 || codes.includes(code))
    .map(file.place)
    .sort(compareProblems)
    .map(
      ({ line, column, severity, code, message, hint }) =>
        `${line}:${column} ${severity} ${code} ${message} (${hint ?? ""})`,
    );
}

const agentOf = (type: string): string => `voice_id: 11labs-Adrian\nresponse_engine: { type: ${type} }\n`;
const custom =
  "voice_id: 11labs-Adrian\nresponse_engine:\n  type: custom-llm\n  llm_websocket_url: wss://llm.example/desk\n";

/**
 * What `validate` finds in the agent `desk` made of these files, as `file:line:column-endColumn code message
 * (hint)`. An agent.yaml that fits the engine is added.
 */
export async function agentProblems(
  files: Readonly<Record<string, string>>,
  codes: readonly string[] = [],
): Promise<string[]> {
  const engine = "flow.yaml" in files ? "conversation-flow" : "retell-llm";
  const agent = "flow.yaml" in files || "llm.yaml" in files ? agentOf(engine) : custom;
  const tree = Object.entries({ "agent.yaml": agent, ...files }).map(([path, text]) => [
    `agents/desk/${path}`,
    text,
  ]);
  const versions = { newest: null, agentExists: async () => "unknown-version" as const };
  const { problems } = await readConfiguration(memoryTree(Object.fromEntries(tree)), { versions });
  return problems
    .filter(({ code }) => codes.length === 0 || codes.includes(code))
    .map(
      ({ file, line, column, endColumn, severity, code, message, hint }) =>
        `${file.replace("agents/desk/", "")}:${line}:${column}-${endColumn} ${severity} ${code} ${message} (${hint ?? ""})`,
    );
}
