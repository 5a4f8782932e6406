// @ts-check
/**
 * How fast `tagline serve` answers `get-agent?version=` over 10,000 versions, against the same HTTP stack answering a
 * constant: one of these replies, headers and all; p99, and the memory after many requests. Prints one line of JSON.
 *
 *   node bench/serve.mjs [--versions 10000] [--seconds 5] [--rounds 3] [--connections 20]
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    versions: { type: "string", default: "10000" },
    seconds: { type: "string", default: "5" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "20" },
  },
});
const versions = Number(values.versions);
const directory = mkdtempSync(join(tmpdir(), "tagline-bench-"));

try {
  makeRepository(directory, versions);
  console.log(JSON.stringify(await measure()));
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function measure() {
  const served = await start([
    join(root, "dist/bin.js"),
    "-C",
    directory,
    "serve",
    "--port",
    "0",
    "--json",
    "--quiet",
  ]);
  const reply = await fetch(`${served.url}/get-agent/desk?version=${versions - 1}`);
  const body = await reply.text();
  const headers = Object.fromEntries(
    ["content-type", "cache-control", "etag", "x-request-id"].map((name) => [
      name,
      reply.headers.get(name) ?? "",
    ]),
  );
  const constant = await start([join(root, "bench/constant-server.mjs"), body, JSON.stringify(headers)]);
  const paths = Array.from(
    { length: versions },
    (_, i) => `/get-agent/desk?version=${(i * 7919) % versions}`,
  );
  const before = memoryOf(served.pid);
  // Every version once, so that what is measured is not the first reading.
  const cold = process.hrtime.bigint();
  for (const path of paths) await (await fetch(served.url + path)).text();
  const coldMs = Number(process.hrtime.bigint() - cold) / 1e6 / versions;
  const warm = memoryOf(served.pid);
  /** @type {{ served: import("autocannon").Result, constant: import("autocannon").Result }[]} */
  const rounds = [];
  for (let round = 0; round < Number(values.rounds); round++)
    rounds.push({
      constant: await load(constant.url, paths, { duration: Number(values.seconds) }),
      served: await load(served.url, paths, { duration: Number(values.seconds) }),
    });
  const after = memoryOf(served.pid);
  served.stop();
  constant.stop();
  const ratios = rounds.map((pair) => pair.served.requests.average / pair.constant.requests.average);
  return {
    bench: "serve get-agent?version=",
    versions,
    bodyBytes: body.length,
    requestsPerSecond: Math.round(median(rounds.map((pair) => pair.served.requests.average))),
    constantPerSecond: Math.round(median(rounds.map((pair) => pair.constant.requests.average))),
    ratio: Number(median(ratios).toFixed(2)),
    target: 0.7,
    firstReadingMs: Number(coldMs.toFixed(2)),
    p99Ms: median(rounds.map((pair) => pair.served.latency.p99)),
    errors: rounds.reduce((sum, pair) => sum + pair.served.non2xx + pair.served.errors, 0),
    requests: rounds.reduce((sum, pair) => sum + pair.served.requests.total, versions),
    memoryMb: { before, warm, after },
  };
}

/**
 * @param {string} url
 * @param {readonly string[]} paths
 * @param {{ duration?: number, amount?: number }} much
 */
function load(url, paths, much) {
  return autocannon({
    url,
    connections: Number(values.connections),
    requests: paths.map((path) => ({ method: "GET", path })),
    ...much,
  });
}

/** @param {readonly string[]} args */
async function start(args) {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of child.stdout) {
    text += chunk;
    const url = /"url": ?"([^"]+)"/.exec(text)?.[1];
    if (url !== undefined) return { url, pid: child.pid ?? 0, stop: () => child.kill() };
  }
  throw new Error(`${args.join(" ")} did not start: ${text}`);
}

/** Resident megabytes of a process. @param {number} pid */
function memoryOf(pid) {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * A repository whose agent changes in each version, made by git's own importer.
 *
 * @param {string} path
 * @param {number} count
 */
function makeRepository(path, count) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync("git", args, { cwd: path, stdio: ["pipe", "pipe", "inherit"] });
  git("init", "-q", "-b", "main");
  /** @type {string[]} */
  const stream = [];
  const data = (/** @type {string} */ text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  for (let version = 0; version < count; version++) {
    const who = `Dev <dev@example.com> ${1_700_000_000 + version} +0000`;
    const agent = `response_engine:\n  type: retell-llm\nvoice_id: 11labs-Adrian\nagent_name: Desk ${version}\nboosted_keywords: [${"clinic, ".repeat(100)}end]\n`;
    const llm = `general_prompt: Version ${version}. ${"Be brief and kind. ".repeat(60)}\n`;
    stream.push(
      `commit refs/heads/main\nmark :${version + 1}\ncommitter ${who}\n${data(`Deploy v${version}\n\nVersion: v${version}\n`)}`,
      `M 100644 inline agents/desk/agent.yaml\n${data(agent)}M 100644 inline agents/desk/llm.yaml\n${data(llm)}\n`,
      `tag v${version}\nfrom :${version + 1}\ntagger ${who}\n${data(`v${version}\n\nAgents-Changed: desk\n`)}`,
    );
  }
  execFileSync("git", ["fast-import", "--quiet"], { cwd: path, input: stream.join("") });
  git("pack-refs", "--all");
  git("reset", "-q", "--hard");
}
