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

/** An agent's or engine's id. */
export const id = z.string().check(z.minLength(1), z.maxLength(200));

/** One of a line's agents. */
const agentWeight = z.strictObject({
  agent_id: id,
  agent_version: z.optional(z.nullable(versionName)),
  weight: z.optional(z.number().check(z.gt(0), z.maximum(1))),
});

const agents = z.optional(z.nullable(z.array(agentWeight).check(z.maxLength(100))));
const agentId = z.optional(z.nullable(id));
const agentVersion = z.optional(z.nullable(versionName));
const countries = z.optional(z.nullable(z.array(z.string().check(z.length(2))).check(z.maxLength(300))));
/** A text that may be a secret, or what names the variable that holds it. */
const secretText = z.optional(
  z.nullable(
    z.union([
      z.string().check(z.maxLength(2000)),
      z.strictObject({
        $env: z.string().check(z.regex(/^[A-Za-z_]\w{0,200}$/)),
        template: z.optional(z.string().check(z.maxLength(2000))),
      }),
    ]),
  ),
);
const transport = z.optional(z.nullable(z.enum(["TLS", "TCP", "UDP"])));
const trunk = z.optional(z.nullable(z.string().check(z.maxLength(500))));

/** What can be set of a number. A field that is not known is refused: what is taken is kept. */
export const numberBody = z.strictObject({
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
  inbound_webhook_url: secretText,
  inbound_sms_webhook_url: secretText,
  allowed_inbound_country_list: countries,
  allowed_outbound_country_list: countries,
  termination_uri: trunk,
  transport,
  auth_username: secretText,
  auth_password: secretText,
});

/** How the platform is told which number to buy. */
const bought = z.optional(z.unknown());

/** A number to be added; the credentials of its trunk have names of their own here. */
export const newNumberBody = z.extend(numberBody, {
  phone_number: z.optional(z.nullable(z.string().check(z.maxLength(30)))),
  sip_trunk_auth_username: secretText,
  sip_trunk_auth_password: secretText,
  // A number in another form than E.164 is refused all the same.
  ignore_e164_validation: z.optional(z.nullable(z.boolean())),
  area_code: bought,
  country_code: bought,
  number_provider: bought,
  toll_free: bought,
});

/** A web call, as old and new routes ask for it. */
export const callBody = z.strictObject({
  agent_id: id,
  agent_version: z.optional(z.nullable(versionName)),
  metadata: z.optional(z.unknown()),
  retell_llm_dynamic_variables: z.optional(z.nullable(anyObject)),
  agent_override: z.optional(z.nullable(anyObject)),
  current_node_id: z.optional(z.nullable(z.string())),
  current_state: z.optional(z.nullable(z.string())),
});

/** The platform's body of the newer publish route. */
export const publishBody = z.strictObject({
  version: z.int().check(z.minimum(0)),
  version_title: z.optional(z.nullable(z.string().check(z.maxLength(500)))),
  version_description: z.optional(z.nullable(z.string().check(z.maxLength(5000)))),
});
