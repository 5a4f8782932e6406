import { isJsonObject, type JsonObject, type JsonPath } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { describeNode, nodeScopes, text } from "./flow-graph.js";
import type { Rule, RuleContext } from "./rule.js";
import { describeTool, toolsOf } from "./tools-of.js";

/** A transfer to a fixed number needs one that can be called: E.164, unless a private exchange is on the line. */
export const badTransferNumber: Rule = {
  kinds: ["llm", "flow"],
  *check(value, context): Iterable<Finding> {
    for (const placed of toolsOf(value))
      yield* transfer(placed.tool, placed.path, describeTool(placed), context);
    for (const scope of nodeScopes(value))
      for (const node of scope.nodes) yield* transfer(node.node, node.path, describeNode(node), context);
  },
};

function* transfer(
  holder: JsonObject,
  path: JsonPath,
  who: string,
  { toE164 }: RuleContext,
): Iterable<Finding> {
  const to = holder.transfer_destination;
  if (toE164 === null || !isJsonObject(to) || to.type !== "predefined") return;
  if (holder.ignore_e164_validation === true) return;
  const { number } = to;
  const at = { path: [...path, "transfer_destination", "number"], at: "value" } as const;
  if (typeof number === "number")
    yield {
      severity: "error",
      code: "unquoted-number",
      ...at,
      message: "A phone number without quotes is a number to YAML and loses its plus.",
      hint: `write "+${number}"`,
    };
  const written = text(number);
  // A variable is known only during a call, and a SIP address is no number.
  if (written === null || written.includes("{{") || /^sips?:/i.test(written)) return;
  const e164 = toE164(written);
  if (e164 === written) return;
  const isNumber = e164 !== null && written.startsWith("+");
  yield {
    severity: "error",
    code: "bad-transfer-number",
    ...at,
    message: `${who} transfers to "${written}", which is not a phone number in E.164 form.`,
    hint: isNumber ? `write "${e164}"` : 'write plus, country code and number, like "+14155550100"',
  };
}
