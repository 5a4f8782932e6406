import type { Change, DescribedChange } from "../model/change.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { compareTexts } from "./compare-texts.js";
import { identityOf } from "./match-items.js";

/** Fields that only move boxes about on the dashboard's canvas (PLATFORM.md). */
const layoutFields: ReadonlySet<string> = new Set([
  "display_position",
  "begin_tag_display_position",
  "notes",
]);

/** Adds to a change what people read: its place by names, the words that differ, what ids are called. */
export function describeChange(change: Change, before: JsonValue, after: JsonValue): DescribedChange {
  // What moved is known by its new place alone.
  const old = change.kind === "added" || change.kind === "moved" ? null : stepsOf(change.from, before);
  const now = change.kind === "removed" ? null : stepsOf(change.to, after);
  const steps = now ?? old ?? [];
  const isLayout = steps.some(({ key }) => layoutFields.has(key)) || change.kind === "reordered";
  const texts =
    change.kind === "changed" && typeof change.before === "string" && typeof change.after === "string";
  return {
    ...change,
    label: labelOf(steps, old),
    layout: isLayout,
    text: texts ? compareTexts(`${change.before}`, `${change.after}`) : null,
    names: change.kind === "changed" ? namesOf(change, before, after) : null,
  };
}

/** A pointer in names: `/flow/nodes/3/edges/0` → `flow.nodes[greet].edges[e1]`. */
export function labelPointer(pointer: string, value: JsonValue): string {
  return labelOf(stepsOf(pointer, value), null);
}

interface Step {
  /** The key, or the index as text. */
  readonly key: string;
  /** For an item of a list: what tells it from others (its position at last), and how people know it. */
  readonly identity: string | null;
  readonly item: string | null;
}

function stepsOf(pointer: string, root: JsonValue): Step[] {
  let value: JsonValue | undefined = root;
  return pointer
    .split("/")
    .slice(1)
    .map((escaped) => {
      const key = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
      if (Array.isArray(value)) {
        const item: JsonValue | undefined = value[Number(key)];
        value = item;
        return { key, identity: identityOf(item), item: nameOf(item) ?? key };
      }
      value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
      return { key, identity: null, item: null };
    });
}

/** An item's identity, with its name where people would not know it by the other. */
function nameOf(item: JsonValue | undefined): string | null {
  const identity = identityOf(item);
  if (identity === null || !isJsonObject(item)) return identity;
  const { name } = item;
  return typeof name === "string" && name !== "" && name !== identity ? `${identity} "${name}"` : identity;
}

function labelOf(steps: readonly Step[], old: readonly Step[] | null): string {
  return steps
    .map(({ key, identity, item }, i) => {
      if (item === null) return i === 0 ? key : `.${key}`;
      const was = old?.[i]?.identity ?? null;
      // An identity that is itself part of the change: both are said.
      return was === null || was === identity ? `[${item}]` : `[${was} → ${item}]`;
    })
    .join("");
}

function namesOf(
  change: { readonly to: string; readonly before: JsonValue; readonly after: JsonValue },
  before: JsonValue,
  after: JsonValue,
): DescribedChange["names"] {
  if (!/\/(?:destination|start)_node_id$/.test(change.to)) return null;
  return { before: nodeName(before, change.before), after: nodeName(after, change.after) };
}

/** The name of the flow's node with that id, where it says more than the id. */
function nodeName(document: JsonValue, id: JsonValue): string | null {
  const flow = isJsonObject(document) ? document.flow : undefined;
  if (!isJsonObject(flow)) return null;
  const holders = [flow, ...objectsOf(flow.components)];
  const node = holders.flatMap(({ nodes }) => objectsOf(nodes)).find((candidate) => candidate.id === id);
  return typeof node?.name === "string" && node.name !== id ? node.name : null;
}

function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
