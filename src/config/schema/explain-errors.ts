import type { ErrorObject } from "ajv";
import { isJsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { didYouMean, nearest } from "../did-you-mean.js";
import type { Finding } from "../finding.js";

/**
 * Makes findings of a validator's errors: one for each fault, in our own words. Alternatives are folded into
 * one finding where they meet; a `type` that selects among them has done so already.
 */
export function explainErrors(
  errors: readonly ErrorObject[],
  value: JsonValue,
  keys: Readonly<Record<string, readonly string[]>>,
): Finding[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf").map((error) => error.instancePath);
  // Errors inside an alternative are about a branch that may not have been meant: the union speaks for them,
  // unless only one alternative looked at the inside at all.
  const inner = errors.filter(({ keyword }) => keyword !== "anyOf");
  const findings: Finding[] = [];
  const said = new Set<string>();
  const add = (finding: Finding | null): void => {
    if (finding === null) return;
    const key = `${finding.code} ${JSON.stringify(finding.path)} ${finding.code === "missing-field" || finding.code === "unknown-field" ? finding.message : ""}`;
    if (said.has(key)) return;
    said.add(key);
    findings.push(finding);
  };
  for (const union of new Set(unions)) {
    const below = inner.filter(({ instancePath }) => instancePath.startsWith(`${union}/`));
    if (below.length > 0) continue;
    add(
      explainUnion(
        union,
        inner.filter(({ instancePath }) => instancePath === union),
        value,
      ),
    );
  }
  for (const error of inner) {
    if (unions.includes(error.instancePath)) continue;
    add(explain(error, value, keys));
  }
  return findings;
}

function explain(
  error: ErrorObject,
  root: JsonValue,
  keys: Readonly<Record<string, readonly string[]>>,
): Finding | null {
  const path = pathOf(error.instancePath, root);
  const value = at(root, path);
  const params = error.params as Record<string, unknown>;
  const name =
    path.at(-1) === undefined
      ? "The file"
      : `"${typeof path.at(-1) === "number" ? `${path.at(-2)}[${path.at(-1)}]` : path.at(-1)}"`;
  const found = (code: string, message: string, hint?: string): Finding => ({
    severity: "error",
    code,
    path,
    at: "value",
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  switch (error.keyword) {
    case "additionalProperties":
      return unknownField(
        path,
        String(params.additionalProperty),
        keys[error.schemaPath.replace(/\/additionalProperties$/, "")] ?? [],
      );
    case "required": {
      const field = String(params.missingProperty);
      return {
        ...found(
          "missing-field",
          `${path.length === 0 ? "The file" : name} lacks "${field}".`,
          `add ${field}:`,
        ),
        at: "key",
      };
    }
    case "type":
      return wrongType(path, name, value, [params.type].flat().map(String));
    case "enum":
    case "const":
      return wrongValue(path, name, value, error);
    case "discriminator":
      return unknownType(path, value, params);
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return found(
        "out-of-range",
        `${name} is ${String(value)}; it must be ${String(params.comparison)} ${String(params.limit)}.`,
      );
    case "pattern":
      return found(
        "wrong-value",
        `${name} has a form that is not allowed: ${show(value)}.`,
        `it must match ${String(params.pattern)}`,
      );
    case "minItems":
    case "maxItems":
    case "minLength":
    case "maxLength": {
      const what = error.keyword.endsWith("Items") ? "entries" : "characters";
      const bound = error.keyword.startsWith("min") ? "at least" : "at most";
      return found("out-of-range", `${name} must have ${bound} ${String(params.limit)} ${what}.`);
    }
    default:
      // `if`, `oneOf` and the like only repeat what another error says.
      return null;
  }
}

function unknownField(path: JsonPath, field: string, known: readonly string[]): Finding {
  const near = nearest(field, known);
  const message = `"${field}" is not a field here.`;
  const place = { code: "unknown-field", path: [...path, field], at: "key" as const, message };
  if (near !== null) return { severity: "error", ...place, hint: `did you mean "${near}"?` };
  return { severity: "warning", ...place, hint: "kept as it is, but not checked" };
}

function wrongType(
  path: JsonPath,
  name: string,
  value: JsonValue | undefined,
  types: readonly string[],
): Finding {
  if (Array.isArray(value) && value.length === 0 && types.includes("object"))
    // PHP clients write an empty object as a list.
    return {
      severity: "warning",
      code: "array-for-object",
      path,
      at: "value",
      message: `${name} is an empty list where an object is due.`,
      hint: "write {}",
    };
  if (isJsonObject(value) && "$env" in value)
    return {
      severity: "error",
      code: "env-not-allowed",
      path,
      at: "value",
      message: `${name} cannot come from the environment.`,
      hint: "$env is for fields that can hold a secret",
    };
  const names: Record<string, string> = {
    string: "a text",
    number: "a number",
    integer: "a whole number",
    boolean: "true or false",
    object: "an object",
    array: "a list",
    null: "null",
  };
  const wanted = types.map((type) => names[type] ?? type).join(" or ");
  const quoted = types.includes("string") && (typeof value === "number" || typeof value === "boolean");
  const hint = quoted ? `write "${String(value)}"` : undefined;
  const message = `${name} must be ${wanted}, not ${describe(value)}.`;
  return {
    severity: "error",
    code: "wrong-type",
    path,
    at: "value",
    message,
    ...(hint === undefined ? {} : { hint }),
  };
}

function wrongValue(path: JsonPath, name: string, value: JsonValue | undefined, error: ErrorObject): Finding {
  const params = error.params as { allowedValues?: readonly unknown[]; allowedValue?: unknown };
  const allowed = (params.allowedValues ?? [params.allowedValue]).map(String);
  const place = { path, at: "value" as const };
  if (/^#\/\$defs\/Open\w+\/enum$/.test(error.schemaPath)) {
    const message = `${name} is ${show(value)}, which this release does not know.`;
    const hint = didYouMean(String(value), allowed).hint ?? "fine if it is new on the platform";
    return { severity: "warning", code: "unknown-value", ...place, message, hint };
  }
  const hint =
    didYouMean(String(value), allowed).hint ??
    `use one of ${allowed.slice(0, 12).join(", ")}${allowed.length > 12 ? ", …" : ""}`;
  return {
    severity: "error",
    code: "wrong-value",
    ...place,
    message: `${name} cannot be ${show(value)}.`,
    hint,
  };
}

/** A `type` that selects no alternative: a slip of a known one, or something newer than this release. */
function unknownType(
  path: JsonPath,
  value: JsonValue | undefined,
  params: Record<string, unknown>,
): Finding | null {
  const type = isJsonObject(value) ? value.type : undefined;
  if (typeof type !== "string" || params.error === "tag") return null; // `required` and `type` say it.
  const known = knownTypes(params);
  const near = nearest(type, known);
  const place = { code: "unknown-type", path: [...path, "type"], at: "value" as const };
  if (near !== null)
    return {
      severity: "error",
      ...place,
      message: `"${type}" is not a type here.`,
      hint: `did you mean "${near}"?`,
    };
  return {
    severity: "warning",
    ...place,
    message: `The type "${type}" is not known to this release, so this part was not checked.`,
    hint: "fine if it is new on the platform",
  };
}

/** Every `type` of tools, nodes and conditions (PLATFORM.md); near enough to tell a slip from a novelty. */
function knownTypes(_params: Record<string, unknown>): readonly string[] {
  return "end_call transfer_call check_availability_cal book_appointment_cal agent_swap press_digit send_sms custom code extract_dynamic_variable bridge_transfer cancel_transfer mcp conversation subagent end function branch sms extract_dynamic_variables component prompt equation static_text retell-llm conversation-flow custom-llm".split(
    " ",
  );
}

function explainUnion(pointer: string, errors: readonly ErrorObject[], root: JsonValue): Finding | null {
  const path = pathOf(pointer, root);
  const value = at(root, path);
  const name = path.at(-1) === undefined ? "The file" : `"${path.at(-1)}"`;
  const open = errors.find(
    ({ keyword, schemaPath }) => keyword === "enum" && /^#\/\$defs\/Open/.test(schemaPath),
  );
  if (open !== undefined && typeof value === "string") return wrongValue(path, name, value, open);
  const types = errors.filter(({ keyword }) => keyword === "type").map(({ params }) => String(params.type));
  const form = errors.find(({ keyword }) => keyword === "pattern");
  if (form !== undefined && typeof value === "string") return null; // Rules over pins say more.
  if (types.length > 0)
    return wrongType(path, name, value, [
      ...new Set(types.filter((type) => type !== "object" || !types.includes("string"))),
    ]);
  return {
    severity: "error",
    code: "wrong-type",
    path,
    at: "value",
    message: `${name} has none of the forms that are allowed here.`,
  };
}

function pathOf(pointer: string, root: JsonValue): (string | number)[] {
  const path: (string | number)[] = [];
  let value: JsonValue | undefined = root;
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(step) : step);
    value = at(value ?? null, [path.at(-1) ?? ""]);
  }
  return path;
}

function at(root: JsonValue, path: JsonPath): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isJsonObject(value)) value = value[step];
    else return undefined;
  }
  return value;
}

function show(value: JsonValue | undefined): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function describe(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (isJsonObject(value)) return "an object";
  return typeof value === "string" ? `the text ${show(value)}` : String(value);
}
