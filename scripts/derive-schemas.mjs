// @ts-check
/**
 * Derives schemas/{agent,llm,flow}.schema.json from the platform's OpenAPI file and the SDK's declarations:
 *
 *   npm run schemas -- path/to/openapi.yaml
 *
 * Names, types, enums and ranges are facts of those two and of schemas/platform-tables.mjs; titles and
 * descriptions are ours. Prints what the SDK added and which paths came, went and changed. The same input gives
 * the same bytes. Neither build nor tests need the OpenAPI file; the manifest's and tagline.yaml's schemas are
 * written by hand.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compareSchemas } from "./schemas/compare-schemas.mjs";
import { missingDescriptions } from "./schemas/descriptions.mjs";
import { agentDocument, flowDocument, llmDocument } from "./schemas/our-files.mjs";
import { readPlatform } from "./schemas/read-platform.mjs";

const root = join(import.meta.dirname, "..");
const [source] = process.argv.slice(2);
if (source === undefined) {
  console.error("usage: npm run schemas -- <openapi.yaml>");
  process.exit(2);
}

const platform = readPlatform(readFileSync(source, "utf8"), join(root, "node_modules/retell-sdk/resources"));
for (const note of platform.notes) console.log(`sdk: ${note}`);
for (const [name, document] of Object.entries({
  agent: agentDocument(platform),
  llm: llmDocument(platform),
  flow: flowDocument(platform),
})) {
  const path = join(root, "schemas", `${name}.schema.json`);
  const before = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  for (const line of compareSchemas(before, document)) console.log(`${name}: ${line}`);
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
}
for (const key of missingDescriptions()) console.log(`no description: ${key}`);
