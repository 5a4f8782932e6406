import type { JsonObject } from "./json.js";
import {
  isFilledIn,
  type SecretPart,
  secretOfHeader,
  secretOfParameter,
  secretOfUrl,
} from "./secret-text.js";

/** Fields whose text is a secret wherever they stand (PLATFORM.md, secrets seen in real files). */
export const secretFields: ReadonlySet<string> = new Set(["cal_api_key", "auth_username", "auth_password"]);
/** Objects of texts by a name of the user's own, each of which may be a secret. */
export const headerFields: ReadonlySet<string> = new Set(["headers", "custom_sip_headers"]);
export const parameterFields: ReadonlySet<string> = new Set(["query_params"]);
const urlFields: ReadonlySet<string> = new Set([
  "webhook_url",
  "llm_websocket_url",
  "inbound_webhook_url",
  "inbound_sms_webhook_url",
]);

/** Fields in which names are the user's own, not the platform's. */
export const ownNames: ReadonlySet<string> = new Set([
  "parameters",
  "default_dynamic_variables",
  "response_variables",
]);

/** What finds the secret in an entry of a field whose entries are headers or query parameters; null for others. */
export function secretFinderOf(field: string): ((name: string, text: string) => SecretPart | null) | null {
  if (headerFields.has(field)) return secretOfHeader;
  return parameterFields.has(field) ? secretOfParameter : null;
}

/** True for a field that holds an address: `holder` is what it is in, `list` the field whose list that is in. */
export function isUrlField(field: string, holder: JsonObject, list: unknown): boolean {
  return urlFields.has(field) || (field === "url" && (holder.type === "custom" || list === "mcps"));
}

/** What of a field's text is a secret because of the field it is in; null for nothing. */
export function secretOfField(
  field: string,
  text: string,
  holder: JsonObject,
  list: unknown,
): SecretPart | null {
  if (isUrlField(field, holder, list)) return secretOfUrl(text);
  if (!secretFields.has(field) || isFilledIn(text)) return null;
  return { before: "", secret: text, after: "", parameter: null };
}
