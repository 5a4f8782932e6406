import type { JsonObject } from "./json.js";

/** Fields whose text is a secret wherever they stand (PLATFORM.md, secrets seen in real files). */
export const secretFields: ReadonlySet<string> = new Set(["cal_api_key", "auth_username", "auth_password"]);

/** Objects of texts by a name of the user's own, each of which may be a secret. */
export const headerFields: ReadonlySet<string> = new Set(["headers", "custom_sip_headers"]);
export const parameterFields: ReadonlySet<string> = new Set(["query_params"]);

/** Objects whose names are the user's own, not the platform's fields. */
export const ownNames: ReadonlySet<string> = new Set([
  "parameters",
  "default_dynamic_variables",
  "response_variables",
]);

const urlFields: ReadonlySet<string> = new Set([
  "webhook_url",
  "llm_websocket_url",
  "inbound_webhook_url",
  "inbound_sms_webhook_url",
]);

/** True for a field that holds a URL, which may hold a token; `listedIn` is the list its holder is in. */
export function isUrlField(key: string, holder: JsonObject, listedIn: string | number | undefined): boolean {
  return urlFields.has(key) || (key === "url" && (holder.type === "custom" || listedIn === "mcps"));
}
