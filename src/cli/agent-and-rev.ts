import { failure } from "../errors.js";
import { isSlug } from "../model/agent.js";
import { parseRev, type Rev } from "../model/version.js";

/** Reads `desk` or `desk@v3`; null is "no rev given". Throws `usage` when the agent cannot be a slug. */
export function agentAndRev(text: string): { slug: string; rev: Rev | null } {
  const at = text.indexOf("@");
  const slug = at < 0 ? text : text.slice(0, at);
  if (!isSlug(slug))
    throw failure("usage", {
      message: `"${slug}" cannot name an agent.`,
      hint: "use lower-case letters, digits and hyphens",
    });
  return { slug, rev: at < 0 ? null : parseRev(text.slice(at + 1)) };
}
