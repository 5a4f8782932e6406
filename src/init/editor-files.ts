import { join } from "node:path";
import { isMissing } from "../git/errno.js";
import { manifestPath } from "../model/manifest.js";
import type { WorldFs } from "../world.js";
import type { NewFile } from "./plan.js";

const directory = "schemas";

/** Which files a schema is for, as VS Code's YAML extension wants it. */
const globs: Readonly<Record<string, string>> = {
  [`./${directory}/agent.schema.json`]: "agents/*/agent.yaml",
  [`./${directory}/llm.schema.json`]: "agents/*/llm.yaml",
  [`./${directory}/flow.schema.json`]: "agents/*/flow.yaml",
  [`./${directory}/manifest.schema.json`]: manifestPath,
  [`./${directory}/tagline.schema.json`]: "tagline.yaml",
};

/**
 * What editors need for hover texts and completion: the schemas that the first line of each file names, out of
 * Tagline's package in `installation`, and settings of VS Code.
 */
export async function editorFiles(
  fs: Pick<WorldFs, "readFile" | "readdir">,
  installation: string,
): Promise<readonly NewFile[]> {
  const names = await fs.readdir(join(installation, directory)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const schemas = await Promise.all(
    names
      .filter((name) => name.endsWith(".schema.json"))
      .sort()
      .map(async (name) => ({
        path: `${directory}/${name}`,
        text: await fs.readFile(join(installation, directory, name), "utf8"),
      })),
  );
  return [
    { path: ".vscode/settings.json", text: json({ "yaml.schemas": globs }) },
    { path: ".vscode/extensions.json", text: json({ recommendations: ["redhat.vscode-yaml"] }) },
    ...schemas,
  ];
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
