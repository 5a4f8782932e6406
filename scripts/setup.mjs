// @ts-check
/** Makes a checkout ready: packages, compiled schemas, dist. Quick when there is nothing to do. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const sources = [
  "src",
  "schemas",
  "scripts/build.mjs",
  "scripts/bundle-plugins.mjs",
  "scripts/compile-schemas.mjs",
].concat(
  "scripts/join-chunks.mjs",
  "scripts/load-source.mjs",
  "tsconfig.json",
  "tsconfig.types.json",
  "package.json",
);

if (newest("package-lock.json") > newest("node_modules/.package-lock.json"))
  step("installing packages (npm ci)", ...npm(), "ci", "--no-audit", "--no-fund", "--loglevel=error");
const built = existsSync(join(root, "src/config/schema/generated/key-order.js")) ? newest("dist/bin.js") : 0;
if (sources.some((path) => newest(path) > built))
  step("building dist/", process.execPath, join(root, "scripts/build.mjs"));

/** The npm that started us, so that it is not looked for on another path. */
function npm() {
  const started = process.env.npm_execpath;
  return started?.endsWith("npm-cli.js") ? [process.execPath, started] : ["npm"];
}

/**
 * @param {string} text
 * @param {...string} command
 */
function step(text, ...command) {
  console.error(`tagline: ${text}`);
  const [program = "", ...args] = command;
  // What a step prints is no part of what the test run or the demo print.
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status === 0) return;
  console.error(`tagline: ${text} failed${error === undefined ? "" : `: ${error.message}`}`);
  process.exit(1);
}

/**
 * The latest modification of a path or below it; 0 when there is nothing.
 *
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  // What the build itself writes into src/ is not a source. A directory's own time tells of removed files.
  const names = readdirSync(full).filter((name) => name !== "generated");
  return Math.max(
    path.endsWith("/schema") ? 0 : stat.mtimeMs,
    ...names.map((name) => newest(`${path}/${name}`)),
  );
}
