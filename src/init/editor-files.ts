import { join } from "node:path";
import { isMissing } from "../git/errno.js";
import { manifestPath } from "../model/manifest.js";
import { schemasDirectory } from "../schemas/place-schemas.js";
import type { WorldFs } from "../world.js";
import type { NewFile } from "./plan.js";

/** Which files a schema is for, as VS Code's YAML extension wants it. */
const globs: Readonly<Record<string, string>> = {
  [`./${schemasDirectory}/agent.schema.json`]: "agents/*/agent.yaml",
  [`./${schemasDirectory}/llm.schema.json`]: "agents/*/llm.yaml",
  [`./${schemasDirectory}/flow.schema.json`]: "agents/*/flow.yaml",
  [`./${schemasDirectory}/manifest.schema.json`]: manifestPath,
  [`./${schemasDirectory}/tagline.schema.json`]: "tagline.yaml",
};

/**
 * What editors need for hover texts and completion: the schemas that the first line of each file names, out of
 * Tagline's package in `installation`, and settings of VS Code.
 */
export async function editorFiles(
  fs: Pick<WorldFs, "readFile" | "readdir">,
  installation: string,
): Promise<readonly NewFile[]> {
  const names = await fs.readdir(join(installation, schemasDirectory)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const schemas = await Promise.all(
    names
      .filter((name) => name.endsWith(".schema.json"))
      .sort()
      .map(async (name) => ({
        path: `${schemasDirectory}/${name}`,
        text: await fs.readFile(join(installation, schemasDirectory, name), "utf8"),
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
