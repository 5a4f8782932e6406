import * as z from "zod/mini";
import { HttpRefusal } from "./problem.js";

/** The query of lists in pages. */
export const pageQuery = z.object({
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1000))),
  pagination_key: z.optional(z.string().check(z.maxLength(200))),
  sort_order: z.optional(z.enum(["ascending", "descending"])),
});

/** A page as newer routes give it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly has_more: boolean;
  readonly pagination_key?: string;
}

/** Which part of a list a request wants: behind the item that a key names, at most so many. */
export interface PageRequest {
  readonly limit: number;
  readonly after: string | null;
}

/** Cuts a page out of a list of keys. Throws a 400 for a key that is not in it. */
export function pageOf(
  keys: readonly string[],
  { limit, after }: PageRequest,
): { readonly keys: readonly string[]; readonly hasMore: boolean } {
  const from = after === null || after === "" ? 0 : keys.indexOf(after) + 1;
  if (from === 0 && after !== null && after !== "")
    throw new HttpRefusal(400, `pagination_key: ${JSON.stringify(after)} is not in this list.`);
  const rest = keys.slice(from);
  return { keys: rest.slice(0, limit), hasMore: rest.length > limit };
}

/** What a query asks for; `usual` is how many items are given when it does not say. */
export function pageRequest(query: z.infer<typeof pageQuery>, usual: number): PageRequest {
  const { limit = usual, pagination_key = null } = query;
  return { limit, after: pagination_key };
}

/** A page of ids, each with what `item` gives for it. The platform's pages descend unless they are told to ascend. */
export async function pageOfIds<T>(
  ids: readonly string[],
  query: z.infer<typeof pageQuery>,
  usual: number,
  item: (id: string) => Promise<T>,
): Promise<Page<T>> {
  const request = pageRequest(query, usual);
  const { sort_order = "descending" } = query;
  const { keys, hasMore } = pageOf(sort_order === "ascending" ? ids : [...ids].reverse(), request);
  const items: T[] = [];
  for (const key of keys) items.push(await item(key));
  const last = keys.at(-1);
  return { items, has_more: hasMore, ...(hasMore && last !== undefined ? { pagination_key: last } : {}) };
}
