// @ts-check
import { parse } from "yaml";

/** @typedef {import("./facts.mjs").Fact} Fact @typedef {import("./facts.mjs").Defs} Defs @typedef {import("./facts.mjs").ObjectFact} ObjectFact */

/**
 * Reads the schemas of an OpenAPI 3.0 document as facts, by their names there.
 * @param {string} text @returns {Defs}
 */
export function readOpenApi(text) {
  const schemas = parse(text).components.schemas;
  /** @type {Defs} */
  const defs = new Map();
  for (const [name, schema] of Object.entries(schemas)) defs.set(name, toFact(schema, defs, schemas));
  for (const fact of defs.values()) flattenUnions(fact, defs);
  return defs;
}

/** Unions of unions become one, so that one field tells all branches apart. @param {Fact} fact @param {Defs} defs */
function flattenUnions(fact, defs) {
  if (fact.kind === "object") for (const field of fact.fields.values()) flattenUnions(field, defs);
  else if (fact.kind === "array") flattenUnions(fact.items, defs);
  else if (fact.kind === "map") flattenUnions(fact.values, defs);
  else if (fact.kind === "union") fact.branches = fact.branches.flatMap((branch) => leaves(branch, defs));
}

/** @param {Fact} fact @param {Defs} defs @returns {Fact[]} */
function leaves(fact, defs) {
  const target = fact.kind === "ref" ? defs.get(fact.name) : fact;
  if (target?.kind === "union" || target?.kind === "ref")
    return (target.kind === "ref" ? [target] : target.branches).flatMap((branch) => leaves(branch, defs));
  flattenUnions(fact, defs);
  return [fact];
}

/** @param {any} schema @param {Defs} defs @param {any} schemas @returns {Fact} */
function toFact(schema, defs, schemas) {
  const fact = withoutNull(schema, defs, schemas);
  return schema.nullable === true ? { ...fact, nullable: true } : fact;
}

/** @param {any} schema @param {Defs} defs @param {any} schemas @returns {Fact} */
function withoutNull(schema, defs, schemas) {
  if (schema.$ref !== undefined) return { kind: "ref", name: schema.$ref.split("/").at(-1) };
  if (schema.allOf !== undefined) return joined(schema.allOf, defs, schemas);
  if (schema.oneOf !== undefined) {
    /** @type {Fact[]} */
    const branches = schema.oneOf.map((/** @type {any} */ branch) => toFact(branch, defs, schemas));
    return branches.length === 1 && branches[0] !== undefined ? branches[0] : { kind: "union", branches };
  }
  switch (schema.type) {
    case "string":
      return { kind: "string", ...stringLimits(schema) };
    case "number":
    case "integer":
      return { kind: schema.type, ...pick(schema, ["minimum", "maximum"]) };
    case "boolean":
      return { kind: "boolean" };
    case "array":
      return {
        kind: "array",
        items: toFact(schema.items, defs, schemas),
        ...pick(schema, ["maxItems", "uniqueItems"]),
      };
    case "object":
      return objectFact(schema, defs, schemas);
    default:
      return { kind: "any" };
  }
}

/** @param {any} schema */
function stringLimits(schema) {
  const limits = pick(schema, ["minLength", "maxLength", "pattern"]);
  if (schema.enum === undefined) return limits;
  return { ...limits, values: schema.enum.filter((/** @type {unknown} */ value) => value !== null) };
}

/** @param {any} schema @param {Defs} defs @param {any} schemas @returns {Fact} */
function objectFact(schema, defs, schemas) {
  if (schema.properties === undefined && typeof schema.additionalProperties === "object") {
    return { kind: "map", values: toFact(schema.additionalProperties, defs, schemas) };
  }
  return {
    kind: "object",
    fields: new Map(
      Object.entries(schema.properties ?? {}).map(([name, child]) => [name, toFact(child, defs, schemas)]),
    ),
    required: new Set(schema.required ?? []),
  };
}

/**
 * `allOf` as one object, later fields over earlier ones; a union inside gets the other fields in each branch.
 * @param {any[]} parts @param {Defs} defs @param {any} schemas @returns {Fact}
 */
function joined(parts, defs, schemas) {
  /** @type {ObjectFact} */
  const object = { kind: "object", fields: new Map(), required: new Set() };
  /** @type {Fact[]} */
  let branches = [];
  if (parts.length === 1) return toFact(parts[0], defs, schemas);
  for (const part of parts) {
    for (const fact of [
      toFact(part, defs, schemas),
      objectFact({ ...part, type: "object" }, defs, schemas),
    ]) {
      const target = fact.kind === "ref" ? toFact(schemas[fact.name], defs, schemas) : fact;
      if (target.kind === "union") branches = target.branches;
      if (target.kind !== "object") continue;
      for (const [name, child] of target.fields) object.fields.set(name, child);
      for (const name of target.required) object.required.add(name);
    }
  }
  if (branches.length === 0) return object;
  return {
    kind: "union",
    branches: branches.map((branch) => {
      if (branch.kind !== "ref") throw new Error("a union inside allOf has a branch without a name");
      const base = toFact(schemas[branch.name], defs, schemas);
      if (base.kind !== "object") throw new Error(`${branch.name} is not an object`);
      const name = `Flow${branch.name}`;
      defs.set(name, {
        kind: "object",
        fields: new Map([...base.fields, ...object.fields]),
        required: new Set([...base.required, ...object.required]),
      });
      return { kind: "ref", name };
    }),
  };
}

/** @param {any} schema @param {string[]} names @returns {Record<string, any>} */
function pick(schema, names) {
  return Object.fromEntries(
    names.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]),
  );
}
