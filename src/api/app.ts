import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";
import type { TaglineRepository } from "../library/open-repository.js";
import { replyCache, writtenReply } from "../library/reply-cache.js";
import type { World } from "../world.js";
import type { Metrics } from "./metrics.js";
import { openApiDocument } from "./openapi.js";
import { type HttpProblem, HttpRefusal, httpProblem } from "./problem.js";
import { readBody } from "./read-body.js";
import type { Lifetime, Reply, RequestContext, Route } from "./route.js";
import { routeTable } from "./table.js";
import { type ApiKey, findKey } from "./tokens.js";

/** What a server is made of. */
export interface AppOptions {
  readonly repository: TaglineRepository;
  readonly clock: Pick<World["clock"], "now">;
  /** None: whoever reaches the server may read and write, and it must be bound to the loopback. */
  readonly keys: readonly ApiKey[];
  readonly readOnly: boolean;
  /** The program's version. */
  readonly version: string;
  readonly metrics: Metrics;
  readonly log: (entry: LogEntry) => void;
  /** What is wrong with reading the repository at the moment; null when nothing is. */
  readonly fault: () => string | null;
  /** Whether it takes no more requests than those it has. */
  readonly isStopping: () => boolean;
}

/** One line of the log. */
export interface LogEntry {
  readonly level: "info" | "error";
  readonly message: string;
  readonly [field: string]: unknown;
}

const cacheControl: Readonly<Record<Lifetime, string>> = {
  immutable: "private, max-age=31536000, immutable",
  current: "no-cache",
  none: "private, no-store",
};

/** The server's requests and replies, apart from sockets: `fetch` takes a request and gives its reply. */
export function makeApp(options: AppOptions): Hono {
  z.config(en());
  const app = new Hono();
  const cache = replyCache();
  for (const { routes } of routeTable)
    for (const route of routes) {
      const path = route.path.replace(/\{(\w+)\}/g, ":$1");
      app.on(route.method, path, async (c) =>
        answer(options, route, c.req.raw, async (key) => {
          const { path: parameters, query } = { path: c.req.param(), query: c.req.query() };
          const context: RequestContext = {
            repository: options.repository,
            caller: key?.name ?? null,
            secrets: key?.scopes.has("secrets") ?? false,
            cache,
          };
          const input = {
            path: parameters,
            query: checked(route.query, query, "query"),
            body: route.body === null ? null : checked(route.body, await readBody(c.req.raw), "body"),
          };
          return route.handle(input, context);
        }),
      );
    }
  for (const route of ownRoutes(options))
    app.on(route.method, route.path, (c) => answer(options, route, c.req.raw, route.reply));
  app.notFound((c) => {
    const route = { method: "GET", path: "(none)", scope: "open" } as const;
    return answer(options, route, c.req.raw, async () => {
      throw new HttpRefusal(
        404,
        `There is nothing at ${c.req.method} ${new URL(c.req.url).pathname} here: /openapi.json lists what is.`,
      );
    });
  });
  app.onError((error, c) =>
    answer(options, { method: "GET", path: "(none)", scope: "open" }, c.req.raw, async () => {
      throw error;
    }),
  );
  return app;
}

type Guarded = Pick<Route, "method" | "path" | "scope">;

/** Routes about the server itself. */
function ownRoutes(options: AppOptions): readonly (Guarded & { reply(): Promise<Reply> })[] {
  const { repository, metrics, version } = options;
  return [
    { method: "GET", path: "/healthz", scope: "open", reply: async () => json({ status: "ok" }) },
    { method: "GET", path: "/readyz", scope: "open", reply: async () => readiness(options) },
    {
      method: "GET",
      path: "/openapi.json",
      scope: "open",
      reply: async () => json(openApiDocument(version)),
    },
    {
      method: "GET",
      path: "/.well-known/jwks.json",
      scope: "open",
      reply: async () => json(await repository.publicKeys()),
    },
    {
      method: "GET",
      path: "/metrics",
      scope: "read",
      async reply() {
        const { newest } = await repository.state();
        metrics.repository(newest, options.fault() === null);
        return { kind: "text", text: await metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8" };
      },
    },
  ];
}

async function readiness({ repository, fault, isStopping }: AppOptions): Promise<Reply> {
  if (isStopping()) throw new HttpRefusal(503, "The server is stopping.");
  const state = await repository.state();
  const reason = fault();
  return json({ status: reason === null ? "ok" : "stale", ...state, ...(reason === null ? {} : { reason }) });
}

function json(value: unknown): Reply {
  return { kind: "json", status: 200, value, lifetime: "none" };
}

/** Guards, runs, answers, measures and logs one request. */
async function answer(
  options: AppOptions,
  route: Guarded,
  request: Request,
  handle: (key: ApiKey | null) => Promise<Reply>,
): Promise<Response> {
  const { clock, metrics, log } = options;
  const began = clock.now();
  const id = requestId(request);
  let key: ApiKey | null = null;
  let response: Response;
  try {
    key = allowed(options, route, request);
    response = toResponse(await handle(key), request);
  } catch (error) {
    const problem = httpProblem(error, route);
    if (problem === null) log({ level: "error", message: "bug", id, error: stackOf(error) });
    response = refusal(
      problem ?? { status: 500, message: `A bug in Tagline; its log has it as ${id}.`, retry: false },
    );
  }
  response.headers.set("x-request-id", id);
  const fault = options.fault();
  if (fault !== null) response.headers.set("warning", '110 - "Response is Stale"');
  const milliseconds = clock.now() - began;
  metrics.request(route.path, request.method, response.status, milliseconds / 1000);
  log({
    level: "info",
    message: "request",
    id,
    method: request.method,
    // The pattern: ids, numbers and sticky keys are nobody's business in a log.
    route: route.path,
    status: response.status,
    ms: Math.round(milliseconds * 1000) / 1000,
    ...(key === null ? {} : { caller: key.name }),
  });
  return response;
}

/** The key of a request that may do this; null where none is needed. Throws 401 and 403. */
function allowed({ keys, readOnly }: AppOptions, { scope }: Guarded, request: Request): ApiKey | null {
  if (scope === "open") return null;
  if (keys.length === 0) refuseForeign(request);
  const key = findKey(keys, request.headers.get("authorization") ?? undefined);
  if (keys.length > 0 && key === null)
    throw new HttpRefusal(401, "Unauthorized: the API key is missing or unknown.");
  if (key !== null && !key.scopes.has(scope))
    throw new HttpRefusal(403, `The key "${key.name}" may not ${scope}.`);
  if (scope === "write" && readOnly) throw new HttpRefusal(403, "This server is read-only.");
  return key;
}

/** Without keys, a page in a browser on this machine must not reach what only this machine should. */
function refuseForeign(request: Request): void {
  const isLocal = (text: string): boolean =>
    /^(?:https?:\/\/)?(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(text);
  const host = request.headers.get("host") ?? "localhost";
  const origin = request.headers.get("origin") ?? "localhost";
  if (!isLocal(host) || !isLocal(origin))
    throw new HttpRefusal(403, "Without TAGLINE_API_KEY only this machine is served, under its own name.");
}

function toResponse(reply: Reply, request: Request): Response {
  switch (reply.kind) {
    case "empty":
      return new Response(null, { status: reply.status, headers: { "cache-control": "no-store" } });
    case "text":
      return new Response(reply.text, {
        headers: { "content-type": reply.type, "cache-control": "no-store" },
      });
    case "json":
    case "written": {
      const { text, etag } = reply.kind === "json" ? writtenReply(reply.value) : reply;
      const status = reply.kind === "json" ? reply.status : 200;
      const { lifetime } = reply;
      const held = lifetime === "none" ? {} : { etag };
      const headers = {
        "content-type": "application/json",
        "cache-control": cacheControl[lifetime],
        ...held,
      };
      if (lifetime !== "none" && matches(request.headers.get("if-none-match"), etag))
        return new Response(null, { status: 304, headers });
      return new Response(text, { status, headers });
    }
  }
}

/** `*`, or a list of validators; a weak one matches for a GET. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}

function refusal({ status, message, retry }: HttpProblem): Response {
  return new Response(JSON.stringify({ status: "error", message }), {
    status,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      ...(retry === null ? {} : { "x-should-retry": String(retry) }),
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
  });
}

function checked(schema: Route["query"], value: unknown, where: string): unknown {
  if (schema === null) return null;
  const read = z.safeParse(schema, value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = [where, ...(issue?.path ?? [])].map(String).join(".");
  throw new HttpRefusal(400, `${at}: ${issue?.message ?? "not understood"}`);
}

function requestId(request: Request): string {
  const given = request.headers.get("x-request-id") ?? "";
  return /^[\w.-]{1,64}$/.test(given) ? given : randomBytes(8).toString("hex");
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
