import type { Repository } from "./repository.js";
import { remoteNames } from "./state.js";

/** True when this clone leaves objects at a remote until they are needed (`git clone --filter`). */
export async function isPartialClone(repo: Repository): Promise<boolean> {
  if ((await repo.config("extensions.partialclone")) !== undefined) return true;
  for (const remote of await remoteNames(repo))
    if ((await repo.config(`remote.${remote}.promisor`)) === "true") return true;
  return false;
}
