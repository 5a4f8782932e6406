import { isJsonObject, type JsonObject } from "../../model/json.js";
import { didYouMean } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { describeNode, list, nodeScopes, text } from "./flow-graph.js";
import type { Rule } from "./rule.js";

/** A component node must name a component of its flow; shared ones live on the platform. */
export const danglingComponent: Rule = {
  kinds: ["flow"],
  *check(flow): Iterable<Finding> {
    const known = new Set<string>();
    for (const component of list(flow.components)) {
      const id = isJsonObject(component) ? componentId(component) : null;
      // A component whose id cannot be seen may be the one that is meant.
      if (id === null) return;
      known.add(id);
    }
    for (const scope of nodeScopes(flow))
      for (const node of scope.nodes) {
        const id = text(node.node.component_id);
        if (node.node.type !== "component" || node.node.component_type === "shared") continue;
        if (id === null || known.has(id)) continue;
        yield {
          severity: "error",
          code: "dangling-component",
          path: [...node.path, "component_id"],
          at: "value",
          message: `${describeNode(node)} runs the component "${id}", which this flow does not have.`,
          ...didYouMean(id, known),
        };
      }
  },
};

/** Neither the OpenAPI nor the SDK declares where a local component keeps its id, so three names are taken. */
function componentId(component: JsonObject): string | null {
  return text(component.conversation_flow_component_id) ?? text(component.component_id) ?? text(component.id);
}
