// @ts-check
/** Writes the types of agents, LLMs and flows from schemas/, as the library gives them: `$file` read, `$env` symbolic. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile } from "json-schema-to-typescript";
import { entered } from "./schemas/unions.mjs";

const root = join(import.meta.dirname, "..");
const names = { agent: "AgentConfig", llm: "RetellLlmConfig", flow: "ConversationFlowConfig" };

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const [path, text] of await generateTypes()) writeFileSync(join(root, path), text);

/** The files by path, as they should be. */
export async function generateTypes() {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const [kind, name] of Object.entries(names)) {
    const schema = entered(JSON.parse(readFileSync(join(root, `schemas/${kind}.schema.json`), "utf8")));
    const text = await compile(asRead(schema, name), name, {
      additionalProperties: true,
      bannerComment: `// Generated from schemas/${kind}.schema.json by scripts/generate-types.mjs: do not edit.`,
      declareExternallyReferenced: true,
      format: false,
      ignoreMinAndMaxItems: true,
      unreachableDefinitions: false,
    });
    files.set(`src/library/platform/${kind}.ts`, text);
  }
  return files;
}

/**
 * The schema of a value as it is read.
 *
 * @param {any} schema
 * @param {string} title
 */
function asRead(schema, title) {
  const { text, nullableText, secretText, nullableSecretText, ...others } = schema.$defs;
  const secret = "string | { readonly $env: string; readonly template?: string }";
  /** @type {Record<string, any>} */
  const known = {
    ...(text && { text: { tsType: "string" } }),
    ...(nullableText && { nullableText: { tsType: "string | null" } }),
    ...(secretText && { secretText: { tsType: secret } }),
    ...(nullableSecretText && { nullableSecretText: { tsType: `${secret} | null` } }),
  };
  const { $id: _id, $schema: _schema, if: _if, then: _then, allOf: _allOf, ...rest } = schema;
  return visit({ ...rest, title, $defs: { ...others } }, known);
}

/** @param {any} part @param {Record<string, any>} known @returns {any} */
function visit(part, known) {
  if (Array.isArray(part)) return part.map((item) => visit(item, known));
  if (typeof part !== "object" || part === null) return part;
  const name = typeof part.$ref === "string" ? part.$ref.replace("#/$defs/", "") : "";
  // A description beside a reference would make a type of its own each time.
  if (known[name] !== undefined) return { ...known[name], ...described(part) };
  if (name !== "") return { $ref: part.$ref };
  if (part["x-open-enum"] === true) return { tsType: openEnum(part.enum), ...described(part) };
  const { discriminator: _discriminator, ...rest } = part;
  return Object.fromEntries(Object.entries(rest).map(([key, child]) => [key, visit(child, known)]));
}

/** @param {any} part */
function described(part) {
  return part.description === undefined ? {} : { description: part.description };
}

/** @param {readonly unknown[]} values */
function openEnum(values) {
  return [...values.map((value) => JSON.stringify(value)), "(string & {})"].join(" | ");
}
