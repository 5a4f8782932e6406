import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { blankControls } from "./plain-text.js";

/** A value as indented lines, close to YAML; safe to print. What is one line stays one. */
export function valueLines(value: JsonValue): string[] {
  if (typeof value === "string" && value.includes("\n"))
    return ["|", ...visible(value).split("\n").map(indent)];
  if (Array.isArray(value) && value.length > 0) {
    if (isShort(value)) return [`[${value.map(scalarText).join(", ")}]`];
    return value.flatMap((item) => {
      const [first = "", ...rest] = valueLines(item);
      return [`- ${first}`, ...rest.map(indent)];
    });
  }
  if (!isJsonObject(value) || isReference(value) || Object.keys(value).length === 0)
    return [scalarText(value)];
  return Object.entries(value).flatMap(([key, child]) => {
    const lines = valueLines(child);
    const name = visible(key).replaceAll("\n", "␊");
    const [first = ""] = lines;
    if (lines.length === 1 && !opensBlock(child)) return [`${name}: ${first}`];
    if (first === "|") return [`${name}: |`, ...lines.slice(1)];
    return [`${name}:`, ...lines.map(indent)];
  });
}

/** A value that fits a line: texts bare unless they could be taken for something else. */
export function scalarText(value: JsonValue): string {
  if (typeof value === "string") {
    const text = visible(value).replaceAll("\n", "␊");
    return /^$|^\s|\s$|^[[{"'|>&*!%@`#-]|^(?:true|false|yes|no|on|off|null|~|[-+.\d][\d.eE+_-]*)$/.test(value)
      ? `"${text}"`
      : text;
  }
  if (!isJsonObject(value) || !isReference(value)) return visible(JSON.stringify(value));
  if (Object.hasOwn(value, "$secret")) return "(secret)";
  if (!Object.hasOwn(value, "$env")) return visible(JSON.stringify(value));
  const template = typeof value.template === "string" ? ` in "${visible(value.template)}"` : "";
  return `$env ${visible(String(value.$env))}${template}`;
}

/** True for what stands in the place of a text: `{$env}`, `{$file}`, a secret that is not shown. */
export function isReference(value: JsonObject): boolean {
  return ["$env", "$file", "$secret"].some((key) => Object.hasOwn(value, key));
}

/** A text in which each control character is seen instead of obeyed; line feeds stay. */
export function visible(text: string): string {
  const pictures = text.replaceAll("\t", "  ").replace(/[^\P{Cc}\n]/gu, (control) => {
    const code = control.charCodeAt(0);
    if (code === 0x7f) return "␡";
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : " ";
  });
  return pictures.split("\n").map(blankControls).join("\n");
}

function isShort(items: readonly JsonValue[]): boolean {
  if (items.some((item) => typeof item === "object" && item !== null)) return false;
  return items.every((item) => !String(item).includes("\n")) && items.map(String).join(", ").length <= 60;
}

function opensBlock(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0 && !isShort(value);
  return isJsonObject(value) && !isReference(value) && Object.keys(value).length > 0;
}

function indent(line: string): string {
  return line === "" ? "" : `  ${line}`;
}
