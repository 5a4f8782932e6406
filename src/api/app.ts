import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";
import type { TaglineRepository } from "../library/open-repository.js";
import { replyCache } from "../library/reply-cache.js";
import type { World } from "../world.js";
import type { Metrics } from "./metrics.js";
import { openApiDocument } from "./openapi.js";
import { HttpRefusal, httpProblem } from "./problem.js";
import { readBody } from "./read-body.js";
import { type RecentReplies, recentReplies } from "./recent-replies.js";
import type { Reply, Route } from "./route.js";
import { type Incoming, refusal, type Sent, toSend } from "./send.js";
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

/** The server's requests and replies, apart from sockets: `fetch` takes a request and gives its reply. */
export function makeApp(options: AppOptions): Hono {
  z.config(en());
  const app = new Hono();
  const cache = replyCache();
  const recent = recentReplies();
  const ids = requestIds();
  const own = { ...options, ids };
  for (const { routes } of routeTable)
    for (const route of routes) {
      const path = route.path.replace(/\{(\w+)\}/g, ":$1");
      const handle = async (c: Context, key: ApiKey | null): Promise<Reply> => {
        const input = {
          path: c.req.param(),
          query: checked(route.query, route.query === null ? null : c.req.query(), "query"),
          body: route.body === null ? null : checked(route.body, await readBody(c.req.raw), "body"),
        };
        return route.handle(input, {
          repository: options.repository,
          caller: key?.name ?? null,
          secrets: maySeeSecrets(key),
          cache,
        });
      };
      app.on(route.method, path, (c) => {
        const request = incoming(c);
        return answer(own, route, request, (key) => {
          if (route.method !== "GET" || maySeeSecrets(key)) return handle(c, key);
          const moment = options.repository.moment();
          return recent.get(moment, request.url) ?? remembered(recent, moment, request.url, handle(c, key));
        });
      });
    }
  for (const route of ownRoutes(options))
    app.on(route.method, route.path, (c) => answer(own, route, incoming(c), route.reply));
  const nowhere = { method: "GET", path: "(none)", scope: "open" } as const;
  app.notFound((c) =>
    answer(own, nowhere, incoming(c), async () => {
      const { pathname } = new URL(c.req.url);
      const allow = methodsAt(app, c);
      if (allow.length > 0) {
        const message = `${c.req.method} is not served at ${pathname}, but ${allow.join(" and ")} ${allow.length > 1 ? "are" : "is"}.`;
        throw new HttpRefusal(405, message, { allow });
      }
      throw new HttpRefusal(
        404,
        `There is nothing at ${c.req.method} ${pathname} here: /openapi.json lists what is.`,
      );
    }),
  );
  app.onError((error, c) =>
    answer(own, nowhere, incoming(c), async () => {
      throw error;
    }),
  );
  return app;
}

/** The methods that the path of a request has, where it is not served for the one that it came with. */
function methodsAt(app: Hono, c: Context): string[] {
  return ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) => {
    const [handlers] = app.router.match(method, c.req.path);
    return handlers.length > 0;
  });
}

function incoming(c: Context): Incoming {
  // On a socket node has the headers already; asking the request for them copies them all first.
  const { headers, url } = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming ?? {};
  return {
    method: c.req.method,
    url: url ?? c.req.url,
    header: (name) => (headers === undefined ? c.req.header(name) : headers[name]?.toString()),
  };
}

function maySeeSecrets(key: ApiKey | null): boolean {
  return key?.scopes.has("secrets") ?? false;
}

async function remembered(
  recent: RecentReplies,
  moment: object | null,
  url: string,
  making: Promise<Reply>,
): Promise<Reply> {
  const reply = await making;
  recent.set(moment, url, reply);
  return reply;
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

/**
 * Guards, runs, answers, measures and logs one request; at once where the reply is there at once, as each promise on
 * the way costs as much as finding it.
 */
function answer(
  options: AppOptions & { readonly ids: RequestIds },
  route: Guarded,
  request: Incoming,
  handle: (key: ApiKey | null) => Reply | Promise<Reply>,
): Response | Promise<Response> {
  const { clock, log } = options;
  const began = clock.now();
  const id = options.ids(request.header("x-request-id"));
  let key: ApiKey | null = null;
  const finish = (sent: Sent): Response =>
    finished(options, sent, { id, key, route, request, milliseconds: clock.now() - began });
  const fail = (error: unknown): Response => {
    const problem = httpProblem(error, route);
    if (problem === null) log({ level: "error", message: "bug", id, error: stackOf(error) });
    const bug = { status: 500, message: `A bug in Tagline; its log has it as ${id}.`, retry: false } as const;
    return finish(refusal(problem ?? bug));
  };
  try {
    key = allowed(options, route, request);
    const reply = handle(key);
    if (reply instanceof Promise) return reply.then((made) => finish(toSend(made, request))).catch(fail);
    return finish(toSend(reply, request));
  } catch (error) {
    return fail(error);
  }
}

/** What is known of a request when it is answered. */
interface Answered {
  readonly id: string;
  readonly key: ApiKey | null;
  readonly route: Guarded;
  readonly request: Incoming;
  readonly milliseconds: number;
}

function finished(
  { metrics, log, fault, isStopping }: AppOptions,
  { status, body, headers }: Sent,
  { id, key, route, request, milliseconds }: Answered,
): Response {
  headers["x-request-id"] = id;
  if (fault() !== null) headers.warning = '110 - "Response is Stale"';
  // A connection that is kept would keep the server from ending.
  if (isStopping()) headers.connection = "close";
  metrics.request(route.path, request.method, status, milliseconds / 1000);
  const entry: LogEntry = {
    level: "info",
    message: "request",
    id,
    method: request.method,
    // The pattern: ids, numbers and sticky keys are nobody's business in a log.
    route: route.path,
    status,
    ms: Math.round(milliseconds * 1000) / 1000,
  };
  log(key === null ? entry : { ...entry, caller: key.name });
  // Made at the end, whole: a reply that is changed afterwards costs as much as all the rest.
  return new Response(body, { status, headers });
}

/** The key of a request that may do this; null where none is needed. Throws 401 and 403. */
function allowed({ keys, readOnly }: AppOptions, { scope }: Guarded, request: Incoming): ApiKey | null {
  if (scope === "open") return null;
  if (keys.length === 0) refuseForeign(request);
  const key = findKey(keys, request.header("authorization"));
  if (keys.length > 0 && key === null)
    throw new HttpRefusal(401, "Unauthorized: the API key is missing or unknown.");
  if (key !== null && !key.scopes.has(scope))
    throw new HttpRefusal(403, `The key "${key.name}" may not ${scope}.`);
  if (scope === "write" && readOnly) throw new HttpRefusal(403, "This server is read-only.");
  return key;
}

/** Without keys, a page in a browser on this machine must not reach what only this machine should. */
function refuseForeign(request: Incoming): void {
  const isLocal = (text: string): boolean =>
    /^(?:https?:\/\/)?(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(text);
  const host = request.header("host") ?? "localhost";
  const origin = request.header("origin") ?? "localhost";
  if (!isLocal(host) || !isLocal(origin))
    throw new HttpRefusal(403, "Without TAGLINE_API_KEY only this machine is served, under its own name.");
}

function checked(schema: Route["query"], value: unknown, where: string): unknown {
  if (schema === null) return null;
  const read = z.safeParse(schema, value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = [where, ...(issue?.path ?? [])].map(String).join(".");
  throw new HttpRefusal(400, `${at}: ${issue?.message ?? "not understood"}`);
}

/** Gives a request its id: its own where it has a proper one. */
type RequestIds = (given: string | undefined) => string;

/** Ids that no other process gives: a random beginning and a count. */
function requestIds(): RequestIds {
  const beginning = randomBytes(6).toString("hex");
  let count = 0;
  return (given) => {
    if (given !== undefined && /^[\w.-]{1,64}$/.test(given)) return given;
    count += 1;
    return `${beginning}-${count.toString(36)}`;
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
