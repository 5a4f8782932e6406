import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import type { Step } from "../github/find-workflow-faults.js";

/** What a workflow is started by: as GitHub tells it, in the variables and the event's file. */
export interface Started {
  /** `push`, `pull_request`, `workflow_dispatch`. */
  readonly by: string;
  /** `refs/heads/main`, `refs/pull/7/merge`. */
  readonly ref: string;
  /** The commit that was pushed, where the branch may be further by now. */
  readonly sha?: string;
  readonly event?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of what the workflow says of its checkout. */
  readonly checkout?: Readonly<Record<string, unknown>>;
}

/** What a run of a job left. */
export interface Ran {
  readonly exit: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly workspace: string;
}

type Scope = Readonly<Record<string, unknown>>;

const root = join(import.meta.dirname, "../..");
/** Steps that need not be run again in this process. */
const done = new Set<string>();

/**
 * Runs the only job of one of this repository's workflows as a runner does: a checkout of `remote`, then the steps of
 * its composite action by bash, with their expressions put into the environment. `api` stands for api.github.com.
 */
export async function runWorkflow(
  name: string,
  remote: string,
  started: Started,
  api = "http://127.0.0.1:9",
): Promise<Ran> {
  const temporary = mkdtempSync(join(tmpdir(), "tagline-test-"));
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const workspace = join(temporary, "workspace");
  mkdirSync(workspace);
  mkdirSync(join(temporary, "home"));
  const event = { repository: { default_branch: "main" }, ...started.event };
  writeFileSync(join(temporary, "event.json"), JSON.stringify(event));
  const env = {
    PATH: process.env.PATH,
    HOME: join(temporary, "home"),
    GIT_CONFIG_NOSYSTEM: "1",
    TZ: "UTC",
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTOR: "octo-dev",
    GITHUB_ACTOR_ID: "4242",
    GITHUB_API_URL: api,
    GITHUB_EVENT_NAME: started.by,
    GITHUB_EVENT_PATH: join(temporary, "event.json"),
    GITHUB_REF: started.ref,
    GITHUB_REPOSITORY: "acme/voice",
    GITHUB_RUN_ID: "99",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_WORKSPACE: workspace,
    ...started.env,
  };
  const run = (program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    finished(program, args, workspace, { ...env, ...more });

  const workflow = parse(readFileSync(join(root, `.github/workflows/${name}.yml`), "utf8"));
  const [job]: { steps: Step[] }[] = Object.values(workflow.jobs);
  const github: Scope = { event, token: "the-token", ref: started.ref };
  const ran = { exit: 0, log: "", summary: "", outputs: {}, workspace };
  for (const step of job?.steps ?? []) {
    const scope = { github, inputs: started.inputs ?? {} };
    const given = Object.fromEntries(
      Object.entries(step.with ?? {}).map(([key, value]) => [key, resolved(String(value), scope)]),
    );
    if (step.uses?.startsWith("actions/checkout@"))
      for (const args of checkout(remote, started, { ...given, ...started.checkout }, workspace))
        await run("git", args);
    else return { ...ran, ...(await runAction(step.uses ?? "", given, { github, temporary, run })) };
  }
  return ran;
}

async function runAction(
  uses: string,
  given: Readonly<Record<string, string>>,
  { github, temporary, run }: { github: Scope; temporary: string; run: (...a: RunArgs) => Promise<Finished> },
): Promise<Omit<Ran, "workspace">> {
  const at = join(root, uses);
  const action = parse(readFileSync(join(at, "action.yml"), "utf8"));
  const defaults = Object.entries<{ default?: string }>(action.inputs).map(([key, input]) => [
    key,
    given[key] ?? input.default ?? "",
  ]);
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const scope: Scope = { github, inputs: Object.fromEntries(defaults), steps };
  let log = "";
  let summary = "";
  let exit = 0;
  for (const [i, step] of (action.runs.steps as Step[]).entries()) {
    // Building Tagline is the same in every action; once it is built there is nothing to do, which takes time too.
    const isSetUp = step.run !== undefined && done.has(step.run);
    if (step.run === undefined || isSetUp) continue;
    if (step.run.includes("scripts/setup.mjs")) done.add(step.run);
    const files = { summary: join(temporary, `summary-${i}`), output: join(temporary, `output-${i}`) };
    for (const path of Object.values(files)) writeFileSync(path, "");
    const said = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      GITHUB_ACTION_PATH: at,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_OUTPUT: files.output,
      ...Object.fromEntries(
        Object.entries(step.env ?? {}).map(([key, value]) => [key, resolved(String(value), scope)]),
      ),
    });
    log += said.log;
    summary += readFileSync(files.summary, "utf8");
    const lines = readFileSync(files.output, "utf8").split("\n");
    if (step.id !== undefined)
      steps[step.id] = {
        outputs: Object.fromEntries(lines.filter(Boolean).map((line) => line.split(/=(.*)/s, 2))),
      };
    ({ exit } = said);
    if (exit !== 0) break;
  }
  const outputs = Object.entries<{ value: string }>(action.outputs ?? {}).map(([key, { value }]) => [
    key,
    resolved(value, scope),
  ]);
  return { exit, log, summary, outputs: Object.fromEntries(outputs) };
}

/** What actions/checkout v6 does, in as far as it matters to what comes after. */
function checkout(remote: string, { ref, sha }: Started, given: Scope, workspace: string): string[][] {
  const credentials = join(workspace, "../git-credentials.config");
  writeFileSync(credentials, '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5\n');
  const branch = (given.ref === undefined ? ref : `refs/heads/${given.ref}`).replace("refs/heads/", "");
  const tracking = branch.startsWith("refs/pull/")
    ? branch.replace("refs/", "refs/remotes/")
    : `refs/remotes/origin/${branch}`;
  const source = sha ?? (branch.startsWith("refs/") ? branch : `refs/heads/${branch}`);
  const wanted = `+${source}:${tracking}`;
  const all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
  return [
    ["init", "-q", "-b", "master", "."],
    ["remote", "add", "origin", remote],
    ["config", "--local", "gc.auto", "0"],
    // Kept outside of the repository's own configuration since v6.
    ...(given["persist-credentials"] === "false"
      ? []
      : [["config", "--local", `includeIf.gitdir:${workspace}/.git.path`, credentials]]),
    String(given["fetch-depth"]) === "0"
      ? ["fetch", "-q", "--prune", "origin", ...all]
      : ["fetch", "-q", "--no-tags", "--depth=1", "origin", wanted],
    [
      "fetch",
      "-q",
      "--no-tags",
      ...(String(given["fetch-depth"]) === "0" ? [] : ["--depth=1"]),
      "origin",
      wanted,
    ],
    branch.startsWith("refs/")
      ? ["checkout", "-q", "--force", tracking]
      : ["checkout", "-q", "--force", "-B", branch, tracking],
  ];
}

/** `${{ a.b || c.d }}` only: whatever else is written shows up as an error here. */
function resolved(text: string, scope: Scope): string {
  return text.replaceAll(/\$\{\{ ([\w.| -]+) \}\}/g, (_, expression: string) => {
    const values = expression
      .split(" || ")
      .map((path) =>
        path.split(".").reduce<unknown>((value, key) => (value as Scope | undefined)?.[key], scope),
      );
    return String(values.find(Boolean) ?? "");
  });
}

type RunArgs = [program: string, args: readonly string[], env?: Readonly<Record<string, string>>];
interface Finished {
  readonly exit: number;
  readonly log: string;
}

/** Not `spawnSync`: the stand-in for the API answers in this process. */
function finished(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
      });
    child.on("error", reject);
    child.on("close", (code) => {
      if (program === "git" && code !== 0) reject(new Error(`git ${args.join(" ")}: ${log}`));
      else resolve({ exit: code ?? 70, log });
    });
  });
}

/** A comment of a pull request. */
export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** Stands in for the part of api.github.com that comments need: keeps them, and what was asked for. */
export async function commentServer(
  comments: Comment[],
  { readOnly = false, status = null as number | null } = {},
): Promise<{ api: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push(`${method} ${url}`);
    const reply = (code: number, json: unknown): void => {
      response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(json));
    };
    const query = new URL(url, "http://x").searchParams;
    if (status !== null) reply(status, {});
    else if (headers.authorization !== "Bearer the-token") reply(401, {});
    else if (method === "GET") {
      const from = (Number(query.get("page")) - 1) * Number(query.get("per_page"));
      reply(200, comments.slice(from, from + Number(query.get("per_page"))));
    } else if (readOnly) reply(403, { message: "Resource not accessible by integration" });
    else {
      const { body } = JSON.parse(await bodyOf(request));
      const id = Number(/comments\/(\d+)$/.exec(url)?.[1] ?? comments.length + 1);
      const known = comments.find((comment) => comment.id === id);
      if (known === undefined) comments.push({ id, body, user: { login: "github-actions[bot]" } });
      else known.body = body;
      reply(method === "POST" ? 201 : 200, {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { api: `http://127.0.0.1:${port}`, requests };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
