import { isScalar, type Pair } from "yaml";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { editManifest, editText, type ManifestEdit, nested, newManifest } from "./edit-manifest.js";
import { addPair, appendPair, pairOf, removePair, replaceValue, type Writing } from "./splice-yaml.js";
import { writeYaml } from "./write-yaml.js";

/** One change of a number in the manifest. */
export type NumberEdit =
  | { readonly kind: "add"; readonly number: string }
  | { readonly kind: "remove"; readonly number: string }
  | { readonly kind: "field"; readonly number: string; readonly field: string; readonly value: JsonValue }
  | ({ readonly kind: "line" } & ManifestEdit);

/**
 * The manifest's text with numbers added, removed or changed, and every other byte as it was. A field set to null is
 * taken away. Throws `unreadable-file` as `editManifest` does.
 */
export function editNumbers(text: string | null, edits: readonly NumberEdit[]): string {
  let edited = text ?? newManifest;
  for (const edit of edits) edited = editOne(edited, edit);
  return edited;
}

function editOne(text: string, edit: NumberEdit): string {
  if (edit.kind === "line") return editManifest(text, [edit]);
  return editText(text, {
    what: `the entry of ${edit.number}`,
    expected: (value) => ({ ...value, numbers: expectedNumbers(value, edit) }),
    splice: (document) => splice(text, document.contents, edit),
  });
}

type OtherEdit = Exclude<NumberEdit, { kind: "line" }>;

function expectedNumbers(value: JsonObject, edit: OtherEdit): JsonValue {
  const numbers = isJsonObject(value.numbers) ? value.numbers : {};
  const { [edit.number]: entry, ...others } = numbers;
  if (edit.kind === "remove")
    return entry === undefined ? (value.numbers ?? null) : Object.keys(others).length === 0 ? null : others;
  if (edit.kind === "add") return { ...numbers, [edit.number]: entry ?? null };
  const fields = isJsonObject(entry) ? entry : {};
  if (edit.value !== null) return { ...numbers, [edit.number]: { ...fields, [edit.field]: edit.value } };
  const { [edit.field]: _, ...rest } = fields;
  return { ...numbers, [edit.number]: Object.keys(rest).length === 0 ? null : rest };
}

function splice(text: string, root: unknown, edit: OtherEdit): string | null {
  const numbers = pairOf(root, "numbers");
  const number = numbers === undefined ? undefined : pairOf(numbers.value, edit.number);
  const add = (writing: Writing): string | null => {
    if (numbers === undefined)
      return appendPair(text, root, nested("numbers", nested(`"${edit.number}"`, writing)));
    return addPair(text, numbers, nested(`"${edit.number}"`, writing), undefined);
  };
  if (edit.kind === "remove")
    return numbers === undefined || number === undefined ? text : removePair(text, numbers.value, number);
  if (edit.kind === "add") return add({ inline: "", block: null });
  const writing = writingOf(edit.value);
  if (number === undefined) return add(nested(edit.field, writing));
  const field = pairOf(number.value, edit.field);
  if (edit.value === null) return field === undefined ? text : removePair(text, number.value, field);
  return field === undefined
    ? addPair(text, number, nested(edit.field, writing), undefined)
    : replaceValue(text, field, quotedAs(field, edit.value, writing));
}

/** `replaceValue` keeps the quotes of the old value and wants the text as it stands between them. */
function quotedAs(field: Pair, value: JsonValue, writing: Writing): Writing {
  const type = isScalar(field.value) ? field.value.type : "PLAIN";
  const text = typeof value === "string" ? value : writing.inline;
  if (type === "QUOTE_DOUBLE") return { inline: JSON.stringify(text).slice(1, -1), block: null };
  return type === "QUOTE_SINGLE" ? { inline: text.replaceAll("'", "''"), block: null } : writing;
}

function writingOf(value: JsonValue): Writing {
  if (typeof value !== "object" || value === null) return { inline: writeYaml(value).trimEnd(), block: null };
  return { inline: flow(value), block: null };
}

/** In braces, as YAML takes JSON. */
function flow(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (isJsonObject(value)) {
    const pairs = Object.entries(value).map(([key, child]) => `${writeYaml(key).trimEnd()}: ${flow(child)}`);
    return `{ ${pairs.join(", ")} }`;
  }
  const written = writeYaml(value).trimEnd();
  return /[,[\]{}\n]/.test(written) ? JSON.stringify(value) : written;
}
