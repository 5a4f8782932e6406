import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../model/json.js";
import type { Finding } from "./finding.js";

/** A `{$file: path}` met in a value, and where. */
export interface FileReference {
  readonly path: JsonPath;
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
  const findings: Finding[] = [];
  visit(value, [], (object, path) => {
    const wrong = (code: string, message: string, hint: string): void => {
      findings.push({ severity: "error", code, path: [...path], at: "value", message, hint });
    };
    if ("$file" in object) {
      const file = object.$file;
      if (typeof file !== "string" || Object.keys(object).length !== 1)
        wrong("bad-file-reference", "$file takes one path and stands alone.", "{$file: prompts/general.md}");
      else if (!staysInside(file))
        wrong(
          "file-reference-outside",
          `$file "${file}" leaves the agent's directory.`,
          "keep the file beside agent.yaml",
        );
      else files.push({ path: [...path], file });
    }
    if ("$env" in object) {
      const { $env: name, template, ...rest } = object;
      if (typeof name !== "string" || !namePattern.test(name) || Object.keys(rest).length > 0)
        wrong(
          "bad-env-reference",
          "$env takes the name of an environment variable, and at most a template.",
          "{$env: CAL_API_KEY}",
        );
      else if (template !== undefined && (typeof template !== "string" || !template.includes(`$${name}`)))
        wrong(
          "bad-env-reference",
          `The template of $env ${name} does not use $${name}.`,
          `template: "Bearer $${name}"`,
        );
    }
  });
  return { files, findings };
}

/** The value with every `{$file}` replaced by its text; those without a text stay as they are. */
export function withTexts(value: JsonObject, texts: ReadonlyMap<string, string>): JsonObject {
  const replace = (part: JsonValue): JsonValue => {
    if (Array.isArray(part)) return part.map(replace);
    if (!isJsonObject(part)) return part;
    if (typeof part.$file === "string") return texts.get(part.$file) ?? part;
    return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, replace(child)]));
  };
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replace(child)]));
}

function visit(
  value: JsonValue,
  path: (string | number)[],
  each: (object: JsonObject, path: readonly (string | number)[]) => void,
): void {
  if (Array.isArray(value)) {
    value.forEach((child, i) => {
      path.push(i);
      visit(child, path, each);
      path.pop();
    });
  } else if (isJsonObject(value)) {
    each(value, path);
    for (const [key, child] of Object.entries(value)) {
      path.push(key);
      visit(child, path, each);
      path.pop();
    }
  }
}

function staysInside(file: string): boolean {
  if (file === "" || file.startsWith("/") || /[\\:\0]/.test(file)) return false;
  return file.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}
