import { isJsonObject, type JsonObject, type JsonPath, type JsonValue, toPointer } from "../model/json.js";
import { headerFields, isUrlField, ownNames, parameterFields, secretFields } from "../model/secret-fields.js";
import {
  isFilledIn,
  type SecretPart,
  secretOfHeader,
  secretOfParameter,
  secretOfUrl,
} from "../model/secret-text.js";

/** A secret that went from a field to the environment. Its value is nowhere kept. */
export interface MovedSecret {
  readonly name: string;
  /** Where the field is: file and RFC 6901 pointer, `llm.yaml/general_tools/0/cal_api_key`. */
  readonly field: string;
}

/** Moves the secrets of one agent; its variables are named after it. */
export interface SecretMover {
  /** The value with `{$env}` in the place of each known secret. `file` is where it will stand. */
  move(value: JsonObject, file: string): JsonObject;
  /** In the order in which they were met. */
  readonly moved: readonly MovedSecret[];
  /** The variables so far, by the secrets they hold: never to be shown. */
  readonly names: ReadonlyMap<string, string>;
}

/** Makes the mover for one agent. `taken` holds the names of all agents of one import, with their secrets. */
export function secretMover(slug: string, taken: Map<string, string>): SecretMover {
  const moved: MovedSecret[] = [];
  const bySecret = new Map<string, string>();

  const nameFor = (secret: string, words: readonly string[]): string => {
    const known = bySecret.get(secret);
    if (known !== undefined) return known;
    const base = upperSnake([slug, ...words].join("_"));
    let name = base;
    for (let i = 2; taken.has(name) && taken.get(name) !== secret; i++) name = `${base}_${i}`;
    taken.set(name, secret);
    bySecret.set(secret, name);
    return name;
  };
  const reference = (part: Found, text: string, words: readonly string[], path: JsonPath): JsonObject => {
    const { before, after } = part;
    // In a template `$` begins a name, which ends where it cannot go on; `<` is for what `export` puts there.
    const isWhole = before + after === "" || /[$<]/.test(before + after) || /^\w/.test(after);
    const name = part.kind === "placeholder" ? part.name : nameFor(isWhole ? text : part.secret, words);
    if (part.kind === "placeholder") taken.set(name, text);
    const [file = "", ...inside] = path;
    moved.push({ name, field: `${file}${toPointer(inside)}` });
    return isWhole ? { $env: name } : { $env: name, template: `${before}$${name}${after}` };
  };

  const visit = (value: JsonValue, path: JsonPath, owner: readonly string[]): JsonValue => {
    if (Array.isArray(value)) return value.map((item, i) => visit(item, [...path, i], owner));
    if (!isJsonObject(value)) return value;
    const own = typeof value.name === "string" && value.name !== "" ? [value.name] : owner;
    return mapFields(value, (key, child) => {
      const here = [...path, key];
      if (typeof child === "string") {
        const part = secretOfField(key, child, value, path);
        const words = secretFields.has(key) ? [key] : [...own, part?.parameter ?? key];
        return part === null ? child : reference(part, child, words, here);
      }
      const find = headerFields.has(key)
        ? secretOfHeader
        : parameterFields.has(key)
          ? secretOfParameter
          : null;
      if (find === null || !isJsonObject(child)) return ownNames.has(key) ? child : visit(child, here, own);
      return mapFields(child, (name, text) => {
        const part = typeof text === "string" ? (placeholder(text) ?? secret(find(name, text))) : null;
        if (part === null || typeof text !== "string") return text;
        return reference(part, text, [...own, name], [...here, name]);
      });
    });
  };
  return {
    moved,
    names: bySecret,
    move(value, file) {
      const result = visit(value, [file], []);
      return isJsonObject(result) ? result : value;
    },
  };
}

/** What stands in a field: a secret, or what `export` wrote in the place of one. */
type Found =
  | ({ readonly kind: "secret" } & SecretPart)
  | ({ readonly kind: "placeholder"; readonly name: string } & Omit<SecretPart, "secret">);

function secret(part: SecretPart | null): Found | null {
  return part === null ? null : { kind: "secret", ...part };
}

function secretOfField(key: string, text: string, holder: JsonObject, path: JsonPath): Found | null {
  const isUrl = isUrlField(key, holder, path.at(-2));
  if (!isUrl && !secretFields.has(key)) return null;
  const known = placeholder(text);
  if (known !== null) return known;
  if (isUrl) return secret(secretOfUrl(text));
  return isFilledIn(text) ? null : secret({ before: "", secret: text, after: "", parameter: null });
}

/** `Bearer <<NAME>>` is what `export` writes for `{$env: NAME, template: "Bearer $NAME"}`. */
function placeholder(text: string): Found | null {
  const match = /^([^<$]*)<<([A-Za-z_][A-Za-z0-9_]*)>>(?!\w)([^<$]*)$/.exec(text);
  if (match === null) return null;
  const [, before = "", name = "", after = ""] = match;
  return { kind: "placeholder", name, before, after, parameter: null };
}

function mapFields(value: JsonObject, change: (key: string, child: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(key, child)]));
}

/** `desk-2 X-API-Key` → `DESK_2_X_API_KEY`; letters that a variable cannot hold are left out. */
function upperSnake(text: string): string {
  const name = text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return /^\d/.test(name) ? `AGENT_${name}` : name;
}
