import type { CallRecord } from "../../calls/journal.js";
import type { WebCall, WebCallRequest } from "../../library/calls.js";
import { callBody } from "../fields.js";
import { HttpRefusal } from "../problem.js";
import { type RequestContext, type Route, route, written } from "../route.js";

/** Web calls: each keeps what it was created with. */
export const callRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/v3/create-web-call",
    name: "createWebCall",
    summary: "Creates a call that keeps its agent, version and configuration, and a token to join it.",
    scope: "write",
    body: callBody,
    status: 201,
    refusals: [422],
    async handle({ body }, context) {
      const { call_id, access_token, expires_at } = await create(context, body as WebCallRequest);
      return written({ call_id, access_token, expires_at, ice_servers: [], transport: "gateway" }, 201);
    },
  }),
  route({
    method: "POST",
    path: "/v2/create-web-call",
    name: "createWebCallOlder",
    summary: "The same, with the call in the reply.",
    scope: "write",
    body: callBody,
    status: 201,
    refusals: [422],
    async handle({ body }, context) {
      const { access_token, expires_at: _, ...call } = await create(context, body as WebCallRequest);
      return written({ ...callReply(call), access_token }, 201);
    },
  }),
  route({
    method: "GET",
    path: "/v2/get-call/{call_id}",
    name: "getCall",
    summary: "A call as it was created.",
    scope: "read",
    refusals: [422],
    async handle({ path: { call_id = "" } }, { repository }) {
      const call = await repository.getCall(call_id);
      return { kind: "json", status: 200, value: callReply(call), lifetime: "immutable" };
    },
  }),
];

/** A call is kept for ever, and read from a file of the day's calls. */
const maximumSize = 100_000;

async function create({ repository }: RequestContext, body: WebCallRequest): Promise<WebCall> {
  if (JSON.stringify(body).length > maximumSize)
    throw new HttpRefusal(413, `A call may carry ${maximumSize.toLocaleString("en-US")} characters of JSON.`);
  // What is null says nothing, and need not be kept.
  const said = Object.entries(body).filter(([, value]) => value !== null && value !== undefined);
  return repository.createWebCall({ ...Object.fromEntries(said), agent_id: body.agent_id });
}

/** A call in the platform's shape, with the commit and the tree that it runs. */
function callReply(call: CallRecord): Record<string, unknown> {
  const { agent: _slug, version, is_published, created_at: _time, agent_name, ...rest } = call;
  return {
    call_type: "web_call",
    agent_version: version,
    agent_version_is_published: is_published,
    ...(agent_name === null ? {} : { agent_name }),
    call_status: "registered",
    ...rest,
  };
}
