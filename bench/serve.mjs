// @ts-check
/**
 * How fast `tagline serve` answers `get-agent?version=`, each request another version, against the same HTTP stack
 * answering a constant: one of these replies, headers and all. Also p99, and the memory before and after.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { spreadOf } from "./statistics.mjs";

const root = join(import.meta.dirname, "..");
/** Of the requests per second of the constant; and how much more memory many requests may leave than one of each. */
const [share, growth] = [0.7, 1.15];

/**
 * @typedef {object} ServeResult
 * @property {number} versions
 * @property {number} bodyBytes
 * @property {number} perSecond median of the rounds
 * @property {number} constantPerSecond
 * @property {{ median: number, low: number, high: number }} ratio round by round
 * @property {{ share: number, isMet: boolean }} target
 * @property {number} firstReadingMs what the first request for a version takes
 * @property {number} p99Ms
 * @property {number} failures replies that were none
 * @property {number} requests
 * @property {{ start: number, warm: number, after: number, isFlat: boolean }} memoryMb `warm` is after one of each
 */

/**
 * @param {{ versions: number, rounds: number, seconds: number, requests: number }} options `requests`: at least so
 *   many in all
 * @returns {Promise<ServeResult>}
 */
export async function measureServe(options) {
  const directory = mkdtempSync(join(tmpdir(), "tagline-bench-"));
  try {
    makeRepository(directory, options.versions);
    return await measure(directory, options);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * @param {string} directory
 * @param {Parameters<typeof measureServe>[0]} options
 */
async function measure(directory, { versions, rounds: count, seconds, requests: wanted }) {
  const words = ["-C", directory, "serve", "--port", "0", "--json", "--quiet"];
  const served = await start([join(root, "dist/bin.js"), ...words]);
  const stops = [served.stop];
  try {
    const reply = await fetch(`${served.url}/get-agent/desk?version=${versions - 1}`);
    const body = await reply.text();
    const names = ["content-type", "cache-control", "vary", "etag", "x-request-id"];
    const headers = Object.fromEntries(names.map((name) => [name, reply.headers.get(name) ?? ""]));
    const constant = await start([join(root, "bench/constant-server.mjs"), body, JSON.stringify(headers)]);
    stops.push(constant.stop);
    const paths = Array.from(
      { length: versions },
      (_, i) => `/get-agent/desk?version=${(i * 7919) % versions}`,
    );
    const atStart = memoryOf(served.pid);
    // Every version once, so that what is measured is not the first reading.
    const began = process.hrtime.bigint();
    for (const path of paths) await (await fetch(served.url + path)).text();
    const firstReadingMs = Number(process.hrtime.bigint() - began) / 1e6 / versions;
    const warm = memoryOf(served.pid);
    /** @type {{ served: import("autocannon").Result, constant: import("autocannon").Result }[]} */
    const rounds = [];
    for (let round = 0; round < count; round++)
      rounds.push({
        constant: await load(constant.url, paths, { duration: seconds }),
        served: await load(served.url, paths, { duration: seconds }),
      });
    const done = rounds.reduce((sum, pair) => sum + pair.served.requests.total, versions);
    const rest = Math.max(0, wanted - done);
    const more = rest === 0 ? null : await load(served.url, paths, { amount: rest });
    const after = memoryOf(served.pid);
    const all = [...rounds.map((pair) => pair.served), ...(more === null ? [] : [more])];
    const ratio = spreadOf(
      rounds.map((pair) => pair.served.requests.average / pair.constant.requests.average),
    );
    return {
      versions,
      bodyBytes: body.length,
      perSecond: spreadOf(rounds.map((pair) => pair.served.requests.average)).median,
      constantPerSecond: spreadOf(rounds.map((pair) => pair.constant.requests.average)).median,
      ratio,
      target: { share, isMet: ratio.median >= share },
      firstReadingMs,
      p99Ms: spreadOf(rounds.map((pair) => pair.served.latency.p99)).median,
      failures: all.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0),
      requests: all.reduce((sum, { requests }) => sum + requests.total, versions),
      memoryMb: { start: atStart, warm, after, isFlat: after <= warm * growth },
    };
  } finally {
    for (const stop of stops) stop();
  }
}

/**
 * @param {string} url
 * @param {readonly string[]} paths
 * @param {{ duration?: number, amount?: number }} much
 */
function load(url, paths, much) {
  return autocannon({
    url,
    connections: 20,
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
