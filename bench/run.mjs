// @ts-check
/**
 * How fast Tagline is, against bare Node and other programs measured beside it: `npm run bench`. What is run is
 * in rows.mjs and growth.mjs; docs/benchmarks.md explains what the numbers mean. Needs dist/.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bareNode } from "./commands.mjs";
import { measureGrowth } from "./growth.mjs";
import { inputsIn } from "./inputs.mjs";
import { describeMachine } from "./machine.mjs";
import { fullSizes } from "./make-repository.mjs";
import { judge, measure } from "./measure.mjs";
import { installPeers } from "./peers.mjs";
import { growthText, machineLine, markdownOf, rowText, serveText, summaryText } from "./report.mjs";
import { rows } from "./rows.mjs";
import { timeOf } from "./run-command.mjs";
import { measureServe } from "./serve.mjs";

/** Not the time of a process but requests in a second: it has a way of its own to be measured. */
const serveRow = "serve";

const help = `npm run bench -- [options]

Measures each row beside what it is compared with, then how the cost grows with the size, and says which
targets are met. A missed target is no failure: the exit code is 1 only when something could not be run.

  --row <name>         only this row; may be repeated
  --growth             only the growth
  -n, --runs <count>   how often each command is measured (default: 11)
  --json               print one JSON document
  --write              put the results into docs/benchmarks.md
  --no-peers           leave out other programs of its kind, which are installed on first use, into bench/peers
  --inputs <dir>       keep the repositories here and use them again (default: a directory that is removed)
  --agents, --versions, --prompt-words, --ballast-mb <count>
                       sizes of the repositories (default: ${fullSizes.agents}, ${fullSizes.versions}, ${fullSizes.promptWords}, 200)
  --requests <count>   how many requests the row serve makes, at least (default: 100000)
  --smoke              run each row's commands once and measure nothing

Rows: ${[...rows.map(({ name }) => name), serveRow].join(", ")}`;

const options = readOptions();
const sizes = {
  agents: options.agents,
  versions: options.versions,
  promptWords: options.promptWords,
  ballastMb: 0,
};
const beside = { ...sizes, agents: Math.min(sizes.agents, 100), versions: Math.min(sizes.versions, 1000) };
/** @type {Record<import("./rows.mjs").Place, {sizes: import("./make-repository.mjs").Sizes, title: string}>} */
const places = {
  one: {
    sizes: { ...sizes, agents: 1, versions: Math.min(sizes.versions, 3) },
    title: "in a repository with one agent",
  },
  full: { sizes, title: titleOf(sizes) },
  "full, loose refs": { sizes, title: `${titleOf(sizes)}, each ref in its own file` },
  "beside ballast": {
    sizes: { ...beside, ballastMb: options.ballastMb },
    title: `${titleOf(beside)}, beside ${options.ballastMb} MB of other data`,
  },
  "without ballast": { sizes: beside, title: titleOf(beside) },
};

const directory = options.inputs ?? mkdtempSync(join(tmpdir(), "tagline-bench-"));
const inputs = inputsIn(directory);
const cleanUp = () => {
  if (options.inputs === undefined) rmSync(directory, { recursive: true, force: true });
};
process.once("SIGINT", () => {
  cleanUp();
  process.exit(130);
});
try {
  await inputs.prepare();
  if (options.withPeers) installPeers();
  if (options.isSmoke) await smoke();
  else await bench();
} finally {
  cleanUp();
}

async function bench() {
  /** @type {import("./report.mjs").Report} */
  const report = {
    machine: describeMachine(),
    runs: options.runs,
    places: Object.fromEntries(Object.entries(places).map(([place, { title }]) => [place, title])),
    rows: [],
    growth: [],
    serve: null,
  };
  const say = (/** @type {string} */ text) => {
    if (!options.isJson) console.log(text);
  };
  say(`${machineLine(report)}\n`);
  for (const row of options.rows)
    await orFail(row.name, async () => {
      const result = judge(
        row,
        await measure(await contendersOf(row), { runs: options.runs, withMemory: true }),
      );
      report.rows.push(result);
      say(rowText(result, places[row.place].title));
    });
  if (options.withServe)
    await orFail(serveRow, async () => {
      console.error(`bench: ${serveRow}`);
      const { versions, runs, requests } = options;
      report.serve = await measureServe({ versions, requests, rounds: Math.min(runs, 5), seconds: 4 });
      say(serveText(report.serve));
    });
  if (options.withGrowth)
    await orFail("growth", async () => {
      report.growth = await measureGrowth(inputs, options);
      say(report.growth.map(growthText).join("\n"));
    });
  if (options.isJson) console.log(JSON.stringify(report, null, 2));
  else if (report.rows.length > 0 || report.serve !== null) say(summaryText(report));
  if (options.isWrite && process.exitCode !== 1) writeDocument(markdownOf(report));
}

/** Every command once, so that a test can tell that they all still run; of equal references only the first. */
async function smoke() {
  const seen = new Set();
  for (const row of options.rows)
    await orFail(row.name, async () => {
      const [, ...contenders] = await contendersOf(row);
      for (const { name, command } of contenders) {
        const words = [command.program, ...command.args].join(" ");
        if (name !== "tagline" && seen.has(words)) continue;
        seen.add(words);
        try {
          await timeOf(command);
        } finally {
          command.finally?.();
        }
      }
      console.log(row.name);
    });
  if (options.withServe)
    await orFail(serveRow, async () => {
      const { failures } = await measureServe({
        versions: options.versions,
        rounds: 1,
        seconds: 0.1,
        requests: 1,
      });
      if (failures > 0) throw new Error(`${failures} requests failed`);
      console.log(serveRow);
    });
}

/**
 * Bare Node, the row's command, and what of its references is installed.
 *
 * @param {import("./rows.mjs").Row} row
 */
async function contendersOf(row) {
  console.error(`bench: ${row.name}`);
  const references = row.references.filter(({ isPeer }) => options.withPeers || !isPeer);
  const contenders = [];
  for (const { name, command, place = row.place } of [
    { name: "node", command: bareNode },
    { name: "tagline", command: row.command },
    ...references,
  ]) {
    const refs = place === "full, loose refs" ? "loose" : "packed";
    const made = command(await inputs.repository(places[place].sizes, refs));
    if (made !== null) contenders.push({ name, command: made });
  }
  return contenders;
}

/**
 * What cannot be run is told, and the others go on.
 *
 * @param {string} name
 * @param {() => Promise<void>} run
 */
async function orFail(name, run) {
  try {
    await run();
  } catch (error) {
    console.error(`bench: ${name} could not be run: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

/**
 * Replaces what stands between the two marks; what people wrote around them stays.
 *
 * @param {string} results
 */
function writeDocument(results) {
  const path = join(import.meta.dirname, "../docs/benchmarks.md");
  const [start, end] = ["<!-- results -->", "<!-- /results -->"];
  const text = readFileSync(path, "utf8");
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} lacks ${start} or ${end}`);
  writeFileSync(path, `${text.slice(0, from)}${start}\n\n${results}\n\n${text.slice(to)}`);
}

/** @param {import("./make-repository.mjs").Sizes} of */
function titleOf({ agents, versions }) {
  return `in a fresh clone with ${agents.toLocaleString("en-US")} agents and ${versions.toLocaleString("en-US")} versions`;
}

function readOptions() {
  const { values } = parsed();
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  const named = values.row ?? [];
  const unknown = named.find((name) => name !== serveRow && !rows.some((row) => row.name === name));
  if (unknown !== undefined) refuse(`there is no row "${unknown}"`);
  const isPart = named.length > 0 || values.growth || values["no-peers"] || values.smoke;
  if (values.write && isPart) refuse("--write is for a whole run");
  return {
    rows: values.growth ? [] : rows.filter(({ name }) => named.length === 0 || named.includes(name)),
    withServe: !values.growth && (named.length === 0 || named.includes(serveRow)),
    withGrowth: named.length === 0,
    requests: countOf("requests", values.requests),
    runs: countOf("runs", values.runs),
    isJson: values.json,
    isWrite: values.write,
    isSmoke: values.smoke,
    withPeers: !values["no-peers"],
    inputs: values.inputs === undefined ? undefined : resolve(values.inputs),
    agents: countOf("agents", values.agents),
    versions: countOf("versions", values.versions),
    promptWords: countOf("prompt-words", values["prompt-words"]),
    ballastMb: countOf("ballast-mb", values["ballast-mb"]),
  };
}

function parsed() {
  const text = /** @type {const} */ ({ type: "string" });
  const flag = /** @type {const} */ ({ type: "boolean", default: false });
  try {
    return parseArgs({
      options: {
        row: { type: "string", multiple: true },
        growth: flag,
        runs: { type: "string", short: "n", default: "11" },
        json: flag,
        write: flag,
        "no-peers": flag,
        inputs: text,
        agents: { type: "string", default: String(fullSizes.agents) },
        versions: { type: "string", default: String(fullSizes.versions) },
        "prompt-words": { type: "string", default: String(fullSizes.promptWords) },
        "ballast-mb": { type: "string", default: "200" },
        requests: { type: "string", default: "100000" },
        smoke: flag,
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function countOf(name, value) {
  return /^[1-9]\d*$/.test(value)
    ? Number(value)
    : refuse(`--${name} takes a number from 1 on, not "${value}"`);
}

/**
 * @param {string} reason
 * @returns {never}
 */
function refuse(reason) {
  console.error(`bench: ${reason}\n\n${help}`);
  process.exit(2);
}
