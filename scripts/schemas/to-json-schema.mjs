// @ts-check

import { describe, describeDefinition, titleOf } from "./descriptions.mjs";
import { discriminator, resolve, tags } from "./facts.mjs";
import { freeForm, limits, listLimits, openLists, secretFields, secretMaps } from "./platform-tables.mjs";
import { textOrList, unionOf } from "./unions.mjs";

/** @typedef {import("./facts.mjs").Fact} Fact @typedef {import("./facts.mjs").Defs} Defs */
/** @typedef {Record<string, any>} Schema */
/** @typedef {{defs: Defs, made: Map<string, Schema>}} Context */

/**
 * One object of the platform as a JSON Schema (draft 2020-12) that stands on its own: what it refers to is in `$defs`.
 * @param {string} name @param {import("./facts.mjs").ObjectFact} fact @param {Defs} defs @returns {Schema}
 */
export function toJsonSchema(name, fact, defs) {
  /** @type {Context} */
  const context = { defs, made: new Map() };
  const root = objectSchema(fact, name, context);
  const $defs = Object.fromEntries([...context.made].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...root, $defs: { ...texts, ...$defs } };
}

/** The strings of our files: written out, in a file of their own, or (secrets) in the environment. */
const fileReference = {
  $file: {
    type: "string",
    minLength: 1,
    description: "Path of a text file in this agent's directory, such as prompts/general.md.",
  },
};
const environment = {
  $env: {
    type: "string",
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
    description: "Environment variable that holds the value, which never enters git.",
  },
  template: { type: "string", description: "Text around the value, with $NAME in its place: Bearer $NAME." },
};

/** @param {boolean} secret @param {boolean} nullable @returns {Schema} */
function textSchema(secret, nullable) {
  return {
    type: nullable ? ["string", "object", "null"] : ["string", "object"],
    ...(secret ? { minProperties: 1, dependentRequired: { template: ["$env"] } } : { required: ["$file"] }),
    additionalProperties: false,
    properties: secret ? { ...fileReference, ...environment } : fileReference,
  };
}

/** @type {Record<string, Schema>} */
export const texts = {
  text: textSchema(false, false),
  nullableText: textSchema(false, true),
  secretText: textSchema(true, false),
  nullableSecretText: textSchema(true, true),
};

/** @param {import("./facts.mjs").ObjectFact} object @param {string} path @param {Context} context @returns {Schema} */
function objectSchema(object, path, context) {
  /** @type {Schema} */
  const properties = {};
  for (const [name, field] of object.fields) {
    const key = `${path}.${name}`;
    const description = describe(key);
    const schema = toSchema(field, key, context);
    properties[name] = description === null ? schema : { description, ...schema };
  }
  const required = [...object.required].filter((name) => object.fields.has(name));
  return {
    type: "object",
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    properties,
    ...("stt_mode" in properties && "custom_stt_config" in properties ? customSpeechRecognition : {}),
  };
}

/** Said in prose only: the mode needs its settings. */
const customSpeechRecognition = {
  if: { properties: { stt_mode: { const: "custom" } }, required: ["stt_mode"] },
  then: { required: ["custom_stt_config"] },
};

/** @param {Fact} fact @param {string} key @param {Context} context @returns {Schema} */
function toSchema(fact, key, context) {
  const field = /** @type {string} */ (key.split(".").at(-1));
  const nullable = fact.nullable === true;
  switch (fact.kind) {
    case "any":
      return {};
    case "boolean":
      return { type: typed("boolean", nullable) };
    case "number":
    case "integer":
      return { type: typed(fact.kind, nullable), ...bounds(fact), ...limit(key, field) };
    case "string":
      return stringSchema(fact, key, field, nullable);
    case "array":
      return {
        type: typed("array", nullable),
        ...(fact.maxItems === undefined ? {} : { maxItems: fact.maxItems }),
        ...(fact.uniqueItems === true ? { uniqueItems: true } : {}),
        ...listLimits[key],
        items: toSchema(fact.items, key, context),
      };
    case "map":
      return { type: typed("object", nullable), additionalProperties: mapValues(fact, key, field, context) };
    case "object": {
      if (freeForm.has(key)) return { type: "object" };
      const schema = objectSchema(fact, key, context);
      return nullable ? { ...schema, type: ["object", "null"] } : schema;
    }
    case "union":
      return unionSchema(fact, key, nullable, context);
    case "ref":
      return refSchema(fact, key, nullable, context);
  }
}

/** @param {import("./facts.mjs").StringFact} fact @param {string} key @param {string} field @param {boolean} nullable @returns {Schema} */
function stringSchema(fact, key, field, nullable) {
  if (fact.values !== undefined) {
    const open = openLists.has(key) || openLists.has(field);
    if (fact.values.length === 1 && !open && !nullable) return { const: fact.values[0] };
    return {
      type: typed("string", nullable),
      ...(open ? { "x-open-enum": true } : {}),
      enum: nullable ? [...fact.values, null] : fact.values,
    };
  }
  const secret = secretFields.has(field);
  const name = secret ? (nullable ? "nullableSecretText" : "secretText") : nullable ? "nullableText" : "text";
  const rules = { ...lengths(fact), ...limit(key, field) };
  return { $ref: `#/$defs/${name}`, ...rules };
}

/** @param {import("./facts.mjs").MapFact} fact @param {string} key @param {string} field @param {Context} context */
function mapValues(fact, key, field, context) {
  if (freeForm.has(key)) return true;
  if (secretMaps.has(field)) return { $ref: "#/$defs/secretText" };
  return fact.values.kind === "any" ? true : toSchema(fact.values, `${key}.*`, context);
}

/** @param {import("./facts.mjs").UnionFact} fact @param {string} key @param {boolean} nullable @param {Context} context @returns {Schema} */
function unionSchema(fact, key, nullable, context) {
  const tag = discriminator(fact, context.defs);
  if (tag === null) return byTypeSchema(fact, key, nullable, context);
  const branches = fact.branches.map((branch) => {
    const own = tags(branch, tag, context.defs);
    if (branch.kind !== "ref") {
      const inline = toSchema(branch, `${key}.${own[0] ?? ""}`, context);
      return { tags: own, schema: { ...inline, required: [...new Set([tag, ...(inline.required ?? [])])] } };
    }
    define(branch.name, context, tag);
    return { tags: own, schema: { $ref: `#/$defs/${branch.name}` } };
  });
  const schema = unionOf(tag, branches);
  return nullable ? { anyOf: [schema, { type: "null" }] } : schema;
}

/**
 * Branches that differ in their JSON type: each keyword below concerns one type, so that no `anyOf` is needed
 * and a fault is the fault of one branch.
 * @param {import("./facts.mjs").UnionFact} fact @param {string} key @param {boolean} nullable @param {Context} context @returns {Schema}
 */
function byTypeSchema(fact, key, nullable, context) {
  const branches = fact.branches.map((branch) => resolve(branch, context.defs));
  const list = branches.find(({ kind }) => kind === "array");
  if (list?.kind === "array") {
    const values = branches.flatMap((branch) => (branch.kind === "string" ? (branch.values ?? []) : []));
    if (nullable)
      throw new Error(`${key}: a text, a list or null is a union that editors were not tried with`);
    return textOrList(
      toSchema({ kind: "string", values: [...new Set(values)] }, key, context),
      toSchema(list, key, context),
    );
  }
  const { type: _, ...text } = textSchema(false, false);
  /** @type {Schema} */
  const schema = { type: [], ...text };
  for (const branch of branches) {
    if (branch.kind === "string") Object.assign(schema, lengths(branch));
    else if (branch.kind === "number" || branch.kind === "integer") Object.assign(schema, bounds(branch));
    else throw new Error(`${key}: a union of ${branch.kind} and others has no tag`);
    schema.type.push(branch.kind);
  }
  schema.type.push("object", ...(nullable ? ["null"] : []));
  return schema;
}

/** @param {import("./facts.mjs").RefFact} fact @param {string} key @param {boolean} nullable @param {Context} context @returns {Schema} */
function refSchema(fact, key, nullable, context) {
  const target = context.defs.get(fact.name);
  if (target === undefined) throw new Error(`no definition named ${fact.name}`);
  const end = resolve(fact, context.defs);
  // Short things are written where they are used, where their field's own limits and descriptions apply.
  if (target.kind === "ref")
    return toSchema({ kind: "ref", name: target.name, nullable: end.nullable === true }, key, context);
  if (end.kind !== "object" && end.kind !== "union" && !(end.kind === "string" && openLists.has(fact.name)))
    return toSchema({ ...end, nullable }, key, context);
  if (end.kind === "union" && discriminator(end, context.defs) === null)
    return toSchema({ ...end, nullable }, key, context);
  define(fact.name, context, null);
  const $ref = { $ref: `#/$defs/${fact.name}` };
  if (!nullable && end.nullable !== true) return $ref;
  return { anyOf: [$ref, { type: "null" }] };
}

/** @param {string} name @param {Context} context @param {string | null} tag */
function define(name, context, tag) {
  const known = context.made.get(name);
  if (known === undefined) {
    const fact = context.defs.get(name);
    if (fact === undefined) throw new Error(`no definition named ${name}`);
    // Its place first: components hold nodes.
    context.made.set(name, {});
    const { nullable: _, ...plain } = fact;
    const description = describeDefinition(name);
    const prose = { title: titleOf(name), ...(description === null ? {} : { description }) };
    const schema = { ...prose, ...toSchema(/** @type {Fact} */ (plain), name, context) };
    Object.assign(/** @type {Schema} */ (context.made.get(name)), schema);
  }
  const made = context.made.get(name);
  if (tag !== null && made !== undefined && made.required !== undefined && !made.required.includes(tag))
    made.required.unshift(tag);
  else if (tag !== null && made !== undefined && made.required === undefined) made.required = [tag];
}

/** @param {string} type @param {boolean} nullable */
function typed(type, nullable) {
  return nullable ? [type, "null"] : type;
}

/** @param {string} key @param {string} field */
function limit(key, field) {
  return limits[key] ?? limits[field] ?? {};
}

/** @param {import("./facts.mjs").StringFact} fact */
function lengths({ minLength, maxLength, pattern }) {
  return defined({ minLength, maxLength, pattern });
}

/** @param {import("./facts.mjs").NumberFact} fact */
function bounds({ minimum, maximum }) {
  return defined({ minimum, maximum });
}

/** @param {Record<string, unknown>} values */
function defined(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
