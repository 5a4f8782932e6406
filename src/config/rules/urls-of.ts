import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { list, nodeScopes, text } from "./flow-graph.js";
import { toolsOf } from "./tools-of.js";

/** An address that the platform calls. */
export interface PlacedUrl {
  /** As written; of `{$env}` its template. Empty only where there must be an address. */
  readonly written: string;
  /** Read, with `x` for each `{{variable}}`; null when it is no address at all. */
  readonly url: URL | null;
  readonly path: JsonPath;
  /** `the tool "find_patient"`, `"webhook_url"`: for messages. */
  readonly who: string;
  readonly kind: "http" | "websocket";
}

/**
 * Every address in an agent, an LLM, a flow or the manifest, apart from those that only a call or `$env` knows, and
 * webhooks that are empty: none is wanted.
 */
export function* urlsOf(value: JsonObject): Iterable<PlacedUrl> {
  yield* placed(value.webhook_url, ["webhook_url"], '"webhook_url"');
  const engine = value.response_engine;
  if (isJsonObject(engine))
    yield* placed(
      engine.llm_websocket_url,
      ["response_engine", "llm_websocket_url"],
      '"llm_websocket_url"',
      "websocket",
    );
  for (const tool of toolsOf(value))
    if (tool.tool.type === "custom")
      yield* placed(tool.tool.url, [...tool.path, "url"], whose("tool", tool.tool));
  for (const scope of nodeScopes(value)) yield* serversOf(scope.value, scope.path);
  const numbers = isJsonObject(value.numbers) ? value.numbers : {};
  for (const [number, entry] of Object.entries(numbers))
    for (const field of ["inbound_webhook_url", "inbound_sms_webhook_url"])
      if (isJsonObject(entry)) yield* placed(entry[field], ["numbers", number, field], `"${field}"`);
}

function* serversOf(holder: JsonObject, path: JsonPath): Iterable<PlacedUrl> {
  for (const [i, server] of list(holder.mcps).entries())
    if (isJsonObject(server))
      yield* placed(server.url, [...path, "mcps", i, "url"], whose("MCP server", server));
}

function whose(what: string, { name }: JsonObject): string {
  const known = text(name);
  return known === null ? `${what === "tool" ? "a" : "an"} ${what} without name` : `the ${what} "${known}"`;
}

function* placed(
  value: JsonValue | undefined,
  path: JsonPath,
  who: string,
  kind: PlacedUrl["kind"] = "http",
): Iterable<PlacedUrl> {
  const template = isJsonObject(value) && "$env" in value ? text(value.template) : null;
  const written = text(value) ?? template;
  // What it begins with must be there to be judged.
  if (written === null || /^\s*(?:\{\{|\$)/.test(written)) return;
  const isWanted = template === null && !String(path.at(-1)).endsWith("webhook_url");
  if (written.trim() === "" && !isWanted) return;
  const at = template === null ? path : [...path, "template"];
  yield { written, url: read(written), path: at, who, kind };
}

function read(written: string): URL | null {
  const filledIn = written.replace(/\{\{[^{}]*\}\}|\$[A-Za-z_]\w*/g, "x");
  return URL.canParse(filledIn) ? new URL(filledIn) : null;
}
