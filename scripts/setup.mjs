// @ts-check
/** Makes a checkout ready: packages, compiled schemas, dist. Quick when there is nothing to do. */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

if (newest("package-lock.json") > newest("node_modules/.package-lock.json")) {
  step("installing packages (npm ci)");
  const npm = process.env.npm_execpath;
  const [program, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
  execFileSync(program, [...first, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
}
const built = newest("dist/bin.js");
if (
  ["src", "schemas", "scripts/build.mjs", "scripts/compile-schemas.mjs", "package.json"].some(
    (path) => newest(path) > built,
  )
) {
  step("building dist/");
  execFileSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: "inherit" });
}

/** @param {string} text */
function step(text) {
  console.error(`tagline: ${text}`);
}

/**
 * The latest modification below a path; 0 when there is nothing.
 *
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const full = join(root, path);
  try {
    const stat = statSync(full);
    if (!stat.isDirectory()) return stat.mtimeMs;
    // What the build itself writes into src/ is not a source.
    const names = readdirSync(full).filter((name) => name !== "generated");
    return Math.max(0, ...names.map((name) => newest(`${path}/${name}`)));
  } catch {
    return 0;
  }
}
