// @ts-check
/** What the rows of the bench run: our commands, and what they are compared with. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { agentFiles, slugOf } from "./agent-files.mjs";
import { gitEnvironment } from "./make-repository.mjs";
import { isInstalled, peers } from "./peers.mjs";

/**
 * @typedef {import("./run-command.mjs").Command} Command
 * @typedef {import("./inputs.mjs").Work} Work
 * @typedef {(work: Work) => Command | null} Make makes a command for a repository; null where it is not installed
 */

const root = join(import.meta.dirname, "..");
const bin = join(root, "dist/bin.js");
/** Where it is set, each start of Node reads a bundle of certificates: part of what bare Node costs there. */
const { NODE_EXTRA_CA_CERTS } = process.env;
const environment = {
  ...gitEnvironment,
  ...(NODE_EXTRA_CA_CERTS === undefined ? {} : { NODE_EXTRA_CA_CERTS }),
};

/**
 * Starts a program in a repository.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {(work: Work) => Command}
 */
function start(program, args) {
  return ({ directory, home }) => ({ program, args, cwd: directory, env: { ...environment, HOME: home } });
}

/** @param {...string} args */
export const tagline = (...args) => start(process.execPath, [bin, ...args]);

/** @param {...string} args */
export const git = (...args) => start("git", args);

/**
 * Commands of git one after the other, as a shell runs them.
 *
 * @param {...string[]} lines
 */
export const gitChain = (...lines) => {
  const quoted = lines.map((words) => `git ${words.map((word) => `'${word}'`).join(" ")}`);
  return start("sh", ["-c", quoted.join(" && ")]);
};

/** @type {(work: Work) => Command} Node doing nothing: what everything is a multiple of. */
export const bareNode = start(process.execPath, ["-e", "0"]);

/**
 * A program of bench/programs.
 *
 * @param {string} name
 * @param {...string} args
 * @returns {(work: Work) => Command}
 */
export const ownProgram = (name, ...args) => {
  return (work) => start(process.execPath, [join(work.programs, `${name}.cjs`), ...args])(work);
};

/**
 * Commands of git one after the other, each started by Node.
 *
 * @param {...string[]} lines
 */
export const spawnedGit = (...lines) => ownProgram("spawn-git", ...lines.map((line) => JSON.stringify(line)));

/**
 * What ajv-cli needs to check the same files, in one process for each schema.
 *
 * @type {Make}
 */
export function ajvCli(work) {
  if (!existsSync(peers.ajv)) return null;
  const options = "validate --spec=draft2020 --strict=false";
  const lines = schemasOf(work).map(
    ([schema, files]) => `"${process.execPath}" "${peers.ajv}" ${options} -s "${schema}" -d "${files}"`,
  );
  return start("sh", ["-c", lines.join(" && ")])(work);
}

/** @type {Make} ajv-cli doing nothing but to say how it is used. */
export function ajvHelp(work) {
  return existsSync(peers.ajv) ? start(process.execPath, [peers.ajv, "help"])(work) : null;
}

/**
 * What the native validator of @sourcemeta/jsonschema needs to check the same files.
 *
 * @type {Make}
 */
export function sourcemeta(work) {
  if (!existsSync(peers.sourcemeta)) return null;
  const lines = schemasOf(work).map(
    ([schema, files]) => `"${peers.sourcemeta}" validate "${schema}" ${files}`,
  );
  return start("sh", ["-c", lines.join(" && ")])(work);
}

/** @type {Make} tig, to the moment when the newest commits are on the screen. */
export function tig(work) {
  if (!isInstalled("tig") || !isInstalled("script")) return null;
  return { ...start("tig", [])(work), until: /Pin numbers/ };
}

/** @type {Make} The browser, to the moment when the newest version is on the screen. */
export function browse(work) {
  if (!isInstalled("script")) return null;
  const newest = new RegExp(`v${work.sizes.versions - 1}\\b`);
  return { ...tagline("browse")(work), until: newest };
}

/** @type {Make} Down the list from the first screen on, while the rest is still read and checked; a page at times. */
export function browseKeys(work) {
  const command = browse(work);
  if (command === null) return null;
  const pressed = Array.from({ length: 60 }, (_, i) => (i % 10 === 9 ? "\u0004" : "j"));
  // The frame that answers moves the cursor's mark; at the end of a short list it says the same again.
  const count = Math.min(pressed.length, work.sizes.versions - 1);
  return { ...command, keys: { pressed: pressed.slice(0, count), until: /▸/ } };
}

/**
 * Deletes what Tagline keeps in the git directory before each run: a clone that has never seen it.
 *
 * @param {(work: Work) => Command} make
 * @returns {(work: Work) => Command}
 */
export const cold = (make) => (work) =>
  also(make(work), {
    before: () => rmSync(join(work.directory, ".git/tagline"), { recursive: true, force: true }),
  });

/**
 * Edits one agent before each run, another text each time.
 *
 * @param {(work: Work) => Command} make
 * @returns {(work: Work) => Command}
 */
export const withAnEdit = (make) => (work) => {
  const path = join(work.directory, "agents", slugOf(0), "llm.yaml");
  const original = readFileSync(path);
  return also(make(work), {
    before: () => {
      const wish = { index: 0, revision: nextRevision(), promptWords: work.sizes.promptWords };
      writeFileSync(path, agentFiles(wish)["llm.yaml"] ?? "");
    },
    finally: () => writeFileSync(path, original),
  });
};

/**
 * Takes back the version that each run makes: tag, branch and index are as before it.
 *
 * @param {(work: Work) => Command} make
 * @returns {(work: Work) => Command}
 */
export const takenBack = (make) => (work) => {
  const run = (/** @type {string[]} */ ...args) =>
    execFileSync("git", args, { cwd: work.directory, env: gitEnvironment, encoding: "utf8" });
  const index = join(work.directory, ".git/index");
  const kept = readFileSync(index);
  if (run("tag", "--list", nextTag(work)) !== "")
    throw new Error(`${work.directory} is as an interrupted run left it: remove it, and it is made again`);
  const head = run("rev-parse", "HEAD").trim();
  return also(make(work), {
    after: () => {
      run("update-ref", "refs/heads/main", head);
      run("update-ref", "-d", `refs/tags/${nextTag(work)}`);
      writeFileSync(index, kept);
    },
  });
};

/** @param {Work} work */
export function nextTag({ sizes }) {
  return `v${sizes.versions}`;
}

let revisions = 0;

/** An edit that this repository has not seen, not even in an earlier run of the bench. */
function nextRevision() {
  revisions += 1;
  return 20_000 + (Math.floor(Date.now() / 1000) % 1_000_000) + revisions;
}

/**
 * @param {Command} command
 * @param {{before?: () => void, after?: () => void, finally?: () => void}} steps
 * @returns {Command}
 */
function also(command, steps) {
  return {
    ...command,
    before: () => {
      command.before?.();
      steps.before?.();
    },
    after: () => {
      command.after?.();
      steps.after?.();
    },
    finally: () => {
      command.finally?.();
      steps.finally?.();
    },
  };
}

/**
 * Which schema checks which files.
 *
 * @param {Work} work
 */
function schemasOf({ sizes }) {
  const kinds = sizes.agents > 1 ? ["agent", "llm", "flow"] : ["agent", "llm"];
  return kinds.map((kind) => [join(root, `schemas/${kind}.schema.json`), `agents/*/${kind}.yaml`]);
}
