import type { JsonObject } from "../../model/json.js";
import { anyObject, versionQuery } from "../fields.js";
import { pageOfIds, pageQuery } from "../page.js";
import { HttpRefusal } from "../problem.js";
import { current, type RequestContext, type Route, route, versioned, written } from "../route.js";
import { from } from "./agents.js";

interface Engine {
  readonly kind: "llm_id" | "conversation_flow_id";
  /** As paths have it, in the singular and in the plural. */
  readonly path: string;
  readonly paths: string;
  /** As names of operations have it. */
  readonly name: string;
  readonly noun: string;
  get(
    context: RequestContext,
    id: string,
    version: string | null,
  ): Promise<{ readonly is_published: boolean }>;
  create(context: RequestContext, body: JsonObject): Promise<unknown>;
  update(context: RequestContext, id: string, version: string | null, body: JsonObject): Promise<unknown>;
}

const engines: readonly Engine[] = [
  {
    kind: "llm_id",
    path: "retell-llm",
    paths: "retell-llms",
    name: "RetellLlm",
    noun: "LLM",
    get: ({ repository, secrets }, id, version) => repository.getRetellLlm(id, { version, secrets }),
    create: ({ repository, caller }, body) => repository.createRetellLlm(body, from(caller)),
    update: ({ repository, caller }, id, version, body) =>
      repository.updateRetellLlm(id, body, { version, ...from(caller) }),
  },
  {
    kind: "conversation_flow_id",
    path: "conversation-flow",
    paths: "conversation-flows",
    name: "ConversationFlow",
    noun: "conversation flow",
    get: ({ repository, secrets }, id, version) => repository.getConversationFlow(id, { version, secrets }),
    create: ({ repository, caller }, body) => repository.createConversationFlow(body, from(caller)),
    update: ({ repository, caller }, id, version, body) =>
      repository.updateConversationFlow(id, body, { version, ...from(caller) }),
  },
];

/** LLMs and conversation flows: the same routes for both. */
export const engineRoutes: readonly Route[] = engines.flatMap((engine) => routesOf(engine));

function routesOf(engine: Engine): Route[] {
  const { kind, path, paths, name, noun } = engine;
  const idOf = (parameters: Readonly<Record<string, string>>): string => parameters[kind] ?? "";
  return [
    route({
      method: "GET",
      path: `/get-${path}/{${kind}}`,
      name: `get${name}`,
      summary: `A ${noun} at a version; the draft without one.`,
      scope: "read",
      query: versionQuery,
      refusals: [422],
      handle({ path: parameters, query: { version } }, context) {
        const id = idOf(parameters);
        return versioned(context, { kind, id, version }, () => engine.get(context, id, version ?? null));
      },
    }),
    route({
      method: "GET",
      path: `/v2/list-${paths}`,
      name: `list${name}s`,
      summary: `The draft's ${noun}s, in pages.`,
      scope: "read",
      query: pageQuery,
      async handle({ query }, context) {
        const ids = await context.repository.listIds(kind);
        return current(
          await pageOfIds(ids, query, 50, (id) => engine.get({ ...context, secrets: false }, id, null)),
        );
      },
    }),
    route({
      method: "GET",
      path: `/list-${paths}`,
      name: `list${name}sOlder`,
      summary: `The draft's ${noun}s.`,
      scope: "read",
      query: pageQuery,
      async handle({ query }, context) {
        const ids = await context.repository.listIds(kind);
        const { sort_order = "ascending" } = query;
        const page = await pageOfIds(ids, { ...query, sort_order }, 1000, (id) =>
          engine.get({ ...context, secrets: false }, id, null),
        );
        return current(page.items);
      },
    }),
    route({
      method: "POST",
      path: `/create-${path}`,
      name: `create${name}`,
      summary: `A new ${noun} in the draft, kept until an agent is made for it.`,
      scope: "write",
      body: anyObject,
      status: 201,
      refusals: [409],
      handle: async ({ body }, context) => written(await engine.create(context, body as JsonObject), 201),
    }),
    route({
      method: "PATCH",
      path: `/update-${path}/{${kind}}`,
      name: `update${name}`,
      summary: "Sets fields of the draft; the others stay.",
      scope: "write",
      query: versionQuery,
      body: anyObject,
      refusals: [409, 412, 422],
      async handle({ path: parameters, query, body }, context) {
        const id = idOf(parameters);
        return written(await engine.update(context, id, query.version ?? null, body as JsonObject), 200);
      },
    }),
    route({
      method: "DELETE",
      path: `/delete-${path}/{${kind}}`,
      name: `delete${name}`,
      summary: "Refused: an engine goes with its agent.",
      scope: "write",
      status: 204,
      refusals: [409, 422],
      async handle({ path: parameters }, context) {
        await engine.get({ ...context, secrets: false }, idOf(parameters), null);
        throw new HttpRefusal(409, `A ${noun} belongs to its agent and is deleted with it: /delete-agent.`);
      },
    }),
  ];
}
