import * as z from "zod/mini";
import type { JsonObject } from "../../model/json.js";
import { anyObject, versionQuery } from "../fields.js";
import { pageOfIds, pageQuery } from "../page.js";
import { current, type Route, route, versioned, written } from "../route.js";

const listBody = z.nullable(
  z.strictObject({
    filter_criteria: z.optional(
      z.nullable(
        // A filter that is not understood must not find everything.
        z.strictObject({
          query: z.optional(z.nullable(z.string())),
          channel: z.optional(
            z.nullable(z.strictObject({ op: z.enum(["eq", "ne", "sw", "ew", "co"]), value: z.string() })),
          ),
        }),
      ),
    ),
  }),
);

/** Agents: read, listed, edited, made and removed. */
export const agentRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/get-agent/{agent_id}",
    name: "getAgent",
    summary: "An agent at a version; the draft without one.",
    scope: "read",
    query: versionQuery,
    refusals: [422],
    handle({ path: { agent_id = "" }, query }, context) {
      const { version } = query;
      return versioned(context, { kind: "agent_id", id: agent_id, version }, () =>
        context.repository.getAgent(agent_id, { version: version ?? null, secrets: context.secrets }),
      );
    },
  }),
  route({
    method: "POST",
    path: "/v2/list-agents",
    name: "listAgents",
    summary: "The draft's agents, in pages, by name or channel.",
    scope: "read",
    query: pageQuery,
    body: listBody,
    async handle({ query, body }, { repository }) {
      const filter = body?.filter_criteria ?? {};
      const items = new Map<string, { agent_id: string; agent_name: string; channel: string }>();
      for (const id of await repository.listIds()) {
        const {
          agent_id,
          agent_name,
          channel = "voice",
          last_modification_timestamp,
        } = await repository.getAgent(id);
        const item = { agent_id, agent_name: agent_name ?? agent_id, channel };
        const isFound = item.agent_name.toLowerCase().includes((filter.query ?? "").toLowerCase());
        if (isFound && matches(channel, filter.channel ?? null))
          items.set(id, { ...item, ...{ tags: {}, user_modified_timestamp: last_modification_timestamp } });
      }
      return current(await pageOfIds([...items.keys()], query, 50, async (id) => items.get(id)));
    },
  }),
  route({
    method: "GET",
    path: "/list-agents",
    name: "listAgentsOlder",
    summary:
      "Every agent in each version in which it changed, its draft first; with is_latest the drafts alone.",
    scope: "read",
    query: z.extend(pageQuery, {
      pagination_key_version: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
      is_latest: z.optional(z.enum(["true", "false"])),
    }),
    async handle({ query }, { repository }) {
      const { limit = 1000, pagination_key = null, pagination_key_version: last } = query;
      const ids = await repository.listIds();
      const from = pagination_key === null ? 0 : Math.max(0, ids.indexOf(pagination_key));
      const agents: unknown[] = [];
      for (const id of ids.slice(from)) {
        const versions = query.is_latest === "true" ? [null] : await versionsOf(repository.listVersions(id));
        for (const version of versions) {
          const isBehind =
            id !== pagination_key || (last !== undefined && version !== null && version < Number(last));
          if (isBehind && agents.length < limit) agents.push(await repository.getAgent(id, { version }));
        }
        if (agents.length >= limit) break;
      }
      return current(agents);
    },
  }),
  route({
    method: "POST",
    path: "/create-agent",
    name: "createAgent",
    summary: "A new agent in the draft, with the engine that it names.",
    scope: "write",
    body: anyObject,
    status: 201,
    refusals: [409, 422],
    async handle({ body }, { repository, caller }) {
      return written(await repository.createAgent(body as JsonObject, from(caller)), 201);
    },
  }),
  route({
    method: "PATCH",
    path: "/update-agent/{agent_id}",
    name: "updateAgent",
    summary: "Sets fields of the draft; the others stay.",
    scope: "write",
    query: versionQuery,
    body: anyObject,
    refusals: [409, 412, 422],
    async handle({ path: { agent_id = "" }, query, body }, { repository, caller }) {
      const options = { version: query.version ?? null, ...from(caller) };
      return written(await repository.updateAgent(agent_id, body as JsonObject, options), 200);
    },
  }),
  route({
    method: "DELETE",
    path: "/delete-agent/{agent_id}",
    name: "deleteAgent",
    summary: "Takes an agent out of the draft; versions keep it.",
    scope: "write",
    status: 204,
    refusals: [409, 422],
    async handle({ path: { agent_id = "" } }, { repository, caller }) {
      await repository.deleteAgent(agent_id, from(caller));
      return { kind: "empty", status: 204 };
    },
  }),
];

/** Who asked, for the commit. */
export function from(caller: string | null): { readonly caller?: string } {
  return caller === null ? {} : { caller };
}

async function versionsOf(listing: Promise<readonly { readonly version: number }[]>): Promise<number[]> {
  return (await listing).map(({ version }) => version);
}

function matches(channel: string, filter: { readonly op: string; readonly value: string } | null): boolean {
  if (filter === null) return true;
  const { op, value } = filter;
  if (op === "ne") return channel !== value;
  if (op === "sw") return channel.startsWith(value);
  if (op === "ew") return channel.endsWith(value);
  return op === "co" ? channel.includes(value) : channel === value;
}
