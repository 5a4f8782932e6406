// @ts-check
/** @typedef {Record<string, any>} Schema @typedef {{tags: string[], schema: Schema}} Branch */

/**
 * A union whose branches are told apart by one field, in the form that editors read best: the field's values first,
 * then a condition for each. Of a `oneOf` they guess a branch by how many fields fit, and complain about that one.
 * @param {string} tag @param {Branch[]} branches @returns {Schema}
 */
export function unionOf(tag, branches) {
  return {
    type: "object",
    required: [tag],
    properties: { [tag]: { enum: branches.flatMap(({ tags }) => tags) } },
    allOf: branches.map(({ tags, schema }) => ({
      if: { properties: { [tag]: tags.length === 1 ? { const: tags[0] } : { enum: tags } }, required: [tag] },
      then: schema,
    })),
  };
}

/**
 * What `unionOf` was given; null for any other schema.
 * @param {Schema} schema @returns {{tag: string, branches: Branch[]} | null}
 */
export function readUnion({ required, allOf }) {
  const [tag] = Array.isArray(required) ? required : [];
  if (typeof tag !== "string" || !Array.isArray(allOf) || allOf.length === 0) return null;
  const branches = allOf.flatMap((part) => {
    const value = part.if?.properties?.[tag];
    return value === undefined || part.then === undefined
      ? []
      : [{ tags: value.enum ?? [value.const], schema: part.then }];
  });
  return branches.length === allOf.length ? { tag, branches } : null;
}

/** One text or a list of them. Editors offer values out of `anyOf` only. @param {Schema} text @param {Schema} list @returns {Schema} */
export function textOrList(text, list) {
  return { anyOf: [text, list] };
}

/** What `textOrList` was given; null for any other schema. @param {Schema} schema @returns {{text: Schema, list: Schema} | null} */
export function readTextOrList({ anyOf }) {
  const [text, list] = Array.isArray(anyOf) ? anyOf : [];
  return text?.type === "string" && list?.type === "array" ? { text, list } : null;
}

/**
 * Has each union entered by what tells its branches apart, so that a fault is the fault of one branch and is found
 * without trying the others. Published schemas have them in the form that editors read best.
 * @param {any} value @returns {any}
 */
export function entered(value) {
  if (Array.isArray(value)) return value.map(entered);
  if (typeof value !== "object" || value === null) return value;
  const { allOf, properties, anyOf, ...rest } = value;
  const union = readUnion(value);
  if (union !== null)
    return {
      ...entered(rest),
      discriminator: { propertyName: union.tag },
      // Its branches are not at hand when an error is explained.
      "x-tags": union.branches.flatMap(({ tags }) => tags),
      oneOf: union.branches.map(({ schema }) => entered(schema)),
    };
  const either = readTextOrList(value);
  if (either !== null)
    return {
      ...entered(rest),
      ...entered(either.list),
      type: ["string", "array"],
      if: { not: { type: "string" } },
      else: either.text,
    };
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, entered(child)]));
}
