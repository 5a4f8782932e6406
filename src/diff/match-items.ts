import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { leavesOf, likeness } from "./likeness.js";

/** Fields that tell one item of a list from another, the strongest first (UX.md, diffs). */
const identities = ["id", "tool_id", "name", "pin"] as const;
/** Items without a common identity are one that was renamed when this much of their content is the same. */
const leastAlike = 0.5;

/** How the items of two lists belong together: indexes into both. */
export interface Matched {
  /** In the order of the new list. */
  readonly pairs: readonly { readonly from: number; readonly to: number; readonly moved: boolean }[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** Matches items by identity, then whole value, then likeness, then position; tells the moved from the rest. */
export function matchItems(before: readonly JsonValue[], after: readonly JsonValue[]): Matched {
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (from: number, to: number): void => {
    partner.set(to, from);
    taken.add(from);
  };
  const free = (): { olds: number[]; news: number[] } => ({
    olds: [...before.keys()].filter((i) => !taken.has(i)),
    news: [...after.keys()].filter((i) => !partner.has(i)),
  });
  const matchBy = (keyOf: (value: JsonValue) => string | null): void => {
    const { olds, news } = free();
    const byKey = new Map<string, number[]>();
    for (const i of olds) {
      const key = keyOf(before[i] ?? null);
      if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), i]);
    }
    for (const to of news) {
      const key = keyOf(after[to] ?? null);
      // Two of one identity (a mistake, but a readable one) pair in their order.
      const from = key === null ? undefined : byKey.get(key)?.shift();
      if (from !== undefined) pair(from, to);
    }
  };

  const common = identities.filter((field) => [before, after].every((list) => list.some(has(field))));
  for (const field of common)
    matchBy((value) => (has(field)(value) ? `${(value as JsonObject)[field]}` : null));
  matchBy((value) => JSON.stringify(value));
  const left = free();
  for (const [from, to] of mostAlike(left.olds, left.news, before, after)) pair(from, to);
  // What has no identity at all is matched by where it stands.
  const rest = free();
  const nameless = (list: readonly JsonValue[]) => (i: number) =>
    !identityOf(list[i]) && isContainer(list[i]);
  const olds = rest.olds.filter(nameless(before));
  for (const [i, to] of rest.news.filter(nameless(after)).entries()) {
    const from = olds[i];
    if (from !== undefined && Array.isArray(before[from]) === Array.isArray(after[to])) pair(from, to);
  }

  const { olds: removed, news: added } = free();
  const pairs = [...partner].map(([to, from]) => ({ from, to })).sort((a, b) => a.to - b.to);
  const still = longestRise(pairs.map(({ from }) => from));
  return { pairs: pairs.map((one, i) => ({ ...one, moved: !still.has(i) })), removed, added };
}

/** The name by which people know an item: its strongest identity; null for none. */
export function identityOf(value: JsonValue | undefined): string | null {
  if (!isJsonObject(value)) return null;
  const field = identities.find((candidate) => has(candidate)(value));
  return field === undefined ? null : `${value[field]}`;
}

function has(field: string): (value: JsonValue) => boolean {
  return (value) => isJsonObject(value) && typeof value[field] === "string" && value[field] !== "";
}

function isContainer(value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null;
}

/** Pairs of objects of one `type` that are the same in most of their content, each new one with its best. */
function mostAlike(
  olds: readonly number[],
  news: readonly number[],
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): [number, number][] {
  const leaves = (list: readonly JsonValue[]) => (i: number) => {
    const value = list[i];
    return isJsonObject(value) ? [{ i, type: value.type, leaves: leavesOf(value) }] : [];
  };
  const candidates = new Set(olds.flatMap(leaves(before)));
  return news.flatMap(leaves(after)).flatMap((now): [number, number][] => {
    let best: { readonly i: number } | null = null;
    let most = 0;
    for (const old of candidates) {
      const share = old.type === now.type ? likeness(old.leaves, now.leaves) : 0;
      if (share < leastAlike || share <= most) continue;
      [best, most] = [old, share];
    }
    for (const old of candidates) if (old === best) candidates.delete(old);
    return best === null ? [] : [[best.i, now.i]];
  });
}

/** Positions of a longest run of rising numbers: the items that need not move. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [i, number] of numbers.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous[i] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = i;
  }
  const run = new Set<number>();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) run.add(i);
  return run;
}
