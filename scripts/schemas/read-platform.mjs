// @ts-check
import { readFileSync } from "node:fs";
import { mergeFacts } from "./merge-facts.mjs";
import { readOpenApi } from "./openapi-facts.mjs";
import { extraFields, serverAssigned } from "./platform-tables.mjs";
import { readDeclarations } from "./sdk-facts.mjs";

/** @typedef {import("./facts.mjs").Fact} Fact @typedef {import("./facts.mjs").Defs} Defs @typedef {import("./facts.mjs").ObjectFact} ObjectFact */
/** @typedef {{root: ObjectFact, keyOrder: string[]}} PlatformObject */

/** Which definition of the OpenAPI is which file of ours, and what the SDK calls the same thing. */
const sources = /** @type {const} */ ([
  ["AgentRequest", "agent", ["AgentResponse", "AgentCreateParams"]],
  ["ChatAgentRequest", "chat-agent", ["ChatAgentResponse", "ChatAgentCreateParams"]],
  ["RetellLlmRequest", "llm", ["LlmResponse", "LlmCreateParams"]],
  ["ConversationFlow", "conversation-flow", ["ConversationFlowResponse", "ConversationFlowCreateParams"]],
]);

/**
 * The platform's objects: facts of the OpenAPI file, joined by what the SDK's declarations add.
 * @param {string} openApi text of the file @param {string} sdkDirectory where the SDK's `*.d.ts` are
 * @returns {{defs: Defs, notes: Set<string>, agent: PlatformObject, llm: PlatformObject, flow: PlatformObject}}
 */
export function readPlatform(openApi, sdkDirectory) {
  const defs = readOpenApi(openApi);
  // One list of models, not two that drift apart.
  defs.set("NullableLLMModel", { kind: "ref", name: "LLMModel", nullable: true });
  const orders = {
    agent: writtenOrder(["AgentResponse"], defs),
    chat: writtenOrder(["ChatAgentResponse"], defs),
    llm: writtenOrder(["RetellLLMResponse"], defs),
    flow: writtenOrder(["ConversationFlowResponse"], defs),
  };
  /** @type {Set<string>} */
  const notes = new Set();
  for (const [name, file, interfaces] of sources) {
    const sdk = readDeclarations(readFileSync(`${sdkDirectory}/${file}.d.ts`, "utf8"));
    for (const type of interfaces) {
      const theirs = sdk.get(type);
      if (theirs === undefined) throw new Error(`the SDK has no ${type}`);
      defs.set(name, mergeFacts(object(name, defs), theirs, { defs, sdk, notes }, name));
    }
  }
  addChatFields(defs, notes);
  for (const [path, fields] of Object.entries(extraFields)) {
    const target = inside(path, defs);
    for (const [field, fact] of Object.entries(fields)) target.fields.set(field, fact);
  }
  return {
    defs,
    notes,
    agent: withoutServerFields(object("AgentRequest", defs), [...orders.agent, ...orders.chat]),
    llm: withoutServerFields(object("RetellLlmRequest", defs), orders.llm),
    flow: withoutServerFields(object("ConversationFlow", defs), orders.flow),
  };
}

/** A chat agent is an agent with `channel: chat`: one file, the fields of both. @param {Defs} defs @param {Set<string>} notes */
function addChatFields(defs, notes) {
  const voice = object("AgentRequest", defs);
  for (const [name, field] of object("ChatAgentRequest", defs).fields) {
    const ours = voice.fields.get(name);
    const merge = { defs, sdk: defs, notes };
    voice.fields.set(
      name,
      ours === undefined ? field : mergeFacts(ours, field, merge, `AgentRequest.${name}`),
    );
  }
}

/** @param {ObjectFact} fact @param {string[]} order @returns {PlatformObject} */
function withoutServerFields(fact, order) {
  const keyOrder = [...new Set([...order, ...fact.fields.keys()])];
  for (const name of serverAssigned) fact.fields.delete(name);
  const fields = new Map([...fact.fields].sort(([a], [b]) => keyOrder.indexOf(a) - keyOrder.indexOf(b)));
  return { root: { ...fact, fields }, keyOrder };
}

/** @param {string[]} names @param {Defs} defs */
function writtenOrder(names, defs) {
  return names.flatMap((name) => [...object(name, defs).fields.keys()]);
}

/** @param {string} name @param {Defs} defs @returns {ObjectFact} */
function object(name, defs) {
  const fact = defs.get(name);
  if (fact?.kind !== "object") throw new Error(`${name} is not an object`);
  return fact;
}

/** @param {string} path @param {Defs} defs @returns {ObjectFact} */
function inside(path, defs) {
  const [name = "", ...steps] = path.split(".");
  let fact = object(name, defs);
  for (const step of steps) {
    const next = fact.fields.get(step);
    if (next?.kind !== "object") throw new Error(`${path} is not an object`);
    fact = next;
  }
  return fact;
}
