// @ts-check
/**
 * Derives schemas/{agent,llm,flow}.schema.json from the platform's OpenAPI file:
 *
 *   npm run schemas -- path/to/openapi.yaml
 *
 * Names, types, enums and ranges are facts of that file; titles and descriptions are ours
 * (schema-descriptions.mjs). Prints which paths came and went. Neither build nor tests need the OpenAPI file.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { descriptions, ranges } from "./schema-descriptions.mjs";
import { manifestSchema, settingsSchema, shared } from "./schema-own.mjs";

/** @typedef {Record<string, any>} Schema */

const root = join(import.meta.dirname, "..");
const source = process.argv[2];
if (source === undefined) {
  console.error("usage: npm run schemas -- <openapi.yaml>");
  process.exit(2);
}
/** @type {any} */
const components = parse(readFileSync(source, "utf8")).components.schemas;

/** Fields that the platform assigns (PLATFORM.md): never configuration. */
const serverAssigned = new Set(
  "agent_id llm_id conversation_flow_id version base_version is_published is_latest version_title version_description tags assigned_tags last_modification_timestamp user_modified_timestamp".split(
    " ",
  ),
);
/** Vendor lists that age faster than releases: an unknown value is a warning. */
const openEnum =
  /^(voice_model|model|s2s_model|language|voice_emotion|ambient_sound|asr|model_name|provider|stt_mode|fallback_voice_ids|timezone)$/;
const openComponents = new Set(["LLMModel", "NullableLLMModel", "Language", "LanguageLegacy", "AsrProvider"]);
/** Fields that can hold a secret, so that `{$env}` is allowed there. */
const secretField = /(^|_)(api_?key|token|password|username|secret|url|urls|auth_header)$/;
const secretMap = new Set(["headers", "query_params", "custom_sip_headers"]);

const documents = {
  agent: () => agentSchema(),
  llm: () => topLevel("RetellLlmRequest", "A Retell LLM: prompt, tools and states", {}),
  flow: () =>
    topLevel("ConversationFlow", "A conversation flow: nodes, edges and tools", {
      required: ["start_speaker", "model_choice", "nodes"],
    }),
  manifest: () => manifestSchema,
  tagline: () => settingsSchema,
};

for (const [name, make] of Object.entries(documents)) {
  const path = join(root, "schemas", `${name}.schema.json`);
  const text = `${JSON.stringify(make(), null, 2)}\n`;
  /** @type {string | null} */
  let before = null;
  try {
    before = readFileSync(path, "utf8");
  } catch {}
  writeFileSync(path, text);
  report(name, before, text);
}

/** @returns {Schema} */
function agentSchema() {
  const context = newContext();
  const voice = flatten(components.AgentRequest, context, []);
  const chat = flatten(components.ChatAgentRequest, context, []);
  const properties = {
    ...voice.properties,
    ...Object.fromEntries(
      Object.entries(chat.properties).filter(([key]) => voice.properties[key] === undefined),
    ),
  };
  for (const key of serverAssigned) delete properties[key];
  properties.response_engine = {
    description: descriptions.response_engine,
    type: "object",
    discriminator: { propertyName: "type" },
    required: ["type"],
    oneOf: [
      {
        type: "object",
        additionalProperties: false,
        required: ["type"],
        properties: {
          type: { const: "retell-llm", description: "The engine is llm.yaml beside this file." },
        },
      },
      {
        type: "object",
        additionalProperties: false,
        required: ["type"],
        properties: {
          type: { const: "conversation-flow", description: "The engine is flow.yaml beside this file." },
        },
      },
      {
        type: "object",
        additionalProperties: false,
        required: ["type", "llm_websocket_url"],
        properties: {
          type: { const: "custom-llm", description: "The engine is a server of yours." },
          llm_websocket_url: { description: descriptions.llm_websocket_url, $ref: "#/$defs/secret" },
        },
      },
    ],
  };
  const withChannel = {
    response_engine: properties.response_engine,
    channel: { description: descriptions.channel, enum: ["voice", "chat"] },
    ...properties,
  };
  return document("agent", "An agent: voice, behaviour, and what answers", context, {
    type: "object",
    additionalProperties: false,
    required: ["response_engine"],
    properties: withChannel,
    if: { not: { properties: { channel: { const: "chat" } }, required: ["channel"] } },
    then: { required: ["voice_id"] },
  });
}

/**
 * @param {string} component
 * @param {string} title
 * @param {Schema} extra
 * @returns {Schema}
 */
function topLevel(component, title, extra) {
  const context = newContext();
  const schema = flatten(components[component], context, []);
  for (const key of serverAssigned) delete schema.properties[key];
  if (component === "ConversationFlow")
    schema.properties.is_transfer_cf ??= {
      type: ["boolean", "null"],
      description: descriptions.is_transfer_cf,
    };
  return document(component === "ConversationFlow" ? "flow" : "llm", title, context, { ...schema, ...extra });
}

/** @returns {{ defs: Record<string, Schema> }} */
function newContext() {
  return { defs: {} };
}

/**
 * @param {string} name
 * @param {string} title
 * @param {{ defs: Record<string, Schema> }} context
 * @param {Schema} schema
 * @returns {Schema}
 */
function document(name, title, context, schema) {
  const defs = Object.fromEntries(
    Object.entries({ ...shared, ...context.defs }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `tagline/${name}.schema.json`,
    title,
    ...schema,
    $defs: defs,
  };
}

/**
 * An object schema with its allOf parts merged, so that unknown fields can be told.
 *
 * @param {Schema} schema
 * @param {{ defs: Record<string, Schema> }} context
 * @param {string[]} path
 * @returns {Schema}
 */
function flatten(schema, context, path) {
  const parts = parents(schema);
  /** @type {Schema} */
  const properties = {};
  const required = new Set();
  for (const part of parts) {
    for (const [key, value] of Object.entries(part.properties ?? {}))
      properties[key] = property(key, value, context, [...path, key]);
    for (const key of part.required ?? []) required.add(key);
  }
  // Real flows have edges without a destination and exports without ids of edges: warned about by a rule.
  required.delete("destination_node_id");
  return {
    type: "object",
    additionalProperties: false,
    ...(required.size > 0 ? { required: [...required] } : {}),
    properties,
  };
}

/**
 * @param {Schema} schema
 * @returns {Schema[]}
 */
function parents(schema) {
  if (schema.$ref !== undefined) return parents(component(schema));
  return [...(schema.allOf ?? []).flatMap(parents), ...(schema.properties === undefined ? [] : [schema])];
}

/** @param {Schema} schema */
function component(schema) {
  return components[schema.$ref.split("/").pop()];
}

/**
 * @param {string} key
 * @param {Schema} schema
 * @param {{ defs: Record<string, Schema> }} context
 * @param {string[]} path
 * @returns {Schema}
 */
function property(key, schema, context, path) {
  const converted = convert(schema, context, path, key);
  const description = descriptions[key];
  const range = ranges[key];
  const numeric = [converted.type].flat().some((type) => type === "number" || type === "integer");
  const main = range !== undefined && numeric ? { ...converted, ...range } : converted;
  return description === undefined ? main : { description, ...main };
}

/**
 * @param {Schema} schema
 * @param {{ defs: Record<string, Schema> }} context
 * @param {string[]} path
 * @param {string} key
 * @returns {Schema}
 */
function convert(schema, context, path, key) {
  const made = convertCore(schema, context, path, key);
  return schema.nullable === true ? nullable(made) : made;
}

/**
 * @param {Schema} schema
 * @param {{ defs: Record<string, Schema> }} context
 * @param {string[]} path
 * @param {string} key
 * @returns {Schema}
 */
function convertCore(schema, context, path, key) {
  if (schema.$ref !== undefined) return reference(schema, context);
  const branches = alternatives(schema);
  if (branches !== null) return union(branches, context, path, key);
  if (schema.allOf !== undefined || schema.properties !== undefined) return flatten(schema, context, path);
  if (schema.enum !== undefined) return enumeration(schema, context, key);
  switch (schema.type) {
    case "string":
      return { $ref: secretField.test(key) ? "#/$defs/secret" : "#/$defs/text" };
    case "array":
      return {
        type: "array",
        ...(schema.items === undefined ? {} : { items: convert(schema.items, context, path, key) }),
        ...limits(schema),
      };
    case "object": {
      const values = schema.additionalProperties;
      if (values === undefined || values === true || Object.keys(values).length === 0)
        return { type: "object" };
      const secret = secretMap.has(key) && values.type === "string";
      return {
        type: "object",
        additionalProperties: secret ? { $ref: "#/$defs/secret" } : convert(values, context, path, ""),
      };
    }
    default:
      return { ...(schema.type === undefined ? {} : { type: schema.type }), ...limits(schema) };
  }
}

/**
 * @param {Schema} schema
 * @param {{ defs: Record<string, Schema> }} context
 */
function reference(schema, context) {
  const name = schema.$ref.split("/").pop();
  const open = openComponents.has(name) ? `Open${name}` : name;
  if (context.defs[open] === undefined) {
    context.defs[open] = {}; // A place first: nodes refer to components that refer to nodes.
    /** @type {Schema} */
    const found = components[name];
    const made = openComponents.has(name) ? openUnion(found) : convert(found, context, [name], "");
    context.defs[open] = made;
  }
  return { $ref: `#/$defs/${open}` };
}

/**
 * The branches of a union, with unions inside unions opened and siblings of `allOf` joined to each branch.
 *
 * @param {Schema} schema
 * @returns {Schema[] | null}
 */
function alternatives(schema) {
  if (schema.$ref !== undefined) return alternatives(component(schema));
  if (schema.oneOf !== undefined)
    return schema.oneOf.flatMap((/** @type {Schema} */ branch) => alternatives(branch) ?? [branch]);
  const inner = schema.allOf?.find((/** @type {Schema} */ part) => alternatives(part) !== null);
  if (inner === undefined) return null;
  const rest = schema.allOf.filter((/** @type {Schema} */ part) => part !== inner);
  return (alternatives(inner) ?? []).map((branch) => ({ allOf: [branch, ...rest] }));
}

/**
 * @param {Schema[]} branches
 * @param {{ defs: Record<string, Schema> }} context
 * @param {string[]} path
 * @param {string} key
 * @returns {Schema}
 */
function union(branches, context, path, key) {
  const made = branches.map((branch) =>
    branch.$ref === undefined ? convert(branch, context, path, key) : reference(branch, context),
  );
  const resolved = made.map((branch) =>
    branch.$ref === undefined ? branch : context.defs[branch.$ref.split("/").pop()],
  );
  const types = branches.map((branch) => typeOf(branch));
  const told = types.every((type) => type !== null) && new Set(types.flat()).size === types.flat().length;
  if (told && resolved.every((branch) => branch !== undefined))
    return { type: "object", required: ["type"], discriminator: { propertyName: "type" }, oneOf: made };
  return made.length === 1 ? /** @type {Schema} */ (made[0]) : { anyOf: made };
}

/**
 * The values of `type` that select a branch, or null when it has none.
 *
 * @param {Schema} branch
 * @returns {string[] | null}
 */
function typeOf(branch) {
  for (const part of parents(branch).reverse())
    if (part.properties.type?.enum !== undefined) return part.properties.type.enum;
  return null;
}

/**
 * @param {Schema} schema
 * @param {{ defs: Record<string, Schema> }} context
 * @param {string} key
 * @returns {Schema}
 */
function enumeration(schema, context, key) {
  const values = schema.enum.filter((/** @type {unknown} */ value) => value !== null);
  if (!openEnum.test(key)) return { enum: values };
  const name = `Open${key.replace(/(^|_)(\w)/g, (_, __, letter) => letter.toUpperCase())}`;
  context.defs[name] = {
    "x-open-enum": true,
    type: "string",
    enum: [...new Set([...(context.defs[name]?.enum ?? []), ...values])],
  };
  return { $ref: `#/$defs/${name}` };
}

/**
 * @param {Schema} schema
 * @returns {Schema}
 */
function openUnion(schema) {
  /** @type {Schema[]} */
  const all = [schema, ...(schema.oneOf ?? [])].map((part) =>
    part.$ref === undefined ? part : component(part),
  );
  const values = all.flatMap((part) => part.enum ?? []).filter((value) => value !== null);
  const made = { "x-open-enum": true, type: "string", enum: [...new Set(values)] };
  return schema.nullable === true ? nullable(made) : made;
}

/** @param {Schema} schema @returns {Schema} */
function nullable(schema) {
  if (
    schema.type !== undefined &&
    schema.enum === undefined &&
    schema.discriminator === undefined &&
    !schema["x-open-enum"]
  )
    return { ...schema, type: [...new Set([schema.type, "null"].flat())] };
  if (schema.enum !== undefined && !schema["x-open-enum"]) return { ...schema, enum: [...schema.enum, null] };
  return { anyOf: [schema, { type: "null" }] };
}

/** @param {Schema} schema */
function limits(schema) {
  const kept = ["minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength", "pattern"];
  return Object.fromEntries(kept.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]));
}

/**
 * @param {string} name
 * @param {string | null} before
 * @param {string} after
 */
function report(name, before, after) {
  const old = new Set(before === null ? [] : paths(JSON.parse(before), ""));
  const now = new Set(paths(JSON.parse(after), ""));
  const added = [...now].filter((path) => !old.has(path));
  const removed = [...old].filter((path) => !now.has(path));
  console.log(`${name}: ${added.length} added, ${removed.length} removed`);
  if (before !== null)
    for (const path of [...added.map((p) => `  + ${p}`), ...removed.map((p) => `  - ${p}`)].slice(0, 200))
      console.log(path);
}

/**
 * @param {unknown} value
 * @param {string} path
 * @returns {string[]}
 */
function paths(value, path) {
  if (typeof value !== "object" || value === null) return [`${path} = ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, child]) => paths(child, `${path}/${key}`));
}
