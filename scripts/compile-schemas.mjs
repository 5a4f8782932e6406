// @ts-check
/**
 * Compiles schemas/*.schema.json ahead of time into src/config/schema/generated/, one module each, so that no
 * schema compiler is loaded or run at start-up. `{$file}` is replaced by its text before a check and so is a
 * plain string here; `{$env}` stays, where the schema allows it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";

const root = join(import.meta.dirname, "..");
const target = join(root, "src/config/schema/generated");
const declaration = `import type { ErrorObject } from "ajv";
export const validate: ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };
export const keys: Readonly<Record<string, readonly string[]>>;
`;

mkdirSync(target, { recursive: true });
for (const file of readdirSync(join(root, "schemas"))) {
  const name = file.replace(".schema.json", "");
  const schema = withoutProse(JSON.parse(readFileSync(join(root, "schemas", file), "utf8")));
  schema.$defs ??= {};
  schema.$defs.text = { type: "string" };
  schema.$defs.secret = { anyOf: [{ type: "string" }, { type: "object", required: ["$env"] }] };
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    inlineRefs: false,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    keywords: ["x-open-enum"],
    code: { source: true, esm: true, lines: false },
  });
  const validate = ajv.compile(schema);
  // The default export is replaced by a name of ours; the helpers that the code requires are bundled.
  const code = standalone.default(ajv, validate).replace(/export default (\w+);/, "");
  /** @type {Record<string, string[]>} */
  const keys = {};
  collectKeys(schema, "#", keys);
  writeFileSync(join(target, `${name}.js`), `${code}\nexport const keys = ${JSON.stringify(keys)};\n`);
  writeFileSync(join(target, `${name}.d.ts`), declaration);
}

/**
 * What hovers in editors is not needed to check, and would be carried along in the code.
 *
 * @param {any} value
 * @returns {any}
 */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, child]) => !(typeof child === "string" && (key === "description" || key === "title")),
  );
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutProse(child)]));
}

/**
 * The field names of every object schema by its place, for "did you mean".
 *
 * @param {any} schema
 * @param {string} path
 * @param {Record<string, string[]>} keys
 */
function collectKeys(schema, path, keys) {
  if (typeof schema !== "object" || schema === null) return;
  if (schema.additionalProperties === false) keys[path] = Object.keys(schema.properties ?? {});
  for (const [key, child] of Object.entries(schema)) collectKeys(child, `${path}/${key}`, keys);
}
