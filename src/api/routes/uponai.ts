import * as z from "zod/mini";
import { id, versionName } from "../fields.js";
import { HttpRefusal } from "../problem.js";
import { type Route, route, written } from "../route.js";
import { agentRoutes, from } from "./agents.js";
import { engineRoutes } from "./engines.js";
import { numberRoutes } from "./numbers.js";
import { versionRoutes } from "./versions.js";

/** UponAI's own paths, and which of the platform's routes answers there. */
const paths: readonly (readonly [path: string, name: string])[] = [
  ["/api/agents", "listAgentsOlder"],
  ["/api/agents/{agent_id}", "getAgent"],
  ["/api/agents/{agent_id}/versions", "listAgentVersions"],
  ["/api/llms", "listRetellLlmsOlder"],
  ["/api/llms/{llm_id}", "getRetellLlm"],
  ["/api/conversation-flows", "listConversationFlowsOlder"],
  ["/api/conversation-flows/{conversation_flow_id}", "getConversationFlow"],
  ["/api/numbers", "listPhoneNumbersOlder"],
  ["/api/numbers/{phone_number}", "getPhoneNumber"],
];

const known = [...agentRoutes, ...versionRoutes, ...engineRoutes, ...numberRoutes];

/** UponAI's own surface over the same objects. There is one workspace: `workspaceId` is not looked at. */
export const uponaiRoutes: readonly Route[] = [
  ...paths.flatMap(([path, name]) =>
    known.filter((one) => one.name === name).map((one) => ({ ...one, path, name: `${name}AtUponAi` })),
  ),
  route({
    method: "PUT",
    path: "/api/numbers/{phone_number}/agent",
    name: "putNumberAgent",
    summary: "Points one line of a number at an agent: at a version, or at the draft without one.",
    scope: "write",
    body: z.strictObject({
      agent_id: z.optional(id),
      agentId: z.optional(id),
      version: z.optional(z.nullable(versionName)),
      direction: z.optional(z.enum(["inbound", "outbound", "inbound_sms", "outbound_sms"])),
    }),
    refusals: [409, 422],
    async handle({ path: { phone_number = "" }, body }, { repository, caller }) {
      const { agentId, agent_id = agentId, version = null, direction = "inbound" } = body;
      if (agent_id === undefined) throw new HttpRefusal(400, "body.agent_id is missing.");
      const request = { [`${direction}_agents`]: [{ agent_id, agent_version: version, weight: 1 }] };
      return written(await repository.updatePhoneNumber(phone_number, request, from(caller)), 200);
    },
  }),
];
