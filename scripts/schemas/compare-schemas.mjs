// @ts-check
/**
 * What differs between two schemas, one line each: `+ path`, `- path`, `~ path: before → after`. Prose is left out.
 * @param {unknown} before @param {unknown} after @returns {string[]}
 */
export function compareSchemas(before, after) {
  const old = new Map(leaves(before, ""));
  const now = new Map(leaves(after, ""));
  const lines = [];
  for (const [path, value] of now) {
    const was = old.get(path);
    if (was === undefined) lines.push(`+ ${path} ${value}`);
    else if (was !== value) lines.push(`~ ${path}: ${was} → ${value}`);
  }
  for (const path of old.keys()) if (!now.has(path)) lines.push(`- ${path}`);
  return lines;
}

/** @param {unknown} value @param {string} path @returns {[string, string][]} */
function leaves(value, path) {
  if (typeof value !== "object" || value === null) return [[path, JSON.stringify(value)]];
  // Lists of plain values are sets here: one more value is one more line, wherever it was put.
  if (Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null))
    return value.map((item) => [`${path}/${JSON.stringify(item)}`, "listed"]);
  // So are the branches of a union, by what selects them.
  if (Array.isArray(value) && value.every((item) => item?.if !== undefined && item.then !== undefined))
    return value.flatMap((item) => leaves(item.then, `${path}/${selects(item.if)}`));
  return Object.entries(value)
    .filter(([key, child]) => !(typeof child === "string" && (key === "description" || key === "title")))
    .flatMap(([key, child]) => leaves(child, `${path}/${key}`));
}

/** @param {any} condition */
function selects(condition) {
  return Object.values(condition.properties ?? {})
    .flatMap((value) => value.enum ?? [value.const])
    .join("|");
}
