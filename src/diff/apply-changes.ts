import type { Change } from "../model/change.js";
import { isJsonObject, type JsonObject, type JsonValue, toPointer } from "../model/json.js";

/**
 * The new value, rebuilt from the old one and all changes between them. Items of a list that were neither
 * removed nor moved keep their order in the places that added and moved ones leave free.
 */
export function applyChanges(before: JsonValue, changes: readonly Change[]): JsonValue {
  const sorted: SortedChanges = {
    changed: new Map(),
    removed: new Set(),
    added: new Map(),
    moved: new Map(),
    orders: new Map(),
  };
  for (const change of changes) sort(change, sorted);
  return rebuild(before, "", "", sorted);
}

interface SortedChanges {
  /** The new value by the old pointer. */
  readonly changed: Map<string, JsonValue>;
  /** Old pointers. */
  readonly removed: Set<string>;
  /** By the new pointer of what holds them: last step and value. */
  readonly added: Map<string, [string, JsonValue][]>;
  /** The new last step by the old pointer. */
  readonly moved: Map<string, string>;
  /** Keys by the old pointer. */
  readonly orders: Map<string, readonly string[]>;
}

function sort(change: Change, sorted: SortedChanges): void {
  switch (change.kind) {
    case "changed":
      sorted.changed.set(change.from, change.after);
      return;
    case "removed":
      sorted.removed.add(change.from);
      return;
    case "moved":
      sorted.moved.set(change.from, lastStep(change.to));
      return;
    case "reordered":
      sorted.orders.set(change.from, change.keys);
      return;
    case "added": {
      const holder = change.to.slice(0, change.to.lastIndexOf("/"));
      const siblings = sorted.added.get(holder) ?? [];
      siblings.push([lastStep(change.to), change.value]);
      sorted.added.set(holder, siblings);
    }
  }
}

function rebuild(before: JsonValue, from: string, to: string, sorted: SortedChanges): JsonValue {
  const now = sorted.changed.get(from);
  if (now !== undefined) return now;
  if (Array.isArray(before)) return rebuildList(before, from, to, sorted);
  return isJsonObject(before) ? rebuildObject(before, from, to, sorted) : before;
}

function rebuildList(
  before: readonly JsonValue[],
  from: string,
  to: string,
  sorted: SortedChanges,
): JsonValue[] {
  const places = new Map<number, JsonValue>();
  for (const [step, value] of sorted.added.get(to) ?? []) places.set(Number(step), value);
  const staying: number[] = [];
  const moving = new Map<number, number>();
  for (const i of before.keys()) {
    const step = sorted.moved.get(`${from}/${i}`);
    if (step !== undefined) moving.set(Number(step), i);
    else if (!sorted.removed.has(`${from}/${i}`)) staying.push(i);
  }
  const length = places.size + moving.size + staying.length;
  return Array.from({ length }, (_, i) => {
    const added = places.get(i);
    if (added !== undefined) return added;
    const old = moving.get(i) ?? staying.shift() ?? 0;
    return rebuild(before[old] ?? null, `${from}/${old}`, `${to}/${i}`, sorted);
  });
}

function rebuildObject(before: JsonObject, from: string, to: string, sorted: SortedChanges): JsonObject {
  const fields = Object.entries(before).flatMap(([key, value]): [string, JsonValue][] => {
    const step = toPointer([key]);
    if (sorted.removed.has(from + step)) return [];
    return [[key, rebuild(value, from + step, to + step, sorted)]];
  });
  const rebuilt = Object.fromEntries([...fields, ...(sorted.added.get(to) ?? [])]);
  const order = sorted.orders.get(from);
  return order === undefined ? rebuilt : Object.fromEntries(order.map((key) => [key, rebuilt[key] ?? null]));
}

/** The last step of a pointer, with its escapes undone. */
function lastStep(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}
