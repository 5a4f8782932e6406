// @ts-check
/** The schemas that are ours from the start: shared definitions, the manifest, tagline.yaml. */

const env = {
  type: "object",
  additionalProperties: false,
  required: ["$env"],
  properties: {
    $env: {
      type: "string",
      pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
      description: "Environment variable that holds the value; git never does.",
    },
    template: { type: "string", description: "Text around the value, such as `Bearer $NAME`." },
  },
};
const file = {
  type: "object",
  additionalProperties: false,
  required: ["$file"],
  properties: {
    $file: { type: "string", description: "A text file beside agent.yaml, such as prompts/general.md." },
  },
};

/** `text` is any string, or a file's; `secret` is one that may also come from the environment. */
export const shared = {
  text: { anyOf: [{ type: "string" }, file] },
  secret: { anyOf: [{ type: "string" }, file, env] },
};

const pin = { type: "string", pattern: "^[a-z0-9][a-z0-9-]{0,62}@(draft|v(0|[1-9][0-9]*))$" };
const line = {
  anyOf: [
    {
      ...pin,
      description: "One agent answers: receptionist@v3, or receptionist@draft to follow the branch.",
    },
    {
      type: "array",
      minItems: 1,
      description: "Calls are split by weight; weights sum to 1.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["pin", "weight"],
        properties: {
          pin,
          weight: { type: "number", exclusiveMinimum: 0, maximum: 1, description: "Share of the calls." },
        },
      },
    },
  ],
};
const countries = { type: "array", items: { type: "string", pattern: "^[A-Z]{2}$" } };

const number = {
  type: ["object", "null"],
  additionalProperties: false,
  properties: {
    nickname: { type: ["string", "null"], description: "What people call this line." },
    inbound: { ...line, title: "Who answers calls" },
    outbound: { ...line, title: "Who makes calls" },
    inbound_sms: { ...line, title: "Who answers text messages" },
    outbound_sms: { ...line, title: "Who sends text messages" },
    fallback_number: {
      type: ["string", "null"],
      description: "Where a call goes when no agent can take it.",
    },
    inbound_webhook_url: { $ref: "#/$defs/secret", description: "Asked before each inbound call." },
    inbound_sms_webhook_url: {
      $ref: "#/$defs/secret",
      description: "Asked before each inbound text message.",
    },
    allowed_inbound_country_list: { ...countries, description: "Countries that may call; all when absent." },
    allowed_outbound_country_list: {
      ...countries,
      description: "Countries that may be called; all when absent.",
    },
  },
};

export const manifestSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tagline/manifest.schema.json",
  title: "Where each phone line points",
  type: "object",
  additionalProperties: false,
  required: ["numbers"],
  properties: {
    numbers: {
      type: ["object", "null"],
      description: 'Lines by number in E.164 form, quoted: "+14155550100".',
      additionalProperties: number,
    },
  },
  $defs: shared,
};

export const settingsSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "tagline/tagline.schema.json",
  title: "Settings of Tagline in this repository",
  type: "object",
  additionalProperties: false,
  properties: {
    remote: { type: "string", description: "The remote that versions are pushed to." },
    branch: { type: "string", description: "The branch that versions are made on." },
    signTags: { type: "boolean", description: "Whether versions must be signed." },
    protect: { type: "boolean", description: "Whether clones should have the protection hook." },
    environments: { description: "Reserved." },
  },
};
