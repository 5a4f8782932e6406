import fc from "fast-check";
import { expect, it } from "vitest";
import { routeTable } from "../../src/api/table.js";
import { type Clinic, clinic, keys } from "./clinic.js";

const read = { authorization: "Bearer read-key-0123456789" };
const write = { authorization: "Bearer write-key-0123456789", "content-type": "application/json" };
const secrets = { authorization: "Bearer secrets-key-0123456789" };

const post = (body: unknown, headers: Record<string, string> = write): RequestInit => ({
  method: "POST",
  headers,
  body: JSON.stringify(body),
});

it("answers nothing without a key, and only what the key allows", async () => {
  const { app, appWith } = await clinic();
  const missing = await app.request("/get-agent/desk");
  expect([missing.status, await missing.json()]).toEqual([
    401,
    { status: "error", message: "Unauthorized: the API key is missing or unknown." },
  ]);
  expect((await app.request("/get-agent/desk", { headers: { authorization: "Bearer wrong" } })).status).toBe(
    401,
  );
  expect((await app.request("/get-agent/desk", { headers: read })).status).toBe(200);
  const forbidden = await app.request("/publish-agent/desk", post({}, { ...write, ...read }));
  expect([forbidden.status, await forbidden.json()]).toEqual([
    403,
    { status: "error", message: 'The key "r" may not write.' },
  ]);
  const readOnly = await appWith({ readOnly: true }).request("/publish-agent/desk", post({}));
  expect([readOnly.status, await readOnly.json()]).toEqual([
    403,
    { status: "error", message: "This server is read-only." },
  ]);
});

it("without keys, serves only requests to this machine's own name and from no other page", async () => {
  const { appWith } = await clinic();
  const app = appWith({ keys: [] });
  const status = async (headers: Record<string, string>) =>
    (await app.request("/get-agent/desk", { headers })).status;
  expect(await status({ host: "127.0.0.1:4400" })).toBe(200);
  expect(await status({ host: "localhost:4400", origin: "http://localhost:3000" })).toBe(200);
  expect(await status({ host: "evil.example" })).toBe(403);
  expect(await status({ host: "127.0.0.1:4400", origin: "https://evil.example" })).toBe(403);
});

it("a published version is immutable, the draft is asked again, and both answer 304", async () => {
  const { app } = await clinic();
  const published = await app.request("/get-agent/front?version=2", { headers: read });
  expect(published.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  const etag = published.headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[\w-]{27}"$/);
  const again = await app.request("/get-agent/front?version=2", {
    headers: { ...read, "if-none-match": `"x", ${etag}` },
  });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  for (const query of ["", "?version=3", "?version=latest_published"]) {
    const draft = await app.request(`/get-agent/front${query}`, { headers: read });
    expect([draft.status, draft.headers.get("cache-control")]).toEqual([200, "no-cache"]);
  }
});

it("secrets are filled in for a key that may have them, and such a reply is never kept", async () => {
  const { app, made } = await clinic();
  const symbolic = await app.request("/get-retell-llm/llm_front?version=2", { headers: read });
  expect(await symbolic.text()).toContain('{"$env":"LOOK_UP_KEY","template":"Bearer $LOOK_UP_KEY"}');
  const filled = await app.request("/get-retell-llm/llm_front?version=2", { headers: secrets });
  expect(await filled.text()).toContain('"Authorization":"Bearer k-1"');
  expect([filled.headers.get("cache-control"), filled.headers.get("etag")]).toEqual([
    "private, no-store",
    null,
  ]);
  expect(made.err()).toBe("");
});

it("edits in the way of a write are a 409 that is not worth another try", async () => {
  const { app, made } = await clinic();
  made.write("agents/desk/agent.yaml", `${made.read("agents/desk/agent.yaml")}# mine\n`);
  const refused = await app.request("/update-agent/desk", { ...post({ agent_name: "X" }), method: "PATCH" });
  expect([refused.status, refused.headers.get("x-should-retry")]).toEqual([409, "false"]);
  expect(await refused.json()).toMatchObject({
    message: expect.stringContaining("agents/desk/agent.yaml has edits"),
  });
  expect(made.read("agents/desk/agent.yaml")).toContain("# mine");
});

it.each([
  ["GET", "/get-agent/nobody", undefined, 422, "Cannot find requested asset under given api key."],
  ["GET", "/get-agent/desk?version=9", undefined, 422, "There is no version v9 here."],
  ["GET", "/get-agent/desk?version=prod", undefined, 422, '"prod" is not a version'],
  ["GET", "/get-agent/desk?version=PROD!", undefined, 400, "query.version"],
  ["GET", "/list-agent-versions/nobody", undefined, 404, "There is no agent"],
  ["GET", "/list-agent-versions/desk?limit=0", undefined, 400, "query.limit"],
  ["GET", "/list-agent-versions/desk?pagination_key=x", undefined, 400, "pagination_key"],
  [
    "POST",
    "/publish-agent-version/desk",
    { version: 7 },
    409,
    "v7 is not the draft: the next version is v3.",
  ],
  ["POST", "/publish-agent-version/nobody", { version: 3 }, 404, "There is no agent"],
  ["POST", "/publish-agent-version/desk", {}, 400, "body.version"],
  ["PATCH", "/update-agent/desk?version=1", { agent_name: "X" }, 412, "v1 is not the draft"],
  ["PATCH", "/update-agent/desk", { voice_speed: 9 }, 400, "agents/desk/agent.yaml:"],
  [
    "PATCH",
    "/update-phone-number/+14155550100",
    { inbound_agents: [{ agent_id: "desk", agent_version: 9, weight: 1 }] },
    400,
    "v9",
  ],
  [
    "PATCH",
    "/update-phone-number/+14155550100",
    { inbound_agents: [{ agent_id: "desk", weight: 0.5 }] },
    400,
    "sum to 0.5",
  ],
  ["GET", "/get-phone-number/+14155550199", undefined, 422, "Cannot find"],
  ["POST", "/create-phone-number", { area_code: 415 }, 400, "Tagline does not buy numbers"],
  [
    "POST",
    "/create-phone-number",
    { phone_number: "+14155550109", toll_free: true },
    400,
    "toll_free tells which number to buy",
  ],
  ["PATCH", "/update-phone-number/+14155550100", { nick: "X" }, 400, 'body: Unrecognized key: "nick"'],
  [
    "PATCH",
    "/update-phone-number/+14155550100",
    { termination_uri: "trunk.example", auth_password: "hunter2-hunter2" },
    400,
    "secret in plain text",
  ],
  ["POST", "/v2/list-agents", { filter_criteria: { voice: "x" } }, 400, "Unrecognized key"],
  ["POST", "/v3/create-web-call", { agent_id: "desk", version: 1 }, 400, 'Unrecognized key: "version"'],
  ["POST", "/create-phone-number", { phone_number: "555" }, 400, "E.164"],
  ["POST", "/create-phone-number", { phone_number: "+14155550100" }, 409, "already"],
  ["GET", "/v1/resolve/+14155550100?direction=outbound", undefined, 404, "has no agent for outbound"],
  ["GET", "/v2/get-call/call_1", undefined, 422, "There is no call"],
  ["DELETE", "/delete-agent-version/desk?version=1", undefined, 409, "never deleted"],
  ["DELETE", "/delete-agent/desk", undefined, 400, "phone-numbers.yaml"],
  ["GET", "/list-voices", undefined, 404, "/openapi.json"],
  ["POST", "/v3/list-calls", {}, 404, "There is nothing at POST /v3/list-calls here"],
] as const)("%s %s %j is %i", async (method, path, body, status, words) => {
  const { app } = await clinic();
  const init =
    body === undefined ? { method, headers: write } : { method, headers: write, body: JSON.stringify(body) };
  const refused = await app.request(path, init);
  const said = (await refused.json()) as { status: string; message: string };
  expect([refused.status, said.status]).toEqual([status, "error"]);
  expect(said.message).toContain(words);
});

it.each([
  ["text/plain", "{}", 415],
  ["application/json", "{", 400],
  ["application/json", `${"[".repeat(200)}${"]".repeat(200)}`, 400],
  ["application/json", '{"__proto__":{"a":1}}', 400],
  ["application/json", '{"agent_name":"a","agent_name":"b"}', 400],
  ["application/json", '{"agent_name":12345678901234567890}', 400],
  ["application/json", '{"voice_speed":1e999}', 400],
  ["application/json", Buffer.from([0x7b, 0xff, 0x7d]), 400],
  ["application/json", `"${"x".repeat(8 * 1024 * 1024)}"`, 413],
])("a body of %s that is not understood is refused", async (type, body, status) => {
  const { app } = await clinic();
  const init = { method: "POST", headers: { ...write, "content-type": type }, body };
  expect((await app.request("/create-agent", init)).status).toBe(status);
});

it("no name of a field writes a trailer, which would use up numbers or name another caller", async () => {
  const { app, repository } = await clinic();
  const body = { "x\n\nVersion: v500\nRequested-By: root": 1 };
  const reply = await app.request("/update-agent/desk", { ...post(body), method: "PATCH" });
  expect(reply.status).toBe(200);
  expect(await repository.state()).toMatchObject({ draft: 3 });
  const published = {
    version: 3,
    version_title: "T\n\nVersion: v77",
    version_description: "D\n\nVersion: v78",
  };
  expect((await app.request("/publish-agent-version/desk", post(published))).status).toBe(200);
  expect(await repository.state()).toMatchObject({ newest: 3, draft: 4 });
});

it("a client that goes away while it sends is no bug of ours", async () => {
  const log: { readonly level: string }[] = [];
  const { app } = await clinic({ log: (entry) => log.push(entry) });
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error("aborted")),
  });
  const init = { method: "POST", headers: write, body, duplex: "half" };
  expect((await app.request("/create-agent", init)).status).toBe(400);
  expect(log.map(({ level }) => level)).toEqual(["info"]);
});

it("a reply that was given before is given again only while the repository stays as it is", async () => {
  const { app, made } = await clinic({}, { maximumAge: 250 });
  const name = async (path: string) => {
    const reply = await app.request(path, { headers: read });
    return [((await reply.json()) as { agent_name: string }).agent_name, reply.headers.get("cache-control")];
  };
  const immutable = "private, max-age=31536000, immutable";
  for (const _ of [1, 2]) {
    expect(await name("/get-agent/front")).toEqual(["Front", "no-cache"]);
    expect(await name("/get-agent/front?version=2")).toEqual(["Front", immutable]);
  }
  expect((await app.request("/get-agent/front")).status).toBe(401);
  const filled = await app.request("/get-retell-llm/llm_front", { headers: secrets });
  expect(await filled.text()).toContain("Bearer k-1");
  expect(await (await app.request("/get-retell-llm/llm_front", { headers: read })).text()).not.toContain(
    "k-1",
  );
  await app.request("/update-agent/front", { ...post({ agent_name: "Porch" }), method: "PATCH" });
  expect(await name("/get-agent/front")).toEqual(["Porch", "no-cache"]);
  made.write(
    "agents/front/agent.yaml",
    "response_engine: { type: retell-llm }\nvoice_id: v\nagent_name: Gate\n",
  );
  await made.deploy({});
  expect(await name("/get-agent/front")).toEqual(["Gate", "no-cache"]);
  expect(await name("/get-agent/front?version=2")).toEqual(["Front", immutable]);
});

it("keeps a number's trunk, with its credentials in the environment, and never tells the password", async () => {
  const { app, made } = await clinic();
  const body = {
    phone_number: "+14155550109",
    termination_uri: "trunk.example",
    transport: "TLS",
    sip_trunk_auth_username: { $env: "TRUNK_USER" },
    sip_trunk_auth_password: { $env: "TRUNK_PASSWORD" },
    inbound_agents: null,
  };
  const reply = await app.request("/import-phone-number", post(body));
  expect([reply.status, await reply.json()]).toMatchObject([
    201,
    {
      phone_number: "+14155550109",
      sip_outbound_trunk_config: {
        termination_uri: "trunk.example",
        auth_username: { $env: "TRUNK_USER" },
        transport: "TLS",
      },
    },
  ]);
  expect(made.read("phone-numbers.yaml")).toContain("auth_password: { $env: TRUNK_PASSWORD }");
});

it("an engine that names a variable is created, taken over and copied", async () => {
  const { app } = await clinic();
  const headers = { Authorization: { $env: "LOOK_UP_KEY", template: "Bearer $LOOK_UP_KEY" } };
  const tool = {
    type: "custom",
    name: "look_up",
    description: "Looks it up",
    url: "https://api.example/look-up",
    headers,
    parameters: { type: "object", properties: { q: { type: "string", description: "What" } } },
  };
  const body = { general_prompt: "Hi.", general_tools: [tool] };
  const made = await app.request("/create-retell-llm", post(body));
  expect([made.status, await made.clone().json()]).toMatchObject([201, body]);
  const { llm_id } = (await made.json()) as { llm_id: string };
  for (const [id, agent_name] of [
    [llm_id, "First"],
    ["llm_front", "Second"],
  ]) {
    const agent = {
      agent_name,
      voice_id: "11labs-Adrian",
      response_engine: { type: "retell-llm", llm_id: id },
    };
    const reply = await app.request("/create-agent", post(agent));
    expect([reply.status, await reply.json()]).toMatchObject([201, { agent_name }]);
  }
  const copy = await app.request("/get-retell-llm/llm_second", { headers: read });
  expect(await copy.json()).toMatchObject({ general_tools: [{ headers }] });
});

it("resolves a line: what its pin says, the same for one key", async () => {
  const { app } = await clinic();
  const resolve = async (path: string) =>
    (await app.request(`/v1/resolve/${path}`, { headers: read })).json();
  expect(await resolve("+14155550102?direction=outbound")).toMatchObject({
    number: "+14155550102",
    agent: "night",
    version: 2,
    ref: "v2",
    changedIn: 2,
    weight: 1,
    engine: { type: "conversation-flow", config: { start_node_id: "hello" } },
  });
  const [one, two] = [
    await resolve("+14155550101?key=caller-7"),
    await resolve("%2B14155550101?key=caller-7"),
  ];
  expect(two).toEqual(one);
});

it("a publish while a call runs changes nothing for that call", async () => {
  const { app } = await clinic();
  const made = (await (await app.request("/v2/create-web-call", post({ agent_id: "desk" }))).json()) as {
    call_id: string;
  };
  const get = async () => (await app.request(`/v2/get-call/${made.call_id}`, { headers: read })).json();
  const before = await get();
  await app.request("/update-agent/desk", { ...post({ agent_name: "Other" }), method: "PATCH" });
  await app.request("/publish-agent/desk", post({}));
  expect(await get()).toEqual(before);
});

it("a hundred publishes at once give a hundred versions", async () => {
  const { app, repository } = await clinic();
  const replies = await Promise.all(
    Array.from({ length: 100 }, () => app.request("/publish-agent/desk", post({}))),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await repository.state()).toMatchObject({ newest: 102 });
});

it("of several publishes of one number, one is made and the others are refused for good", async () => {
  const { app, repository } = await clinic();
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => app.request("/publish-agent-version/desk", post({ version: 3 }))),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  expect(await repository.state()).toMatchObject({ newest: 3 });
});

it("health, readiness and metrics tell how it is", async () => {
  const { app, appWith } = await clinic();
  expect(await (await app.request("/healthz")).json()).toEqual({ status: "ok" });
  expect(await (await app.request("/readyz")).json()).toMatchObject({
    status: "ok",
    branch: "main",
    newest: 2,
    draft: 3,
  });
  const stale = appWith({ fault: () => "the disk is gone" });
  expect(await (await stale.request("/readyz")).json()).toMatchObject({
    status: "stale",
    reason: "the disk is gone",
  });
  expect((await stale.request("/get-agent/desk", { headers: read })).headers.get("warning")).toBe(
    '110 - "Response is Stale"',
  );
  const stopping = await appWith({ isStopping: () => true }).request("/readyz");
  expect([stopping.status, stopping.headers.get("connection")]).toEqual([503, "close"]);
  await app.request("/get-agent/desk", { headers: read });
  const text = await (await app.request("/metrics", { headers: read })).text();
  expect(text).toContain(
    'tagline_http_requests_total{route="/get-agent/{agent_id}",method="GET",status="200"} 2',
  );
  expect(text).toContain("tagline_newest_version 2");
});

it("logs a request by its pattern, with its id and its key's name, and nothing that it sent", async () => {
  const log: unknown[] = [];
  const { app } = await clinic({ log: (entry) => log.push(entry) });
  await app.request("/v1/resolve/+14155550101?key=caller-7", { headers: { ...read, "x-request-id": "r-1" } });
  expect(log).toEqual([
    {
      level: "info",
      message: "request",
      id: "r-1",
      method: "GET",
      route: "/v1/resolve/{phone_number}",
      status: 200,
      ms: 0,
      caller: "r",
    },
  ]);
});

it("UponAI's own paths give the same objects, and point a line", async () => {
  const { app, made } = await clinic();
  const get = async (path: string) => (await app.request(path, { headers: read })).json();
  for (const [own, platform] of [
    ["/api/agents/front?workspaceId=w1&version=2", "/get-agent/front?version=2"],
    ["/api/agents/front/versions?workspaceId=w1", "/list-agent-versions/front"],
    ["/api/llms", "/list-retell-llms"],
    ["/api/llms/llm_front?version=2", "/get-retell-llm/llm_front?version=2"],
    ["/api/conversation-flows", "/list-conversation-flows"],
    ["/api/numbers/+14155550100", "/get-phone-number/+14155550100"],
  ] as const)
    expect(await get(own)).toEqual(await get(platform));
  const put = (body: unknown) =>
    app.request("/api/numbers/+14155550100/agent", { ...post(body), method: "PUT" });
  expect(await (await put({ agentId: "desk", version: 1 })).json()).toMatchObject({
    inbound_agents: [{ agent_id: "desk", agent_version: 1, weight: 1 }],
  });
  expect(made.read("phone-numbers.yaml")).toContain("inbound: desk@v1");
  expect((await put({ version: 1 })).status).toBe(400);
});

it("a path that is served otherwise says how", async () => {
  const { app } = await clinic();
  const refused = await app.request("/get-agent/desk", { ...post({}), method: "PUT" });
  expect([refused.status, refused.headers.get("allow"), await refused.json()]).toEqual([
    405,
    "GET",
    { status: "error", message: "PUT is not served at /get-agent/desk, but GET is." },
  ]);
});

it("the OpenAPI document has every route", async () => {
  const { app } = await clinic();
  const document = (await (await app.request("/openapi.json")).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const served = routeTable.flatMap(({ routes }) =>
    routes.map(({ method, path }) => `${method.toLowerCase()} ${path}`),
  );
  const told = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(told.toSorted()).toEqual(served.toSorted());
});

const routes = routeTable.flatMap((group) => group.routes);
const word = fc.oneof(
  fc.constantFrom(
    "desk",
    "front",
    "llm_front",
    "conversation_flow_night",
    "+14155550100",
    "latest",
    "0",
    "2",
    "",
    "%",
    "../..",
    "a/b",
    "\u0000",
  ),
  fc.string({ maxLength: 30 }),
);
const value = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom("desk", 3, 0.5, null, [], {}));
const fields = [
  "agent_id",
  "version",
  "base_version",
  "inbound_agents",
  "nickname",
  "phone_number",
  "response_engine",
  "general_tools",
  "nodes",
  "general_prompt",
  "metadata",
  "fallback_number",
  "allowed_inbound_country_list",
];

it("no request, however strange, is a bug of ours", async () => {
  const log: { readonly level: string }[] = [];
  const { app }: Clinic = await clinic({ log: (entry) => log.push(entry) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...routes),
      word,
      fc.dictionary(
        fc.constantFrom("version", "limit", "pagination_key", "sort_order", "direction", "key"),
        word,
        { maxKeys: 3 },
      ),
      fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string({ maxLength: 10 })), value, {
        maxKeys: 5,
      }),
      async (route, id, query, body) => {
        const path = route.path.replace(/\{\w+\}/, () => encodeURIComponent(id));
        const search = new URLSearchParams(query as Record<string, string>);
        const init = route.method === "GET" ? { headers: write } : { ...post(body), method: route.method };
        const reply = await app.request(`http://localhost${path}?${search}`, init);
        expect(reply.status, `${route.method} ${path}`).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
  expect(log.filter(({ level }) => level === "error")).toEqual([]);
});

it("keys are read with their names and scopes, and a bad one is refused without being shown", () => {
  expect(keys.map(({ name, scopes }) => [name, [...scopes]])).toEqual([
    ["r", ["read"]],
    ["ci", ["read", "write"]],
    ["s", ["read", "secrets"]],
  ]);
});
