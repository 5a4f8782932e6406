// @ts-check
import { discriminator, resolve, tags } from "./facts.mjs";
import { lookUp } from "./sdk-facts.mjs";

/** @typedef {import("./facts.mjs").Fact} Fact @typedef {import("./facts.mjs").Defs} Defs */
/** @typedef {import("./facts.mjs").ObjectFact} ObjectFact @typedef {import("./facts.mjs").UnionFact} UnionFact */

/**
 * `ours`, with what `theirs` adds: optional fields, enum values, branches, null. What `ours` says of names, ranges
 * and required fields stays.
 * @typedef {{defs: Defs, sdk: Defs, notes: Set<string>}} Merge
 * @param {Fact} ours @param {Fact} theirs @param {Merge} merge @param {string} path @returns {Fact}
 */
export function mergeFacts(ours, theirs, merge, path) {
  const other = theirs.kind === "ref" ? inSdk(theirs, merge) : theirs;
  const nullable = ours.nullable || other.nullable ? { nullable: true } : {};
  if (ours.kind === "ref") {
    const target = merge.defs.get(ours.name);
    if (target === undefined) throw new Error(`no definition named ${ours.name}`);
    // Null belongs to the place that refers, not to the thing referred to.
    const { nullable: _, ...rest } = other;
    merge.defs.set(ours.name, mergeFacts(target, /** @type {Fact} */ (rest), merge, ours.name));
    return { ...ours, ...nullable };
  }
  return { ...mergeSame(ours, other, merge, path), ...nullable };
}

/** @param {Fact} ours @param {Fact} theirs @param {Merge} merge @param {string} path @returns {Fact} */
function mergeSame(ours, theirs, merge, path) {
  if (ours.kind === "object" && theirs.kind === "object") return mergeObjects(ours, theirs, merge, path);
  if (ours.kind === "array" && theirs.kind === "array")
    return { ...ours, items: mergeFacts(ours.items, theirs.items, merge, `${path}[]`) };
  if (ours.kind === "map" && theirs.kind === "map") return ours;
  if (ours.kind === "string" && theirs.kind === "string") {
    if (ours.values === undefined || theirs.values === undefined) return ours;
    const added = theirs.values.filter((value) => !ours.values?.includes(value));
    for (const value of added) merge.notes.add(`value ${path} "${value}"`);
    return { ...ours, values: [...ours.values, ...added] };
  }
  if (ours.kind === "union" && theirs.kind === "union" && discriminator(ours, merge.defs) !== null)
    return mergeUnions(ours, theirs, merge, path);
  if (ours.kind === "union" && theirs.kind === "union") {
    // Without a tag the branches are told apart by their JSON type: string or array, number or string.
    const branches = ours.branches.map((branch) => {
      const kind = resolve(branch, merge.defs).kind;
      const same = theirs.branches.find((candidate) => inSdk(candidate, merge).kind === kind);
      return same === undefined ? branch : mergeFacts(branch, same, merge, path);
    });
    return { ...ours, branches };
  }
  if (ours.kind === "object" && theirs.kind === "union") {
    const value = matching(ours, theirs, merge);
    return value === undefined ? ours : mergeSame(ours, inSdk(value, merge), merge, path);
  }
  if (ours.kind !== theirs.kind && !(ours.kind === "integer" && theirs.kind === "number"))
    merge.notes.add(`kept ${path}: ${ours.kind} here, ${theirs.kind} in the SDK`);
  return ours;
}

/** @param {ObjectFact} ours @param {ObjectFact} theirs @param {Merge} merge @param {string} path @returns {ObjectFact} */
function mergeObjects(ours, theirs, merge, path) {
  const fields = new Map(ours.fields);
  for (const [name, theirField] of theirs.fields) {
    const field = fields.get(name);
    if (field === undefined) merge.notes.add(`field ${path}.${name}`);
    fields.set(
      name,
      field === undefined
        ? adopt(theirField, merge)
        : mergeFacts(field, theirField, merge, `${path}.${name}`),
    );
  }
  return { ...ours, fields };
}

/** @param {UnionFact} ours @param {UnionFact} theirs @param {Merge} merge @param {string} path @returns {UnionFact} */
function mergeUnions(ours, theirs, merge, path) {
  const branches = [...ours.branches];
  for (const branch of theirs.branches) {
    const other = inSdk(branch, merge);
    const at = branches.findIndex((candidate) => sameTag(candidate, other, merge));
    const match = branches[at];
    if (match !== undefined) branches[at] = mergeFacts(match, other, merge, path);
    else if (branch.kind === "ref") {
      const name = /** @type {string} */ (branch.name.split(/[.:]/).at(-1));
      merge.notes.add(`branch ${path} ${name}`);
      if (!merge.defs.has(name)) merge.defs.set(name, adopt(other, merge));
      branches.push({ kind: "ref", name });
    } else merge.notes.add(`ignored ${path}: a branch without a name`);
  }
  return { ...ours, branches };
}

/** @param {Fact} ours @param {UnionFact} theirs @param {Merge} merge */
function matching(ours, theirs, merge) {
  return theirs.branches.find((branch) => sameTag(ours, inSdk(branch, merge), merge));
}

/** @param {Fact} ours @param {Fact} theirs @param {Merge} merge */
function sameTag(ours, theirs, merge) {
  return ["type", "role"].some((field) => {
    const values = tags(ours, field, merge.defs);
    return tags(theirs, field, merge.sdk).some((value) => values.includes(value));
  });
}

/** What an SDK reference means, with the `null` of every step. @param {Fact} fact @param {Merge} merge @returns {Fact} */
function inSdk(fact, merge) {
  if (fact.kind !== "ref") return fact;
  const { fact: target } = lookUp(fact.name, merge.sdk);
  const end = inSdk(target, merge);
  return fact.nullable ? { ...end, nullable: true } : end;
}

/** A fact that only the SDK has, with every reference written out. @param {Fact} fact @param {Merge} merge @returns {Fact} */
function adopt(fact, merge) {
  const target = inSdk(fact, merge);
  switch (target.kind) {
    case "object":
      return {
        ...target,
        fields: new Map([...target.fields].map(([name, field]) => [name, adopt(field, merge)])),
      };
    case "array":
      return { ...target, items: adopt(target.items, merge) };
    case "map":
      return { ...target, values: adopt(target.values, merge) };
    case "union":
      return { ...target, branches: target.branches.map((branch) => adopt(branch, merge)) };
    default:
      return target;
  }
}
