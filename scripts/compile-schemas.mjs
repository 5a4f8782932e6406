// @ts-check
/**
 * Compiles schemas/*.schema.json into src/config/schema/generated/, one module for each, so that nothing has to
 * be compiled (nor the compiler loaded) when a command starts. Errors carry the part of the schema that failed:
 * explaining them needs no more.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { readTextOrList, readUnion } from "./schemas/unions.mjs";

const root = join(import.meta.dirname, "..");
const target = join(root, "src/config/schema/generated");

/** Keywords of our own: notes for people, editors and src/config/schema; they never make a value wrong. */
const annotations = ["x-key-order", "x-open-enum", "x-checked-elsewhere", "x-tags"];

/**
 * How errors of a part come to those of the whole. As the compiler has it, each part copies all that were found
 * before: 30,000 faulty nodes took minutes. And more than these are never told.
 */
const joinErrors = `
function joinErrors(errors, more) {
  for (let i = 0; i < more.length && errors.length < 10000; i++) errors.push(more[i]);
  return errors;
}`;

const declaration = `import type { ErrorObject } from "ajv";

export const validate: ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };
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
    writeFileSync(path, await moduleFor(schema));
    writeFileSync(join(target, `${name}.d.ts`), declaration);
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

/** @param {any} schema */
async function moduleFor(schema) {
  const ajv = new Ajv2020({
    strict: true,
    // A string that may also be {$file} has two types, and limits stand beside a $ref to it.
    allowUnionTypes: true,
    strictTypes: false,
    // A union requires its tag; the branches define it.
    strictRequired: false,
    allErrors: true,
    discriminator: true,
    inlineRefs: false,
    messages: false,
    verbose: true,
    keywords: annotations,
    code: { source: true, esm: true },
  });
  const code = standaloneCode.default(ajv, ajv.compile(schema)).replace(/export default [^;]+;/, "");
  const joined = code.replaceAll(/(\w+)\.concat\((\w+)\.errors\)/g, "joinErrors($1, $2.errors)");
  if (joined.includes(".concat(")) throw new Error("errors are joined in a way that is not known here");
  // Bundling takes in the two or three small functions that ajv's code asks for with `require`.
  const bundled = await build({
    stdin: { contents: joined + joinErrors, resolveDir: root },
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
  });
  return /** @type {{text: string}} */ (bundled.outputFiles[0]).text;
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

/**
 * Has each union entered by what tells its branches apart, so that a fault is the fault of one branch and is found
 * without trying the others. Published schemas have them in the form that editors read best.
 * @param {any} value @returns {any}
 */
function entered(value) {
  if (Array.isArray(value)) return value.map(entered);
  if (typeof value !== "object" || value === null) return value;
  const { allOf, properties, anyOf, ...rest } = value;
  const union = readUnion(value);
  if (union !== null)
    return {
      ...entered(rest),
      discriminator: { propertyName: union.tag },
      // Its branches are not at hand when an error is explained.
      "x-tags": union.branches.flatMap(({ tags }) => tags),
      oneOf: union.branches.map(({ schema }) => entered(schema)),
    };
  const either = readTextOrList(value);
  if (either !== null)
    return {
      ...entered(rest),
      ...entered(either.list),
      type: ["string", "array"],
      if: { not: { type: "string" } },
      else: either.text,
    };
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, entered(child)]));
}
