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

/** True for what stays as it is whatever happens in the repository: reads of published versions alone. */
export function isImmutable(request: ReadRequest): boolean {
  switch (request.kind) {
    case "agents":
    case "configuration":
      return request.rev.kind === "version";
    case "tag":
      return true;
    // What a diff says of numbers follows the manifest.
    default:
      return false;
  }
}

function isOf<K extends ReadRequest["kind"]>(
  kind: K,
  value: ReadResult,
): value is Extract<ReadResult, { kind: K }> {
  return value.kind === kind;
}
