import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { compareSchemas } from "../../scripts/schemas/compare-schemas.mjs";
import { readUnion, unionOf } from "../../scripts/schemas/unions.mjs";
import { platformKeyOrder } from "../../src/config/schema/index.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/model/json.js";

const directory = new URL("../../schemas/", import.meta.url);
const files = readdirSync(directory).filter((name) => name.endsWith(".schema.json"));

describe.each(files)("%s", (file) => {
  const schema: JsonObject = JSON.parse(readFileSync(new URL(file, directory), "utf8"));

  it("is a schema of draft 2020-12", () => {
    const ajv = new Ajv2020();
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  });

  it("resolves every reference, and refers to every definition", () => {
    const definitions = Object.keys(isJsonObject(schema.$defs) ? schema.$defs : {});
    const referred = new Set<string>();
    each(schema, (part) => {
      if (typeof part.$ref === "string") referred.add(part.$ref.replace("#/$defs/", ""));
    });
    expect([...referred].filter((name) => !definitions.includes(name))).toEqual([]);
    const texts = ["text", "nullableText", "secretText", "nullableSecretText"];
    expect(definitions.filter((name) => !referred.has(name) && !texts.includes(name))).toEqual([]);
  });

  it("describes every field in a sentence", () => {
    const silent: string[] = [];
    each(schema, (part) => {
      if (!isJsonObject(part.properties)) return;
      for (const [name, field] of Object.entries(part.properties))
        if (isJsonObject(field) && field.const === undefined && !condition(part) && !/\.$/.test(text(field)))
          silent.push(`${name}: ${text(field)}`);
    });
    expect(silent).toEqual([]);
  });

  it("says of every branch of a union what it is for: an editor shows it where a type is chosen", () => {
    const silent = new Set<string>();
    each(schema, (part) => {
      for (const { schema: branch } of readUnion(part)?.branches ?? [])
        if (typeof branch.$ref === "string" && !/\.$/.test(text(deref(schema, branch))))
          silent.add(branch.$ref);
    });
    expect([...silent]).toEqual([]);
  });

  it("enters each branch of a union by the values that its own tag can have", () => {
    each(schema, (part) => {
      const union = readUnion(part);
      for (const { tags, schema: branch } of union?.branches ?? []) {
        const { properties } = deref(schema, branch);
        const value = isJsonObject(properties) ? properties[union?.tag ?? ""] : undefined;
        expect(isJsonObject(value) && (value.enum ?? [value.const])).toEqual(tags);
      }
    });
  });
});

it("the platform's order of fields begins with its own ids and names each field once", () => {
  expect(platformKeyOrder("agent").slice(0, 3)).toEqual(["agent_id", "version", "base_version"]);
  expect(platformKeyOrder("llm").slice(0, 4)).toEqual(["llm_id", "version", "is_published", "model"]);
  expect(platformKeyOrder("flow")[0]).toBe("model_choice");
  for (const kind of ["agent", "llm", "flow"] as const)
    expect(new Set(platformKeyOrder(kind)).size).toBe(platformKeyOrder(kind).length);
});

it("a comparison says what came, went and changed, and is silent about prose", () => {
  const before = { title: "a", type: "object", enum: ["x"], minimum: 1, gone: true };
  const after = { title: "b", type: "object", enum: ["y", "x"], minimum: 2 };
  expect(compareSchemas(before, after)).toEqual(['+ /enum/"y" listed', "~ /minimum: 1 → 2", "- /gone"]);
});

it("a comparison names the one branch that came, wherever it was put", () => {
  const union = (...tags: string[]): JsonObject =>
    unionOf(
      "type",
      tags.map((tag) => ({ tags: [tag], schema: { $ref: `#/$defs/${tag}` } })),
    );
  expect(compareSchemas(union("end", "sms"), union("hold", "end", "sms"))).toEqual([
    '+ /properties/type/enum/"hold" listed',
    '+ /allOf/hold/$ref "#/$defs/hold"',
  ]);
});

function each(value: JsonValue, visit: (part: JsonObject) => void): void {
  if (Array.isArray(value)) for (const item of value) each(item, visit);
  else if (isJsonObject(value)) {
    visit(value);
    for (const child of Object.values(value)) each(child, visit);
  }
}

/** An `if` only looks at fields that are described elsewhere. */
function condition(part: JsonObject): boolean {
  return part.additionalProperties === undefined;
}

function text(field: JsonObject): string {
  return typeof field.description === "string" ? field.description : "";
}

function deref(root: JsonObject, branch: JsonValue): JsonObject {
  const name = isJsonObject(branch) && typeof branch.$ref === "string" ? branch.$ref.slice(8) : null;
  const target = name === null ? branch : isJsonObject(root.$defs) ? (root.$defs[name] ?? null) : null;
  return isJsonObject(target) ? target : {};
}
