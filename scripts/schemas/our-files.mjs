// @ts-check
import { describe } from "./descriptions.mjs";
import { toJsonSchema } from "./to-json-schema.mjs";
import { unionOf } from "./unions.mjs";

/** @typedef {ReturnType<typeof import("./read-platform.mjs").readPlatform>} Platform */

/**
 * agent.yaml: the platform's agent, with the engine beside it instead of an id of one.
 * @param {Platform} platform
 */
export function agentDocument({ defs, agent }) {
  const fields = new Map(agent.root.fields);
  fields.delete("response_engine");
  const { $defs, ...root } = toJsonSchema("agent", { ...agent.root, fields }, defs);
  root.properties = {
    response_engine: { description: describe("agent.response_engine"), $ref: "#/$defs/responseEngine" },
    channel: { description: describe("agent.channel"), type: "string", enum: ["voice", "chat"] },
    ...root.properties,
  };
  return document(
    "agent",
    "An agent",
    "Voice and behaviour of an agent, and what makes it answer.",
    agent.keyOrder,
    {
      ...root,
      required: ["response_engine"],
      allOf: [{ if: isChatAgent, else: { required: ["voice_id"] } }],
      $defs: { ...$defs, ...engineDefinitions },
    },
  );
}

/** Bodies of the chat routes have no channel: they are known by the fields that only chats have. */
const isChatAgent = {
  anyOf: [
    { properties: { channel: { const: "chat" } }, required: ["channel"] },
    ...[
      "auto_close_message",
      "end_chat_after_silence_ms",
      "post_chat_analysis_data",
      "post_chat_analysis_model",
    ].map((field) => ({ properties: { channel: false }, required: [field] })),
  ],
};

/** @param {Platform} platform */
export function llmDocument({ defs, llm }) {
  const title = "A Retell LLM";
  return document(
    "llm",
    title,
    "Prompt, tools and states of an agent.",
    llm.keyOrder,
    toJsonSchema("llm", llm.root, defs),
  );
}

/** @param {Platform} platform */
export function flowDocument({ defs, flow }) {
  const schema = toJsonSchema("flow", flow.root, defs);
  schema.required = ["start_speaker", "model_choice", "nodes"];
  const title = "A conversation flow";
  return document(
    "flow",
    title,
    "Nodes of a conversation and the edges between them.",
    flow.keyOrder,
    schema,
  );
}

const engineType = { description: describe("responseEngine.type") };
const engineDefinitions = {
  responseEngine: unionOf("type", [
    { tags: ["retell-llm"], schema: engine("retell-llm", "The engine is llm.yaml beside this file.") },
    {
      tags: ["conversation-flow"],
      schema: engine("conversation-flow", "The engine is flow.yaml beside this file."),
    },
    {
      tags: ["custom-llm"],
      schema: {
        ...engine("custom-llm", "The engine is a server of your own."),
        required: ["type", "llm_websocket_url"],
        properties: {
          type: { ...engineType, const: "custom-llm" },
          llm_websocket_url: { description: describe("agent.llm_websocket_url"), $ref: "#/$defs/secretText" },
        },
      },
    },
  ]),
};

/** @param {string} type @param {string} description */
function engine(type, description) {
  return {
    type: "object",
    description,
    required: ["type"],
    additionalProperties: false,
    properties: { type: { ...engineType, const: type } },
  };
}

/**
 * @param {string} name @param {string} title @param {string} description @param {string[]} keyOrder
 * @param {import("./to-json-schema.mjs").Schema} schema
 */
function document(name, title, description, keyOrder, schema) {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${name}.schema.json`,
    title,
    description,
    "x-key-order": keyOrder,
    ...schema,
  };
}
