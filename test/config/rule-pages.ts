import { readConfiguration } from "../../src/config/load.js";
import { unixProblems } from "../../src/format/problems-unix.js";
import { memoryTree } from "../memory-tree.js";

/** What a page of docs/rules shows: the files of its example, and what it says that validate says of them. */
export interface PageExample {
  readonly files: Readonly<Record<string, string>>;
  readonly said: string;
}

/** Reads the example of a page; no files where it is told in words. */
export function exampleOf(page: string): PageExample {
  const [, example = ""] = page.split("\n## Example\n");
  const blocks = [...example.matchAll(/^`([^`\n]+)`:?\n\n```\w+\n([\s\S]*?)^```$/gm)];
  const files = blocks.map(([, path = "", text = ""]) => [path, text]);
  const [, said = ""] = /^`tagline validate` says:\n\n```text\n([\s\S]*?)^```$/m.exec(example) ?? [];
  return { files: Object.fromEntries(files), said };
}

/**
 * What validate says of an example, of one code. The agent `desk` is completed where it lacks a file; it is in the
 * versions 0 to 3, and so is the agent `survey`, which the draft no longer has.
 */
export async function saidOf(files: PageExample["files"], code: string): Promise<string> {
  const { problems } = await readConfiguration(memoryTree({ ...completion(files), ...files }), {
    versions: {
      newest: 3,
      async agentExists(version, slug) {
        if (version > 3) return "unknown-version";
        return slug === "desk" || slug === "survey" ? "yes" : "no-such-agent";
      },
    },
  });
  return unixProblems({ problems: problems.filter((problem) => problem.code === code) });
}

function completion(files: PageExample["files"]): PageExample["files"] {
  const isFlow = "agents/desk/flow.yaml" in files;
  const type = isFlow ? "conversation-flow" : "retell-llm";
  return {
    "agents/desk/agent.yaml": `voice_id: 11labs-Adrian\nresponse_engine: { type: ${type} }\n`,
    ...(isFlow ? {} : { "agents/desk/llm.yaml": "general_prompt: Be polite.\n" }),
  };
}
