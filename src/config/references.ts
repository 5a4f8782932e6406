import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../model/json.js";
import { type Finding, FindingList } from "./finding.js";

/** A `{$file: path}` met in a value, and where. */
export interface FileReference {
  readonly path: JsonPath;
  /** Relative to the agent's directory. */
  readonly file: string;
}

/** Splits what `{$file}` and `{$env}` say from what they get wrong. */
export interface References {
  readonly files: readonly FileReference[];
  readonly findings: readonly Finding[];
}

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Finds the `{$file}` and `{$env}` of a value and checks their form. */
export function findReferences(value: JsonValue): References {
  const files: FileReference[] = [];
  const findings = new FindingList<Finding>();
  visit(value, [], (object, path) => {
    if ("$file" in object) checkFile(object, path, files, findings);
    else if ("$env" in object) checkEnv(object, path, findings);
  });
  return { files, findings: findings.found };
}

/** The value with every `{$file}` replaced by its text; those without a text stay as they are. */
export function withTexts(value: JsonObject, texts: ReadonlyMap<string, string>): JsonObject {
  const replaced = replaceFiles(value, texts);
  return isJsonObject(replaced) ? replaced : value;
}

function replaceFiles(part: JsonValue, texts: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(part)) return part.map((child) => replaceFiles(child, texts));
  if (!isJsonObject(part)) return part;
  if (typeof part.$file === "string") return texts.get(part.$file) ?? part;
  return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, replaceFiles(child, texts)]));
}

function checkFile(
  object: JsonObject,
  path: JsonPath,
  files: FileReference[],
  findings: FindingList<Finding>,
): void {
  const { $file: file, ...others } = object;
  const wrong = (code: string, at: JsonPath, message: string, hint: string): void => {
    findings.add({ severity: "error", code, path: at, at: "value", message, hint });
  };
  if (typeof file !== "string" || file === "" || Object.keys(others).length > 0)
    wrong(
      "file-reference-form",
      path,
      "$file takes one path and stands alone.",
      "{$file: prompts/general.md}",
    );
  else if (file.includes("\\"))
    wrong(
      "file-reference-form",
      [...path, "$file"],
      `The path "${file}" has a backslash.`,
      `write ${file.replaceAll("\\", "/")}`,
    );
  else if (!staysInside(file))
    wrong(
      "file-reference-outside",
      [...path, "$file"],
      `"${file}" is not a plain path inside the agent's directory.`,
      "keep the file beside agent.yaml and name it from there, without . or ..",
    );
  else files.push({ path, file });
}

function checkEnv(object: JsonObject, path: JsonPath, findings: FindingList<Finding>): void {
  const { $env: name, template, ...others } = object;
  const wrong = (at: JsonPath, message: string, hint: string): void => {
    findings.add({ severity: "error", code: "env-reference-form", path: at, at: "value", message, hint });
  };
  if (typeof name !== "string" || !namePattern.test(name))
    wrong([...path, "$env"], "$env takes the name of an environment variable.", "{$env: CAL_API_KEY}");
  else if (Object.keys(others).length > 0)
    wrong(path, "$env takes a name and at most a template.", `{$env: ${name}, template: "Bearer $${name}"}`);
  else if (template !== undefined && (typeof template !== "string" || !uses(template, name)))
    wrong([...path, "template"], `The template does not use $${name}.`, `template: "Bearer $${name}"`);
}

/** `$KEY` is not used by `$KEY_2`. */
function uses(template: string, name: string): boolean {
  return new RegExp(`\\$${name}(?![A-Za-z0-9_])`).test(template);
}

function visit(value: JsonValue, path: JsonPath, each: (object: JsonObject, path: JsonPath) => void): void {
  if (Array.isArray(value)) {
    for (const [i, child] of value.entries()) if (isContainer(child)) visit(child, [...path, i], each);
  } else if (isJsonObject(value)) {
    each(value, path);
    for (const key of Object.keys(value)) {
      const child = value[key];
      if (isContainer(child)) visit(child, [...path, key], each);
    }
  }
}

function isContainer(value: JsonValue | undefined): value is JsonObject | readonly JsonValue[] {
  return typeof value === "object" && value !== null;
}

function staysInside(file: string): boolean {
  if (file.startsWith("/") || /[:\0]/.test(file)) return false;
  return file.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}
