import type { ZodMiniType } from "zod/mini";
import type { TaglineRepository } from "../library/open-repository.js";
import type { IdKind } from "../library/platform-ids.js";
import type { ReplyCache } from "../library/reply-cache.js";
import type { VersionName } from "../library/wanted-version.js";
import type { Scope } from "./tokens.js";

/** What a handler is given beside its input. */
export interface RequestContext {
  readonly repository: TaglineRepository;
  /** Who asks: the name of the key; null where no keys are set up. */
  readonly caller: string | null;
  /** Whether replies to this caller have their `$env` filled in. */
  readonly secrets: boolean;
  readonly cache: ReplyCache;
}

/** How long a reply holds. */
export type Lifetime =
  /** A published version: for ever. */
  | "immutable"
  /** Until something is written: to be asked again with its ETag. */
  | "current"
  /** Never kept. */
  | "none";

/** What a handler answers. */
export type Reply =
  | {
      readonly kind: "json";
      readonly status: 200 | 201;
      readonly value: unknown;
      readonly lifetime: Lifetime;
    }
  /** JSON that was written before; `etag` is of its bytes. */
  | { readonly kind: "written"; readonly text: string; readonly etag: string; readonly lifetime: Lifetime }
  | { readonly kind: "text"; readonly text: string; readonly type: string }
  | { readonly kind: "empty"; readonly status: 200 | 204 };

/** What a route takes: parameters in the path, in the query, and a JSON body; null where there is none. */
export interface RouteInput {
  readonly path: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
}

/** One route. The server, the checks of what comes in, `/openapi.json` and docs/serve.md are made from these. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With parameters in braces: `/get-agent/{agent_id}`. */
  readonly path: string;
  /** Unique; the name of the operation for who generates clients. */
  readonly name: string;
  readonly summary: string;
  /** `open` needs no key. */
  readonly scope: Scope | "open";
  readonly query: ZodMiniType | null;
  readonly body: ZodMiniType | null;
  /** The status of success, and of refusals that this route has beside 400, 401 and 403. */
  readonly status: 200 | 201 | 204;
  readonly refusals: readonly (404 | 409 | 412 | 422)[];
  handle(input: RouteInput, context: RequestContext): Promise<Reply>;
}

type Output<S> = S extends ZodMiniType<infer T> ? T : null;

/** A route whose handler gets its query and body as their schemas say. */
export function route<Q extends ZodMiniType | null = null, B extends ZodMiniType | null = null>(
  given: Omit<Route, "query" | "body" | "handle" | "status" | "refusals"> & {
    readonly query?: Q;
    readonly body?: B;
    readonly status?: Route["status"];
    readonly refusals?: Route["refusals"];
    handle(
      input: { readonly path: RouteInput["path"]; readonly query: Output<Q>; readonly body: Output<B> },
      context: RequestContext,
    ): Promise<Reply>;
  },
): Route {
  return {
    status: 200,
    refusals: [],
    ...given,
    query: given.query ?? null,
    body: given.body ?? null,
    // The server hands over what the schemas gave.
    handle: (input, context) => given.handle(input as Parameters<typeof given.handle>[0], context),
  };
}

/**
 * The reply to a read at a version, from the cache where it was made before. One with secrets filled in is made each
 * time and never kept.
 */
export async function versioned(
  { repository, cache, secrets }: RequestContext,
  asked: { readonly kind: IdKind; readonly id: string; readonly version: VersionName | undefined },
  make: () => Promise<{ readonly is_published: boolean }>,
): Promise<Reply> {
  const { kind, id, version } = asked;
  if (secrets) return { kind: "json", status: 200, value: await make(), lifetime: "none" };
  const key = await repository.identity(kind, id, version);
  const reply = await cache.get(key, make);
  // A name such as `latest_published` may mean another version tomorrow.
  const isFixed = /^v?\d+$/.test(String(version)) && reply.text.includes('"is_published":true');
  return { kind: "written", ...reply, lifetime: isFixed ? "immutable" : "current" };
}

/** A reply of JSON that holds until something is written. */
export function current(value: unknown): Reply {
  return { kind: "json", status: 200, value, lifetime: "current" };
}

/** The reply to what was written. */
export function written(value: unknown, status: 200 | 201): Reply {
  return { kind: "json", status, value, lifetime: "none" };
}
