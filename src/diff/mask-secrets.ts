import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../model/json.js";
import { headerFields, isUrlField, ownNames, parameterFields, secretFields } from "../model/secret-fields.js";
import { isFilledIn, isHarmlessHeader, secretOfUrl } from "../model/secret-text.js";

/** Hides secrets: equal ones get the same number, so that one that changed can be told without being shown. */
export type SecretMask = (value: JsonObject) => JsonObject;

/**
 * Makes the mask of one comparison. A plain text in a field that can hold a secret becomes `{$secret: n}`;
 * `{$env}`, what a call fills in (`{{name}}`) and URLs without a query or a token stay readable.
 */
export function secretMask(): SecretMask {
  const numbers = new Map<string, number>();
  const hide = (text: string): JsonObject => {
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    return { $secret: number };
  };
  const hideEach = (value: JsonObject, harmless: (name: string) => boolean): JsonObject =>
    mapFields(value, (name, text) =>
      typeof text !== "string" || isFilledIn(text) || harmless(name) ? text : hide(text),
    );

  const visit = (value: JsonValue, path: JsonPath): JsonValue => {
    if (Array.isArray(value)) return value.map((item, i) => visit(item, [...path, i]));
    if (!isJsonObject(value) || Object.hasOwn(value, "$env")) return value;
    return mapFields(value, (key, child) => {
      if (typeof child === "string") return isSecret(key, child, value, path) ? hide(child) : child;
      if (isJsonObject(child) && !Object.hasOwn(child, "$env")) {
        if (headerFields.has(key)) return hideEach(child, isHarmlessHeader);
        if (parameterFields.has(key)) return hideEach(child, () => false);
      }
      return ownNames.has(key) ? child : visit(child, [...path, key]);
    });
  };
  return (value) => mapFields(value, (key, child) => visit(child, [key]));
}

function isSecret(key: string, text: string, holder: JsonObject, path: JsonPath): boolean {
  if (secretFields.has(key)) return !isFilledIn(text);
  if (!isUrlField(key, holder, path.at(-2)) || isFilledIn(text)) return false;
  // Stricter than import, which names what it moves: here a parameter that is harmless is lost to the reader only.
  return /[?@#]/.test(text) || secretOfUrl(text) !== null;
}

function mapFields(value: JsonObject, change: (key: string, child: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(key, child)]));
}
