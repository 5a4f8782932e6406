import { agentPath } from "../model/agent.js";
import { secretsInText } from "../model/secret-text.js";
import type { AgentDirectory } from "./agent-directory.js";
import { decode, maximumFileSize } from "./decode.js";

/**
 * Looks into the files of an agent that nothing has read: a deploy commits them too. A text with a key of a known
 * issuer becomes one of the reading's sources, where it is found.
 */
export async function readOtherFiles({ reading, slug, files }: AgentDirectory): Promise<void> {
  for (const [name, { kind, size }] of files) {
    const path = agentPath(slug, name);
    if (kind !== "file" || reading.sources.has(path) || (size ?? 0) > maximumFileSize) continue;
    const bytes = await reading.tree.read(path);
    const text = bytes === null ? null : decode(path, bytes).text;
    if (text !== null && secretsInText(text).length > 0) reading.sources.set(path, text);
  }
}
