import type { ErrorObject } from "ajv";
import { isJsonObject, type JsonObject, type JsonValue, toPointer } from "../../model/json.js";
import { type Finding, FindingList } from "../finding.js";
import { explainMissingField, explainUnknownField } from "./explain-field.js";
import { explainLimit } from "./explain-limit.js";
import { explainType } from "./explain-type.js";
import { explainUnknownType, explainValue } from "./explain-value.js";
import { type Fault, nameOf, type SchemaKind, sentence } from "./fault.js";
import { isTextSchema, pathInto } from "./schema-part.js";

/**
 * Makes findings of a compiled check's errors: one for each fault, in our own words. The schemas leave little
 * to fold: unions are entered by their tag, and strings that may be `{$file}` are one schema with two types.
 */
export function explainErrors(
  kind: SchemaKind,
  value: JsonValue,
  errors: readonly ErrorObject[],
): readonly Finding[] {
  const list = new FindingList<Finding>();
  const said = new Set<string>();
  const explained = new Map<string, number>();
  for (const error of errors) {
    const nth = (explained.get(error.keyword) ?? 0) + 1;
    if (nth > maximumExplained) continue;
    explained.set(error.keyword, nth);
    const fault: Fault = {
      kind,
      keyword: error.keyword,
      params: error.params as JsonObject,
      ...pathInto(value, error.instancePath),
      schema: (error.parentSchema ?? {}) as JsonObject,
    };
    const found = explain(fault);
    if (found === null) continue;
    // A limit beside a `$ref` is said by both: the same words about the same place are one finding.
    const key = JSON.stringify([found.code, found.path, found.message]);
    if (!said.has(key)) list.add(found);
    said.add(key);
  }
  return withoutMisspelt(list.found);
}

/** A field that is there under a wrong name is not missing as well. */
function withoutMisspelt(findings: readonly Finding[]): readonly Finding[] {
  const misspelt = new Set(
    findings.flatMap(({ code, absent }) => (code === "unknown-field" && absent ? [toPointer(absent)] : [])),
  );
  if (misspelt.size === 0) return findings;
  return findings.filter(
    ({ code, absent }) => code !== "missing-field" || !absent || !misspelt.has(toPointer(absent)),
  );
}

/** Explaining takes longer than finding, and a hostile file could have a million faults of one kind. */
const maximumExplained = 1000;

function explain(fault: Fault): Finding | null {
  const { schema, keyword } = fault;
  const ours = reference(fault);
  if (ours !== null) return explainReference(fault, ours);
  if (schema["x-checked-elsewhere"] === true && keyword !== "type") return null;
  switch (keyword) {
    case "type":
      return explainType(fault);
    case "required":
      // An object where a text is due: its type is what is wrong, not the `$file` it lacks.
      return isTextSchema(schema) ? explainType(fault) : explainMissingField(fault);
    case "additionalProperties":
      return isTextSchema(schema) ? explainType(fault) : explainUnknownField(fault);
    case "minProperties":
      return explainType(fault);
    case "enum":
    case "const":
      return explainValue(fault);
    case "discriminator":
      return explainUnknownType(fault);
    case "if":
    case "anyOf":
    case "oneOf":
      // They only repeat that something inside them is wrong, and that is said already.
      return null;
    default:
      return explainLimit(fault);
  }
}

/** Which of our two stand-ins for a text the value is. */
function reference({ value }: Fault): "$file" | "$env" | null {
  if (!isJsonObject(value)) return null;
  return "$file" in value ? "$file" : "$env" in value ? "$env" : null;
}

/** A stand-in whose form is wrong is explained where references are read; here, only that its place is. */
function explainReference(fault: Fault, sign: "$file" | "$env"): Finding | null {
  const { path, schema, kind } = fault;
  const place = { severity: "error", path, at: "value" } as const;
  const fields = isJsonObject(schema.properties) ? schema.properties : {};
  if (sign in fields) return kind === "manifest" && sign === "$env" ? explainManifestReference(fault) : null;
  const name = sentence(nameOf(fault));
  if (sign === "$env")
    return {
      ...place,
      code: "env-not-allowed",
      message: `${name} cannot come from the environment.`,
      hint: "$env is for keys, headers, query parameters and URLs; write the value here",
    };
  return {
    ...place,
    code: "file-not-allowed",
    message: `${name} cannot come from a file.`,
    hint: "$file stands for free text only; write the value here",
  };
}

function explainManifestReference({ path }: Fault): Finding {
  const message = "$env takes the name of an environment variable, and at most a template.";
  return { severity: "error", code: "wrong-type", path, at: "value", message, hint: "{$env: WEBHOOK_URL}" };
}
