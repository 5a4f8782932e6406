import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, it, onTestFinished } from "vitest";
import { customAgent } from "../memory-world.js";
import { type Scratch, scratchRepository } from "./scratch.js";

const bin = join(import.meta.dirname, "../../dist/bin.js");

interface Server {
  readonly url: string;
  readonly child: ChildProcess;
  log(): string;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

async function serve(
  scratch: Scratch,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Server> {
  const home = join(scratch.directory, "../home");
  const child = spawn(process.execPath, [bin, "serve", "--port", "0", "--json", ...args], {
    cwd: scratch.directory,
    env: { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: "1", ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let text = "";
  for await (const chunk of child.stdout) {
    text += chunk;
    if (text.endsWith("}\n")) break;
  }
  if (text === "") throw new Error(log);
  const { url } = JSON.parse(text) as { url: string };
  return {
    url,
    child,
    log: () => log,
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function published(): Scratch {
  const made = scratchRepository();
  made.write("agents/desk/agent.yaml", customAgent("One"));
  made.write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
  expect(made.tagline("deploy", "--yes").exit).toBe(0);
  return made;
}

const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Asks until the answer is as wanted, a second at most: what is promised for changes from outside. */
async function seen(
  url: string,
  wanted: (value: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  const until = Date.now() + 1000;
  for (;;) {
    const value = (await (await fetch(url)).json()) as Record<string, unknown>;
    if (wanted(value) || Date.now() > until) return value;
  }
}

it("serves, sees what others commit and tag, keeps calls through a kill, and stops when asked", async () => {
  const made = published();
  const server = await serve(made);
  const get = async (path: string) => (await fetch(server.url + path)).json();
  expect(await get("/get-agent/desk")).toMatchObject({ version: 1, agent_name: "One" });
  const call = (await (
    await fetch(`${server.url}/v2/create-web-call`, post({ agent_id: "desk" }))
  ).json()) as Record<string, string>;
  const keys = (await get("/.well-known/jwks.json")) as Parameters<typeof createLocalJWKSet>[0];
  const { payload } = await jwtVerify(call.access_token ?? "", createLocalJWKSet(keys));
  expect(payload).toMatchObject({
    iss: "tagline",
    sub: call.call_id,
    agent: "desk",
    version: 1,
    tree: call.tree,
  });
  expect(statSync(join(made.directory, ".git/tagline/token-key.json")).mode & 0o777).toBe(0o600);

  made.write("agents/desk/agent.yaml", customAgent("Two"));
  made.git("commit", "-qam", "Two");
  expect(await seen(`${server.url}/get-agent/desk`, ({ agent_name }) => agent_name === "Two")).toMatchObject({
    agent_name: "Two",
  });
  expect(made.tagline("deploy", "--yes").exit).toBe(0);
  expect(await seen(`${server.url}/readyz`, ({ newest }) => newest === 1)).toMatchObject({
    newest: 1,
    draft: 2,
  });

  await server.stop("SIGKILL");
  const [day = ""] = readdirSync(join(made.directory, ".git/tagline/calls"));
  appendFileSync(join(made.directory, ".git/tagline/calls", day), '\n{"call_id":"call_torn');
  const next = await serve(made);
  const again = (await (
    await fetch(`${next.url}/v2/create-web-call`, post({ agent_id: "desk" }))
  ).json()) as Record<string, string>;
  for (const { access_token: _, ...kept } of [call, again])
    expect(await (await fetch(`${next.url}/v2/get-call/${kept.call_id}`)).json()).toEqual(kept);
  expect(await next.stop("SIGTERM")).toBe(0);
  made.git("fsck", "--strict");
});

it("writes to a bare repository, and a clone that pushes to it is seen", async () => {
  const made = published();
  made.git("clone", "-q", "--bare", ".", "../bare.git");
  const env = {
    GIT_AUTHOR_NAME: "S",
    GIT_AUTHOR_EMAIL: "s@example.com",
    GIT_COMMITTER_NAME: "S",
    GIT_COMMITTER_EMAIL: "s@example.com",
  };
  const bare = { ...made, directory: join(made.directory, "../bare.git") };
  const server = await serve(bare, [], { ...env, TAGLINE_API_KEY: "ci=0123456789abcdef" });
  const headers = { authorization: "Bearer 0123456789abcdef", "content-type": "application/json" };
  const update = {
    method: "PATCH",
    headers,
    body: JSON.stringify({ inbound_agent_id: "desk", inbound_agent_version: 0 }),
  };
  expect((await fetch(`${server.url}/update-phone-number/+14155550100`, update)).status).toBe(200);
  made.git("remote", "add", "origin", "../bare.git");
  made.git("pull", "-q", "origin", "main");
  expect(made.git("log", "-1", "--format=%an: %B").trim()).toBe(
    "S: Update +14155550100: inbound_agent_id, inbound_agent_version\n\nRequested-By: ci",
  );
  expect(readFileSync(join(made.directory, "phone-numbers.yaml"), "utf8")).toContain("desk@v0");
  made.write("agents/desk/agent.yaml", customAgent("Pushed"));
  made.git("commit", "-qam", "Pushed");
  made.git("push", "-q", "origin", "main");
  expect(
    await seen(`${server.url}/readyz`, ({ commit }) => commit === made.git("rev-parse", "HEAD").trim()),
  ).toMatchObject({
    commit: made.git("rev-parse", "HEAD").trim(),
  });
  expect(server.log()).not.toContain("0123456789abcdef");
});

it("goes on with the last good state while the repository cannot be read, and says so", async () => {
  const made = published();
  const server = await serve(made);
  const aside = join(made.directory, "../aside");
  renameSync(join(made.directory, ".git"), aside);
  expect(await seen(`${server.url}/readyz`, ({ status }) => status === "stale")).toMatchObject({
    status: "stale",
    newest: 0,
  });
  const reply = await fetch(`${server.url}/get-phone-number/+14155550100`);
  expect([reply.status, reply.headers.get("warning")]).toEqual([200, '110 - "Response is Stale"']);
  renameSync(aside, join(made.directory, ".git"));
  expect(await seen(`${server.url}/readyz`, ({ status }) => status === "ok")).toMatchObject({ status: "ok" });
  expect(server.log()).toContain("the last good state answers");
});

it("publishes of two servers at once give distinct versions or a 409", async () => {
  const made = published();
  const [one, two] = [await serve(made), await serve(made)];
  const publish = ({ url }: Server) => fetch(`${url}/publish-agent/desk`, { method: "POST" });
  const replies = await Promise.all([...Array(12).keys()].map((i) => publish(i % 2 === 0 ? one : two)));
  const statuses = replies.map(({ status }) => status);
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  const versions = made.git("tag", "--list", "v*").trim().split("\n").length;
  expect(versions).toBe(1 + statuses.filter((status) => status === 200).length);
  made.git("fsck", "--strict");
});

it.each([
  ["tagline serve --host 0.0.0.0", "Without TAGLINE_API_KEY only the loopback is served"],
  ["tagline serve --port 70000", "is not a port"],
  ["tagline serve --ref none", 'There is no branch "none" here.\nhint: git branch --list'],
  ["TAGLINE_API_KEY=short tagline serve", "Entry 1 of TAGLINE_API_KEY is not understood."],
])("%s is refused in a sentence", (line, words) => {
  const said = published().shell(line);
  expect(said).toMatchObject({ exit: 2, out: "" });
  expect(said.err).toContain(words);
});
