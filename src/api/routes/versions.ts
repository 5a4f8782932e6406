import * as z from "zod/mini";
import { publishBody } from "../fields.js";
import { pageOf, pageQuery, pageRequest } from "../page.js";
import { HttpRefusal } from "../problem.js";
import { current, type Route, route, written } from "../route.js";
import { from } from "./agents.js";

/** Versions: listed, published, and made the draft again. */
export const versionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/list-agent-versions/{agent_id}",
    name: "listAgentVersions",
    summary: "The draft and the versions in which the agent changed, newest first, in pages.",
    scope: "read",
    query: pageQuery,
    refusals: [404],
    async handle({ path: { agent_id = "" }, query }, { repository }) {
      const { limit, after } = pageRequest(query, 50);
      const isAscending = query.sort_order === "ascending";
      // Only as many as the page needs, where it begins at the newest.
      const isFirst = after === null && !isAscending;
      const listed = await repository.listVersions(agent_id, isFirst ? { limit: limit + 1 } : {});
      const versions = new Map(listed.map((item) => [String(item.version), item]));
      const names = isAscending ? [...versions.keys()].reverse() : [...versions.keys()];
      const { keys, hasMore } = pageOf(names, { limit, after });
      const last = keys.at(-1);
      return current({
        items: keys.map((key) => versions.get(key)),
        has_more: hasMore,
        ...(hasMore && last !== undefined ? { pagination_key: last } : {}),
      });
    },
  }),
  route({
    method: "GET",
    path: "/get-agent-versions/{agent_id}",
    name: "getAgentVersions",
    summary:
      "The agent in its draft and in each version in which it changed, newest first, a thousand at most.",
    scope: "read",
    refusals: [422],
    async handle({ path: { agent_id = "" } }, { repository }) {
      const agents: unknown[] = [];
      for (const { version } of await repository.listVersions(agent_id, { limit: 1000 }))
        agents.push(await repository.getAgent(agent_id, { version }));
      return current(agents);
    },
  }),
  route({
    method: "POST",
    path: "/publish-agent-version/{agent_id}",
    name: "publishAgentVersion",
    summary: "Publishes the draft under its number: all agents share it.",
    scope: "write",
    body: publishBody,
    refusals: [404, 409],
    async handle({ path: { agent_id = "" }, body }, { repository, caller }) {
      // An id that is none must not publish everybody's draft.
      await repository.getAgent(agent_id);
      await repository.deploy({
        version: body.version,
        title: body.version_title ?? null,
        description: body.version_description ?? null,
        evenIfUnchanged: true,
        ...from(caller),
      });
      return { kind: "empty", status: 200 };
    },
  }),
  route({
    method: "POST",
    path: "/publish-agent/{agent_id}",
    name: "publishAgent",
    summary: "Publishes the draft, whatever its number.",
    scope: "write",
    refusals: [409, 422],
    async handle({ path: { agent_id = "" } }, { repository, caller }) {
      await repository.getAgent(agent_id);
      await repository.deploy({ evenIfUnchanged: true, ...from(caller) });
      return { kind: "empty", status: 200 };
    },
  }),
  route({
    method: "POST",
    path: "/create-agent-version/{agent_id}",
    name: "createAgentVersion",
    summary: "Makes the agent's draft what a version had.",
    scope: "write",
    body: z.strictObject({ base_version: z.int().check(z.minimum(0)) }),
    status: 201,
    refusals: [404, 409],
    async handle({ path: { agent_id = "" }, body }, { repository, caller }) {
      return written(await repository.restoreAgent(agent_id, body.base_version, from(caller)), 201);
    },
  }),
  route({
    method: "DELETE",
    path: "/delete-agent-version/{agent_id}",
    name: "deleteAgentVersion",
    summary: "Refused: a published version is never deleted.",
    scope: "write",
    query: z.object({ version: z.optional(z.string()) }),
    status: 204,
    refusals: [404, 409],
    async handle({ path: { agent_id = "" }, query }, { repository }) {
      const { version, is_published } = await repository.getAgent(agent_id, {
        version: query.version ?? null,
      });
      const what = is_published ? `v${version} is published, and a version` : "The draft";
      throw new HttpRefusal(409, `${what} is never deleted.`);
    },
  }),
];
