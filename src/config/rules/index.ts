import type { JsonObject } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { danglingTool } from "./dangling-tool.js";
import { duplicateId } from "./duplicate-id.js";
import type { Rule, RuleContext, RuleKind } from "./rule.js";
import { startNode } from "./start-node.js";
import { unresolvedNode } from "./unresolved-node.js";
import { unresolvedState } from "./unresolved-state.js";

/** Every rule over one file. To add one: a file, a line here, a fixture. */
const rules: readonly Rule[] = [unresolvedNode, startNode, duplicateId, danglingTool, unresolvedState];

/** Runs the rules for one kind of file. */
export function runRules(kind: RuleKind, value: JsonObject, context: RuleContext): Finding[] {
  return rules.filter(({ kinds }) => kinds.includes(kind)).flatMap((rule) => rule.check(value, context));
}
