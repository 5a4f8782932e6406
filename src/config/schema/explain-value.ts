import { isJsonObject, type JsonValue } from "../../model/json.js";
import { nearest } from "../did-you-mean.js";
import type { Finding } from "../finding.js";
import { type Fault, finding, nameOf, show } from "./fault.js";
import { knownTags } from "./schema-part.js";

/** A value that is not in its list: wrong, or newer than this release where the list is a vendor's. */
export function explainValue(fault: Fault): Finding | null {
  const { value, schema, params } = fault;
  // Of another type altogether: that is what is said.
  if (schema.type !== undefined && typeof value !== "string") return null;
  const allowed = Array.isArray(params.allowedValues) ? params.allowedValues : [params.allowedValue ?? null];
  const name = nameOf(fault);
  const near = typeof value === "string" ? nearest(value, texts(allowed)) : null;
  if (schema["x-open-enum"] === true) {
    const message = `${show(value)} is not a value of ${name} that this release knows.`;
    const slip = near === null ? "" : `did you mean ${show(near)}? `;
    const hint = `${slip}fine if it is new on the platform`;
    return finding(fault, "warning", "unknown-value", message, hint);
  }
  const message = `${show(value)} is not a value of ${name}.`;
  const hint = near === null ? `use ${listed(texts(allowed))}` : `did you mean ${show(near)}?`;
  return finding(fault, "error", "wrong-value", message, hint);
}

/** A tag (`type`, `role`) that selects no branch: a slip of a known one, or something newer than this release. */
export function explainUnknownType(fault: Fault): Finding | null {
  const { kind, path, params, value, schema } = fault;
  const tag = String(params.tag);
  const found = isJsonObject(value) ? value[tag] : undefined;
  if (found === undefined) return null; // `required` says it.
  const place = { path: [...path, tag] };
  if (typeof found !== "string")
    return finding(fault, "error", "wrong-type", `"${tag}" must be a text.`, `write a text`, place);
  // The engine decides which files an agent has: an unknown one is explained where they are read.
  if (kind === "agent" && path.length === 1 && path[0] === "response_engine") return null;
  const known = knownTags(schema);
  const near = nearest(found, known);
  if (near !== null) {
    const message = `${show(found)} is not a ${tag} that ${nameOf(fault)} can have.`;
    return finding(fault, "error", "unknown-type", message, `did you mean ${show(near)}?`, place);
  }
  const message = `${show(found)} is not a ${tag} that this release knows, so ${nameOf(fault)} was not checked.`;
  return finding(fault, "warning", "unknown-type", message, `known are ${listed(known, "and")}`, place);
}

function texts(values: readonly JsonValue[]): readonly string[] {
  return values.filter((value) => typeof value === "string");
}

function listed(values: readonly string[], word: "or" | "and" = "or"): string {
  const shown = values.map((value) => show(value));
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} ${word} ${shown.at(-1)}`;
}
