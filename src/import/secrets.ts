import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";

/** Fields whose text is a secret wherever they stand (PLATFORM.md, secrets seen in real files). */
const secretFields: ReadonlySet<string> = new Set(["cal_api_key", "auth_username", "auth_password"]);
/** Fields that hold names and values, some of which are secrets. */
const secretMaps: ReadonlySet<string> = new Set(["headers", "query_params", "custom_sip_headers"]);
const secretName = /auth|token|secret|password|passwd|credential|cookie|api[-_]?key|(^|[-_])key$|signature/i;
const scheme = /^(Bearer|Basic|Token|ApiKey) (.+)$/i;

/** Moves secrets of an agent to `{$env}`; `names` collects the variables to set. */
export interface SecretMover {
  move(value: JsonObject): JsonObject;
  /** Names of the variables, in the order they were met. Values are nowhere kept. */
  names(): readonly string[];
}

/** Makes the mover for one agent; variables are named after it: `RECEPTIONIST_CAL_API_KEY`. */
export function secretMover(slug: string): SecretMover {
  const byValue = new Map<string, string>();
  const taken = new Set<string>();

  const nameFor = (field: string, secret: string): string => {
    const known = byValue.get(`${field}\0${secret}`);
    if (known !== undefined) return known;
    const base = `${slug}_${field}`
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "_")
      .replace(/^(\d)/, "_$1");
    let name = base;
    for (let i = 2; taken.has(name); i++) name = `${base}_${i}`;
    taken.add(name);
    byValue.set(`${field}\0${secret}`, name);
    return name;
  };
  const reference = (field: string, text: string): JsonValue => {
    const exported = placeholder(text);
    if (exported !== null) return exported;
    const [, word, rest] = scheme.exec(text) ?? [];
    if (word !== undefined && rest !== undefined && !text.includes("$")) {
      const name = nameFor(field, rest);
      return { $env: name, template: `${word} $${name}` };
    }
    return { $env: nameFor(field, text) };
  };
  const isSecret = (text: JsonValue | undefined): text is string =>
    // A dynamic variable is filled in by the call: its name is no secret.
    typeof text === "string" && text !== "" && !text.includes("{{");
  const map = (value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        isSecret(child) && (secretName.test(key) || placeholder(child) !== null)
          ? reference(key, child)
          : child,
      ]),
    );
  const visit = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => {
        if (secretFields.has(key) && isSecret(child)) return [key, reference(key, child)];
        if (secretMaps.has(key) && isJsonObject(child)) return [key, map(child)];
        if (/url$/.test(key) && typeof child === "string") return [key, placeholder(child) ?? child];
        return [key, visit(child)];
      }),
    );
  };
  return {
    move(value) {
      const moved = visit(value);
      return isJsonObject(moved) ? moved : value;
    },
    names: () => [...taken],
  };
}

/** `Bearer <<NAME>>`, as `export` writes what comes from the environment, back as `{$env}`; null for any other text. */
function placeholder(text: string): JsonObject | null {
  const [, before = "", name, after = ""] = /^([^$]*)<<([A-Za-z_][A-Za-z0-9_]*)>>([^$]*)$/.exec(text) ?? [];
  if (name === undefined) return null;
  return before + after === "" ? { $env: name } : { $env: name, template: `${before}$${name}${after}` };
}
