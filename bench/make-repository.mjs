// @ts-check
/**
 * Makes a repository of any size for the bench, in seconds:
 *
 *   node bench/make-repository.mjs [--agents 1000] [--versions 10000] [--prompt-words 330] [--ballast-mb 0] <dir>
 *
 * In <dir> there are then origin.git, what a team pushes to; packed, a fresh clone of it, where all refs stand
 * in packed-refs; and loose, another with each ref in a file of its own. v0 has all agents, each later version
 * changes one. --ballast-mb puts so much incompressible data into files beside the agents.
 */
import { execFileSync, spawn } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { agentFiles, slugOf } from "./agent-files.mjs";
import { commitOid, fileMode, hashOf, tagOid, treeMode, treeOid, updatableTree } from "./git-oids.mjs";

/**
 * @typedef {object} Sizes
 * @property {number} agents
 * @property {number} versions
 * @property {number} promptWords
 * @property {number} ballastMb
 *
 * @typedef {object} Made
 * @property {string} origin
 * @property {string} packed
 * @property {string} loose
 */

/** @type {Sizes} What the targets speak of: 2,000 files, 5 MB. */
export const fullSizes = { agents: 1000, versions: 10_000, promptWords: 330, ballastMb: 0 };

/** What no git of this bench reads: the machine's own settings. */
export const gitEnvironment = {
  PATH: process.env.PATH,
  TZ: "UTC",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
};

/**
 * Makes origin.git, packed and loose in a directory, which is made if it is not there.
 *
 * @param {string} directory
 * @param {Sizes} sizes
 * @returns {Promise<Made>}
 */
export async function makeRepository(directory, sizes) {
  const made = {
    origin: join(directory, "origin.git"),
    packed: join(directory, "packed"),
    loose: join(directory, "loose"),
  };
  mkdirSync(directory, { recursive: true });
  git(directory, "init", "-q", "--bare", "-b", "main", made.origin);
  await importHistory(made.origin, sizes);
  // fast-import has the newest object at the far end of each chain of deltas; a server turns that round.
  git(made.origin, "-c", "core.bigFileThreshold=500k", "repack", "-adfq");
  for (const clone of [made.packed, made.loose]) {
    // By its URL, so that git makes a new pack as a server would, rather than to link to the one there.
    git(directory, "clone", "-q", `file://${made.origin}`, clone);
    git(clone, "config", "user.name", "Dev");
    git(clone, "config", "user.email", "dev@example.com");
    git(clone, "config", "gc.auto", "0");
  }
  unpackRefs(made.loose);
  return made;
}

/**
 * @param {string} repository
 * @param {Sizes} sizes
 */
async function importHistory(repository, sizes) {
  const child = spawn("git", ["-C", repository, "fast-import", "--quiet"], {
    env: gitEnvironment,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  await pipeline(Readable.from(history(sizes)), child.stdin).catch(() => undefined);
  const code = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}: ${said}`);
}

/**
 * What fast-import reads. It does not tell the ids of tag objects, which the next tag names, so they are
 * computed here; `tagline verify` on the result shows that they are right.
 *
 * @param {Sizes} sizes
 * @returns {Generator<Buffer | string>}
 */
function* history({ agents, versions, promptWords, ballastMb }) {
  /** @type {Map<string, Buffer>} the id of each agent's directory */
  const directories = new Map();
  const texts = (/** @type {number} */ index, /** @type {number} */ revision) => {
    const files = agentFiles({ index, revision, promptWords });
    directories.set(slugOf(index), directoryOid(files));
    return Object.entries(files).map(([path, text]) => inline(`agents/${slugOf(index)}/${path}`, text));
  };
  const first = Array.from({ length: agents }, (_, index) => texts(index, 0)).flat();
  const agentsTree = updatableTree([...directories].map(([name, oid]) => ({ mode: treeMode, name, oid })));
  const recordings = ballast(ballastMb);
  const root = (/** @type {string} */ manifest) =>
    treeOid([
      { mode: treeMode, name: "agents", oid: agentsTree.oid() },
      { mode: fileMode, name: "phone-numbers.yaml", oid: hashOf("blob", manifest) },
      ...(ballastMb === 0 ? [] : [{ mode: treeMode, name: "recordings", oid: recordings.oid() }]),
    ]);

  const draftPins = manifestText(agents, () => "draft");
  /** @type {Buffer | null} */
  let parent = null;
  let previous = "";
  for (let version = 0; version < versions; version++) {
    const index = (version * 7) % agents;
    const changed = version === 0 ? [...directories.keys()].toSorted() : [slugOf(index)];
    const parts = version === 0 ? [...first, inline("phone-numbers.yaml", draftPins)] : texts(index, version);
    if (version > 0) agentsTree.set(slugOf(index), directories.get(slugOf(index)) ?? Buffer.alloc(20));
    const title = titleOf(version);
    const person = personAt(version);
    const message = `Deploy v${version}${title === null ? "" : `: ${title}`}\n\nVersion: v${version}\n`;
    yield* commitCommand({ mark: version + 1, person, message, isFirst: version === 0 });
    if (version === 0) yield* recordings.parts();
    yield parts.join("");
    const tree = root(draftPins);
    parent = commitOid({ tree, parent, person, message });
    const tagMessage = [
      title ?? `v${version}`,
      "",
      `Config-Tree: ${agentsTree.oid().toString("hex")}`,
      `Agents-Changed: ${changed.join(", ")}`,
      ...(version === 0 ? [] : [`Previous-Version: v${version - 1} ${previous}`]),
      "",
    ].join("\n");
    yield `tag v${version}\nfrom :${version + 1}\ntagger ${person}\n${data(tagMessage)}`;
    previous = tagOid({ commit: parent, name: `v${version}`, person, message: tagMessage }).toString("hex");
  }
  const message = "Pin numbers\n";
  yield* commitCommand({ mark: versions + 1, person: personAt(versions), message, isFirst: false });
  yield inline(
    "phone-numbers.yaml",
    manifestText(agents, (line) => pinOf(line, versions)),
  );
  yield "done\n";
}

/**
 * @param {{mark: number, person: string, message: string, isFirst: boolean}} commit
 */
function* commitCommand({ mark, person, message, isFirst }) {
  const from = isFirst ? "" : `from :${mark - 1}\n`;
  yield `commit refs/heads/main\nmark :${mark}\nauthor ${person}\ncommitter ${person}\n${data(message)}${from}`;
}

/**
 * @param {string} path
 * @param {string} text
 */
function inline(path, text) {
  return `M 100644 inline ${path}\n${data(text)}\n`;
}

/** @param {string} text */
function data(text) {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

/**
 * The id of an agent's directory.
 *
 * @param {Record<string, string>} files
 */
function directoryOid(files) {
  const entry = (/** @type {string} */ name, /** @type {string} */ text) => ({
    mode: fileMode,
    name,
    oid: hashOf("blob", text),
  });
  const here = Object.entries(files).filter(([path]) => !path.includes("/"));
  const prompts = Object.entries(files).filter(([path]) => path.startsWith("prompts/"));
  const below = prompts.map(([path, text]) => entry(path.slice("prompts/".length), text));
  return treeOid([
    ...here.map(([path, text]) => entry(path, text)),
    ...(below.length === 0 ? [] : [{ mode: treeMode, name: "prompts", oid: treeOid(below) }]),
  ]);
}

/**
 * Data that neither compresses nor resembles anything, a megabyte a file.
 *
 * @param {number} megabytes
 */
function ballast(megabytes) {
  /** @type {{mode: string, name: string, oid: Buffer}[]} */
  const entries = [];
  return {
    oid: () => treeOid(entries),
    *parts() {
      for (let at = 0; at < megabytes; at++) {
        const bytes = randomFillSync(Buffer.alloc(1_000_000));
        const name = `${String(at).padStart(4, "0")}.wav`;
        entries.push({ mode: fileMode, name, oid: hashOf("blob", bytes) });
        yield `M 100644 inline recordings/${name}\ndata ${bytes.length}\n`;
        yield bytes;
        yield "\n";
      }
    },
  };
}

/**
 * A manifest with a line for each of the first hundred agents.
 *
 * @param {number} agents
 * @param {(line: number) => string} pin
 */
function manifestText(agents, pin) {
  const lines = Array.from({ length: Math.min(agents, 100) }, (_, line) => {
    const number = `+1415555${String(100 + line).padStart(4, "0")}`;
    return `  "${number}":\n    nickname: Line ${line}\n    inbound: ${slugOf(line)}@${pin(line)}\n`;
  });
  return `numbers:\n${lines.join("")}`;
}

/**
 * Every third line follows the draft, the others are on one of the newest fifty versions.
 *
 * @param {number} line
 * @param {number} versions
 */
function pinOf(line, versions) {
  return line % 3 === 0 ? "draft" : `v${Math.max(versions - 1 - (line % 50), 0)}`;
}

/** @param {number} version */
function titleOf(version) {
  return version % 3 === 0 ? null : `Closed days and wording, round ${version}`;
}

/**
 * One of three people; deploys are three hours apart.
 *
 * @param {number} version
 */
function personAt(version) {
  const name = ["Dev", "Lead", "Ops"][version % 3] ?? "";
  return `${name} <${name.toLowerCase()}@example.com> ${1_600_000_000 + version * 10_800} +0000`;
}

/**
 * Writes each ref of packed-refs as a file of its own.
 *
 * @param {string} repository
 */
function unpackRefs(repository) {
  const format = "--format=%(objectname) %(refname) %(symref)";
  for (const line of git(repository, "for-each-ref", format).split("\n")) {
    const [oid = "", name = "", symbolic = ""] = line.split(" ");
    if (name === "" || symbolic !== "") continue;
    const path = join(repository, ".git", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${oid}\n`);
  }
  rmSync(join(repository, ".git/packed-refs"), { force: true });
}

/**
 * @param {string} cwd
 * @param {...string} args
 */
function git(cwd, ...args) {
  const maxBuffer = 256 * 1024 * 1024;
  return execFileSync("git", args, { cwd, env: gitEnvironment, encoding: "utf8", maxBuffer });
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      agents: { type: "string", default: String(fullSizes.agents) },
      versions: { type: "string", default: String(fullSizes.versions) },
      "prompt-words": { type: "string", default: String(fullSizes.promptWords) },
      "ballast-mb": { type: "string", default: String(fullSizes.ballastMb) },
    },
  });
  const [directory] = positionals;
  if (directory === undefined || positionals.length > 1) {
    console.error(
      "usage: node bench/make-repository.mjs [--agents N] [--versions N] [--prompt-words N] <dir>",
    );
    process.exit(2);
  }
  const made = await makeRepository(directory, {
    agents: Number(values.agents),
    versions: Number(values.versions),
    promptWords: Number(values["prompt-words"]),
    ballastMb: Number(values["ballast-mb"]),
  });
  for (const path of Object.values(made)) console.log(path);
}
