import type { JsonObject } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { danglingComponent } from "./dangling-component.js";
import { danglingTool } from "./dangling-tool.js";
import { duplicateId } from "./duplicate-id.js";
import { edgeWithoutDestination } from "./edge-without-destination.js";
import type { Rule, RuleContext, RuleKind } from "./rule.js";
import { startNode } from "./start-node.js";
import { unknownSwapAgent } from "./unknown-swap-agent.js";
import { unresolvedNode } from "./unresolved-node.js";
import { unresolvedState } from "./unresolved-state.js";

/** Every rule over one file. To add one: a file named after its code, a line here, a code, a fixture. */
const rules: readonly Rule[] = [
  unresolvedNode,
  edgeWithoutDestination,
  startNode,
  duplicateId,
  danglingTool,
  danglingComponent,
  unresolvedState,
  unknownSwapAgent,
];

/** Runs the rules for one kind of file over its raw value. */
export function runRules(kind: RuleKind, value: JsonObject, context: RuleContext): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) if (rule.kinds.includes(kind)) findings.push(...rule.check(value, context));
  return findings;
}
