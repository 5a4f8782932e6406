// @ts-check
/**
 * The platform's facts in one small form, whatever they were read from: names, types, enums and ranges,
 * never a sentence. Objects that have a name are in `defs`; everything else is inline.
 *
 * @typedef {{kind: "string", values?: string[], format?: string, minLength?: number, maxLength?: number, pattern?: string}} StringFact
 * @typedef {{kind: "number" | "integer", minimum?: number, maximum?: number, exclusiveMinimum?: number}} NumberFact
 * @typedef {{kind: "boolean"} | {kind: "any"}} PlainFact
 * @typedef {{kind: "array", items: Fact, maxItems?: number, uniqueItems?: boolean}} ArrayFact
 * @typedef {{kind: "map", values: Fact}} MapFact
 * @typedef {{kind: "object", fields: Map<string, Fact>, required: Set<string>}} ObjectFact
 * @typedef {{kind: "union", branches: Fact[]}} UnionFact
 * @typedef {{kind: "ref", name: string}} RefFact
 * @typedef {(StringFact | NumberFact | PlainFact | ArrayFact | MapFact | ObjectFact | UnionFact | RefFact) & {nullable?: boolean}} Fact
 * @typedef {Map<string, Fact>} Defs
 */

/**
 * Follows references until something that is not one; `nullable` is kept from every step.
 * @param {Fact} fact @param {Defs} defs @returns {Fact}
 */
export function resolve(fact, defs) {
  if (fact.kind !== "ref") return fact;
  const target = defs.get(fact.name);
  if (target === undefined) throw new Error(`no definition named ${fact.name}`);
  const end = resolve(target, defs);
  return fact.nullable ? { ...end, nullable: true } : end;
}

/**
 * The field whose single value tells the branches of a union apart, or null.
 * @param {UnionFact} union @param {Defs} defs @returns {string | null}
 */
export function discriminator(union, defs) {
  for (const name of ["type", "role"]) {
    if (union.branches.every((branch) => tags(branch, name, defs).length > 0)) return name;
  }
  return null;
}

/**
 * The values of `field` that select this object.
 * @param {Fact} fact @param {string} field @param {Defs} defs @returns {string[]}
 */
export function tags(fact, field, defs) {
  const object = resolve(fact, defs);
  if (object.kind !== "object") return [];
  const value = object.fields.get(field);
  const target = value === undefined ? undefined : resolve(value, defs);
  return target?.kind === "string" ? (target.values ?? []) : [];
}
