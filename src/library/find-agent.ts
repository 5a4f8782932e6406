import { failure } from "../errors.js";
import type { IdKind } from "./platform-ids.js";
import type { Snapshot } from "./snapshot.js";

/** The agent's directory that an id names, whether there is one or not. Throws `unknown-agent` for what is no id. */
export function findAgent({ ids }: Snapshot, id: string, kind: IdKind = "agent_id"): string {
  const slug = ids.slugOf(kind, id);
  if (slug === null) throw failure("unknown-agent", { agent: id, where: "this repository" });
  return slug;
}
