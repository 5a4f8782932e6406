// @ts-check
/**
 * Compiles schemas/*.schema.json into src/config/schema/generated/, so that nothing has to be compiled (nor the
 * compiler loaded) when a command starts. Two modules for each: one that only says whether a value is right, which most
 * are, and one of three times the size whose errors carry the part of the schema that failed: explaining them needs no more.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { parseAst } from "rollup/parseAst";
import { entered } from "./schemas/unions.mjs";

const root = join(import.meta.dirname, "..");
const target = join(root, "src/config/schema/generated");

/** Keywords of our own: notes for people, editors and src/config/schema; they never make a value wrong. */
const annotations = ["x-key-order", "x-open-enum", "x-checked-elsewhere", "x-tags"];

const declaration = `import type { ErrorObject } from "ajv";

export const validate: ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };
`;
const quickDeclaration = `export const validate: (value: unknown) => boolean;
`;
const keyOrderDeclaration = `export const keyOrder: Readonly<
  Record<"agent" | "llm" | "flow" | "manifest" | "tagline", readonly string[]>
>;
`;
const languagesDeclaration = "export const platformLanguages: readonly string[];\n";

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await compileSchemas();

/** Writes the modules and prints the size and load time of each; `quiet` prints nothing. */
export async function compileSchemas({ quiet = false } = {}) {
  mkdirSync(target, { recursive: true });
  const files = readdirSync(join(root, "schemas")).filter((file) => file.endsWith(".schema.json"));
  /** @type {Record<string, string[]>} */
  const keyOrder = {};
  /** @type {string[]} */
  let languages = [];
  for (const file of files) {
    const name = file.replace(".schema.json", "");
    const schema = entered(withoutProse(JSON.parse(readFileSync(join(root, "schemas", file), "utf8"))));
    keyOrder[name] = schema["x-key-order"];
    if (name === "agent") languages = schema.properties.language.else.enum;
    const path = join(target, `${name}.js`);
    writeFileSync(path, await moduleFor(schema, { explains: true }));
    writeFileSync(join(target, `${name}.d.ts`), declaration);
    writeFileSync(join(target, `${name}-quick.js`), await moduleFor(schema, { explains: false }));
    writeFileSync(join(target, `${name}-quick.d.ts`), quickDeclaration);
    if (quiet) continue;
    const before = performance.now();
    await import(pathToFileURL(path).href);
    const milliseconds = (performance.now() - before).toFixed(1);
    console.log(`${name}: ${readFileSync(path).length} bytes, loaded in ${milliseconds} ms`);
  }
  writeFileSync(join(target, "key-order.js"), `export const keyOrder = ${JSON.stringify(keyOrder)};\n`);
  writeFileSync(join(target, "key-order.d.ts"), keyOrderDeclaration);
  writeFileSync(
    join(target, "languages.js"),
    `export const platformLanguages = ${JSON.stringify(languages)};\n`,
  );
  writeFileSync(join(target, "languages.d.ts"), languagesDeclaration);
}

/**
 * @param {any} schema
 * @param {{ explains: boolean }} options
 */
async function moduleFor(schema, { explains }) {
  const ajv = new Ajv2020({
    strict: true,
    // A string that may also be {$file} has two types, and limits stand beside a $ref to it.
    allowUnionTypes: true,
    strictTypes: false,
    // A union requires its tag; the branches define it.
    strictRequired: false,
    allErrors: explains,
    discriminator: true,
    inlineRefs: false,
    messages: false,
    verbose: explains,
    keywords: annotations,
    code: { source: true, esm: true },
  });
  const code = standaloneCode.default(ajv, ajv.compile(schema)).replace(/export default [^;]+;/, "");
  // Bundling takes in the two or three small functions that ajv's code asks for with `require`.
  const bundled = await build({
    stdin: { contents: explains ? joinedErrors(code) : withoutErrors(code), resolveDir: root },
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
  });
  return /** @type {{text: string}} */ (bundled.outputFiles[0]).text;
}

/**
 * ajv's code with errors of a part joined to those of the whole in place. As the compiler has it, each part copies all
 * that were found before: 30,000 faulty nodes took minutes. And more than these are never told.
 *
 * @param {string} code
 */
function joinedErrors(code) {
  const joined = code.replaceAll(/(\w+)\.concat\((\w+)\.errors\)/g, "joinErrors($1, $2.errors)");
  if (joined.includes(".concat(")) throw new Error("errors are joined in a way that is not known here");
  return `${joined}
function joinErrors(errors, more) {
  for (let i = 0; i < more.length && errors.length < 10000; i++) errors.push(more[i]);
  return errors;
}`;
}

/**
 * ajv's code without what only errors need: making them is most of it, and of the schema itself the names of
 * properties are all that is asked then.
 *
 * @param {string} code
 */
function withoutErrors(code) {
  /** @type {{ start: number, end: number, text: string }[]} */
  const changes = [];
  /** @type {Map<string, any>} */
  const schemas = new Map();
  /** @param {any} node */
  const visit = (node) => {
    if (typeof node !== "object" || node === null) return;
    if (isSchema(node.id)) schemas.set(node.id.name, JSON.parse(code.slice(node.init.start, node.init.end)));
    else if (isError(node)) changes.push({ ...node, text: "0" });
    else if (isSchema(node.object) && node.property.name === "properties") {
      const names = Object.keys(schemas.get(node.object.name).properties);
      changes.push({ ...node, text: JSON.stringify(Object.fromEntries(names.map((name) => [name, 0]))) });
    } else for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code));
  return changes.reduceRight(
    (text, { start, end, text: by }) => `${text.slice(0, start)}${by}${text.slice(end)}`,
    code,
  );
}

/** @param {any} node */
function isSchema(node) {
  return node?.type === "Identifier" && /^schema\d+$/.test(node.name);
}

/** @param {any} node */
function isError(node) {
  const names =
    node.type === "ObjectExpression" ? node.properties.map((/** @type {any} */ { key }) => key?.name) : [];
  return names.includes("instancePath") && names.includes("keyword");
}

/** @param {any} value @returns {any} */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, child]) => !(typeof child === "string" && (key === "description" || key === "title")),
  );
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutProse(child)]));
}
