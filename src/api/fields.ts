import * as z from "zod/mini";

/** A version: its number, as a number or a text, `latest`, `latest_published`, or the name of a tag. */
export const versionName = z.union([
  z.int().check(z.minimum(0)),
  z.string().check(z.regex(/^[a-z0-9_-]{1,20}$/)),
]);

/** In a query everything is text. */
export const versionQuery = z.object({
  version: z.optional(z.string().check(z.regex(/^[a-z0-9_-]{1,20}$/))),
});

/** Any JSON object, whose fields are checked where they are written. */
export const anyObject = z.record(z.string(), z.unknown());

const id = z.string().check(z.minLength(1), z.maxLength(200));

/** One of a line's agents. */
const agentWeight = z.object({
  agent_id: id,
  agent_version: z.optional(z.nullable(versionName)),
  weight: z.optional(z.number().check(z.gt(0), z.maximum(1))),
});

const agents = z.optional(z.nullable(z.array(agentWeight).check(z.maxLength(100))));
const agentId = z.optional(z.nullable(id));
const agentVersion = z.optional(z.nullable(versionName));
const countries = z.optional(z.nullable(z.array(z.string().check(z.length(2))).check(z.maxLength(300))));
const url = z.optional(z.nullable(z.string().check(z.maxLength(2000))));

/** What can be set of a number; what the platform has beside it (SIP trunks, the provider) is not kept. */
export const numberBody = z.object({
  nickname: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
  inbound_agents: agents,
  outbound_agents: agents,
  inbound_sms_agents: agents,
  outbound_sms_agents: agents,
  inbound_agent_id: agentId,
  inbound_agent_version: agentVersion,
  outbound_agent_id: agentId,
  outbound_agent_version: agentVersion,
  inbound_sms_agent_id: agentId,
  inbound_sms_agent_version: agentVersion,
  outbound_sms_agent_id: agentId,
  outbound_sms_agent_version: agentVersion,
  fallback_number: z.optional(z.nullable(z.string().check(z.maxLength(30)))),
  inbound_webhook_url: url,
  inbound_sms_webhook_url: url,
  allowed_inbound_country_list: countries,
  allowed_outbound_country_list: countries,
});

/** A number to be added. */
export const newNumberBody = z.extend(numberBody, {
  phone_number: z.optional(z.nullable(z.string().check(z.maxLength(30)))),
});

/** A web call, as old and new routes ask for it. */
export const callBody = z.object({
  agent_id: id,
  agent_version: z.optional(z.nullable(versionName)),
  metadata: z.optional(z.unknown()),
  retell_llm_dynamic_variables: z.optional(z.nullable(anyObject)),
  agent_override: z.optional(z.nullable(anyObject)),
  current_node_id: z.optional(z.nullable(z.string())),
  current_state: z.optional(z.nullable(z.string())),
});

/** The platform's body of the newer publish route. */
export const publishBody = z.object({
  version: z.int().check(z.minimum(0)),
  version_title: z.optional(z.nullable(z.string().check(z.maxLength(500)))),
  version_description: z.optional(z.nullable(z.string().check(z.maxLength(5000)))),
});
