import type { Change } from "../model/change.js";
import { isJsonObject, type JsonObject, type JsonValue, toPointer } from "../model/json.js";
import { matchItems } from "./match-items.js";

/**
 * Every difference of two JSON values, in the order of the document. The items of a list are matched by
 * identity; `{$env}` and the like are compared as a whole. `applyChanges` is the inverse.
 */
export function compareValues(before: JsonValue, after: JsonValue): Change[] {
  const changes: Change[] = [];
  compare(before, after, "", "", changes);
  return changes;
}

function compare(before: JsonValue, after: JsonValue, from: string, to: string, changes: Change[]): void {
  if (before === after) return;
  if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, from, to, changes);
  else if (isPlainObject(before) && isPlainObject(after)) compareObjects(before, after, from, to, changes);
  else if (JSON.stringify(before) !== JSON.stringify(after))
    changes.push({ kind: "changed", from, to, before, after });
}

/** An object of fields, rather than one that stands for a text. */
function isPlainObject(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && !["$env", "$file", "$secret"].some((key) => Object.hasOwn(value, key));
}

function compareObjects(
  before: JsonObject,
  after: JsonObject,
  from: string,
  to: string,
  changes: Change[],
): void {
  const kept: string[] = [];
  for (const [key, value] of Object.entries(before)) {
    const step = toPointer([key]);
    const now = Object.hasOwn(after, key) ? after[key] : undefined;
    if (now === undefined) {
      changes.push({ kind: "removed", from: from + step, value });
      continue;
    }
    kept.push(key);
    compare(value, now, from + step, to + step, changes);
  }
  for (const [key, value] of Object.entries(after)) {
    if (Object.hasOwn(before, key)) continue;
    kept.push(key);
    changes.push({ kind: "added", to: to + toPointer([key]), value });
  }
  const keys = Object.keys(after);
  // Fields that are new come last by themselves; any other order must be told.
  if (kept.some((key, i) => key !== keys[i])) changes.push({ kind: "reordered", from, to, keys });
}

function compareLists(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  from: string,
  to: string,
  changes: Change[],
): void {
  const { pairs, removed, added } = matchItems(before, after);
  for (const i of removed) changes.push({ kind: "removed", from: `${from}/${i}`, value: before[i] ?? null });
  const partner = new Map(pairs.map((pair) => [pair.to, pair]));
  const isAdded = new Set(added);
  for (const [i, value] of after.entries()) {
    const pair = partner.get(i);
    if (isAdded.has(i)) changes.push({ kind: "added", to: `${to}/${i}`, value });
    if (pair === undefined) continue;
    const place = { from: `${from}/${pair.from}`, to: `${to}/${i}` };
    if (pair.moved) changes.push({ kind: "moved", ...place });
    compare(before[pair.from] ?? null, value, place.from, place.to, changes);
  }
}
