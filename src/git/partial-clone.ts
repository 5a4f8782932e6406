import type { Repository } from "./repository.js";
import { remoteNames } from "./state.js";

/** True when this clone leaves objects at a remote until they are needed (`git clone --filter`). */
export function isPartialClone(repo: Repository): boolean {
  const isPromised = remoteNames(repo).some((remote) => repo.config(`remote.${remote}.promisor`) === "true");
  return isPromised || repo.config("extensions.partialclone") !== undefined;
}
