import type { JsonObject } from "../../model/json.js";
import { type Finding, FindingList } from "../finding.js";
import { badLanguageTag } from "./bad-language-tag.js";
import { badTransferNumber } from "./bad-transfer-number.js";
import { badUrl } from "./bad-url.js";
import { danglingComponent } from "./dangling-component.js";
import { danglingMcp } from "./dangling-mcp.js";
import { danglingTool } from "./dangling-tool.js";
import { deadEnd } from "./dead-end.js";
import { duplicateId } from "./duplicate-id.js";
import { edgeWithoutDestination } from "./edge-without-destination.js";
import { emptyParameters } from "./empty-parameters.js";
import { insecureUrl } from "./insecure-url.js";
import { localUrl } from "./local-url.js";
import { loopWithoutExit } from "./loop-without-exit.js";
import { missingStartingState } from "./missing-starting-state.js";
import { missingTransferFlag } from "./missing-transfer-flag.js";
import { parameterWithoutDescription } from "./parameter-without-description.js";
import type { Rule, RuleContext, RuleKind } from "./rule.js";
import { secretInPlainText } from "./secret-in-plain-text.js";
import { startNode } from "./start-node.js";
import { transferWithoutFailureEdge } from "./transfer-without-failure-edge.js";
import { tunnelUrl } from "./tunnel-url.js";
import { twoModels } from "./two-models.js";
import { unknownSwapAgent } from "./unknown-swap-agent.js";
import { unknownSwapVersion } from "./unknown-swap-version.js";
import { unknownToolInPrompt } from "./unknown-tool-in-prompt.js";
import { unreachableNode } from "./unreachable-node.js";
import { unreachableState } from "./unreachable-state.js";
import { unresolvedNode } from "./unresolved-node.js";
import { unresolvedState } from "./unresolved-state.js";
import { unsetVariable } from "./unset-variable.js";

/** Every rule over one file. To add one: a file named after its code, a line here, a code, a page, a test. */
const rules: readonly Rule[] = [
  // The way through a flow or through states
  startNode,
  unresolvedNode,
  edgeWithoutDestination,
  transferWithoutFailureEdge,
  unreachableNode,
  deadEnd,
  loopWithoutExit,
  missingTransferFlag,
  missingStartingState,
  unresolvedState,
  unreachableState,
  // What they refer to
  duplicateId,
  danglingTool,
  danglingComponent,
  danglingMcp,
  unknownSwapAgent,
  unknownSwapVersion,
  badTransferNumber,
  // Tools and addresses
  emptyParameters,
  parameterWithoutDescription,
  badUrl,
  localUrl,
  insecureUrl,
  tunnelUrl,
  // Texts
  badLanguageTag,
  twoModels,
  unsetVariable,
  unknownToolInPrompt,
  secretInPlainText,
];

/** Runs the rules for one kind of file over its raw value. A rule is not asked for more than is told. */
export function runRules(kind: RuleKind, value: JsonObject, context: RuleContext): readonly Finding[] {
  const list = new FindingList<Finding>();
  for (const rule of rules) {
    if (!rule.kinds.includes(kind)) continue;
    for (const finding of rule.check(value, context)) {
      list.add(finding);
      if (list.isFull(finding.code)) break;
    }
  }
  return list.found;
}
