import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";

/** How alike two sets of leaves are: the share of members that both have, 0 to 1 (Dice's coefficient). */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const member of a) if (b.has(member)) shared++;
  return (2 * shared) / (a.size + b.size);
}

/** An object's leaves with their places, positions in lists aside. Its `type` is left out: it tells nothing. */
export function leavesOf(value: JsonObject): ReadonlySet<string> {
  const leaves = new Set<string>();
  const visit = (part: JsonValue, path: string): void => {
    if (Array.isArray(part)) for (const child of part) visit(child, `${path}/*`);
    else if (isJsonObject(part))
      for (const [key, child] of Object.entries(part)) visit(child, `${path}/${key}`);
    else if (path !== "/type") leaves.add(`${path}=${JSON.stringify(part)}`);
  };
  visit(value, "");
  return leaves;
}
