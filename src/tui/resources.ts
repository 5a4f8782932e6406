import type { ReadRequest, ReadResult } from "./actions.js";
import { type Loadable, loading } from "./loadable.js";
import type { State } from "./state.js";

/** What a request is remembered under. */
export function resourceKey(request: ReadRequest): string {
  return JSON.stringify(request);
}

/** What was read for a request so far. */
export function resourceOf<K extends ReadRequest["kind"]>(
  state: Pick<State, "resources">,
  request: Extract<ReadRequest, { kind: K }>,
): Loadable<Extract<ReadResult, { kind: K }>> {
  const found = state.resources.get(resourceKey(request));
  if (found === undefined || found.kind === "loading") return loading;
  if (found.kind === "failed") return found;
  return isOf(request.kind, found.value) ? { kind: "loaded", value: found.value } : loading;
}

/** More than these are not kept: each may hold the agents of two versions, and there may be ten thousand to go through. */
const most = 100;

/** What was read, with one more; the oldest make room. */
export function withResource(
  resources: State["resources"],
  key: string,
  read: Loadable<ReadResult>,
): State["resources"] {
  const next = new Map(resources);
  next.delete(key);
  next.set(key, read);
  for (const oldest of next.keys()) {
    if (next.size <= most) break;
    next.delete(oldest);
  }
  return next;
}

function isOf<K extends ReadRequest["kind"]>(
  kind: K,
  value: ReadResult,
): value is Extract<ReadResult, { kind: K }> {
  return value.kind === kind;
}
