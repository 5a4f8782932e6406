// @ts-check
/** What `npm pack` would publish: only what users need, and small. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const allowed =
  /^(dist\/.+|schemas\/[a-z]+\.schema\.json|docs\/rules\/[a-z0-9-]+\.md|\.github\/workflows\/tagline-[a-z]+\.yml|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;
const needed = [
  "dist/bin.js",
  "dist/index.js",
  "dist/types/index.d.ts",
  "dist/THIRD-PARTY-LICENSES.txt",
  "dist/man/tagline.1",
  "dist/completion/tagline.bash",
  "schemas/flow.schema.json",
  "docs/rules/unresolved-node.md",
  ".github/workflows/tagline-review.yml",
  "README.md",
  "LICENSE",
];
const maximumPacked = 1_500_000;

const said = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
  cwd: root,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "ignore"],
});
const parsed = JSON.parse(said);
const packed = Array.isArray(parsed) ? parsed[0] : Object.values(parsed)[0];
/** @type {string[]} */
const paths = packed.files.map((/** @type {{ path: string }} */ file) => file.path);
const faults = [
  ...paths.filter((path) => !allowed.test(path)).map((path) => `${path} does not belong in the package`),
  ...needed.filter((path) => !paths.includes(path)).map((path) => `${path} is missing from the package`),
  ...(packed.size > maximumPacked
    ? [`the package has ${packed.size} bytes, more than ${maximumPacked}`]
    : []),
];
console.log(`${paths.length} files, ${packed.size} bytes packed`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
