// @ts-check
/**
 * Bundles dist/: one bin, a library entry, and a chunk for whatever a command loads lazily. It is made aside and
 * takes its place at once: a build that fails, or one beside running tests, leaves a whole dist/.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import * as plugins from "./bundle-plugins.mjs";
import { compileSchemas } from "./compile-schemas.mjs";
import { joinChunks } from "./join-chunks.mjs";
import { withSource } from "./load-source.mjs";

const root = join(import.meta.dirname, "..");
const aside = join(root, "node_modules/.cache", `tagline-build-${process.pid}`);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

mkdirSync(aside, { recursive: true });
try {
  await compileSchemas({ quiet: true });
  await makeIn(join(aside, "dist"));
  const dist = join(root, "dist");
  if (existsSync(dist)) renameSync(dist, join(aside, "old"));
  renameSync(join(aside, "dist"), dist);
} finally {
  rmSync(aside, { recursive: true, force: true });
}

/** @param {string} dist */
async function makeIn(dist) {
  const split = join(aside, "split");
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/bin.ts", "src/index.ts"],
    outdir: relative(root, split),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // The Node build of yaml looks at process.env for every token; the other one is the same code without that.
    alias: { yaml: join(root, "node_modules/yaml/browser/index.js") },
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    metafile: true,
    chunkNames: "chunks/[name]-[hash]",
    define: {
      TAGLINE_VERSION: JSON.stringify(version),
      TAGLINE_BUILD: JSON.stringify(digestOfSources()),
      // React's and Ink's code for their own developers is left out.
      "process.env.NODE_ENV": '"production"',
      "process.env.DEV": '"false"',
      // The bundle is CommonJS.
      "import.meta.dirname": "__dirname",
    },
    plugins: Object.values(plugins),
  });
  await joinChunks(split, dist);
  chmodSync(join(dist, "bin.js"), 0o755);
  writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');
  mkdirSync(join(dist, "completion"));
  for (const shell of ["bash", "zsh", "fish"])
    copyFileSync(
      join(root, `src/cli/completion/tagline.${shell}`),
      join(dist, `completion/tagline.${shell}`),
    );
  mkdirSync(join(dist, "man"));
  const page = await withSource("src/cli/man-page.ts", ({ manPage }) => manPage(version));
  writeFileSync(join(dist, "man/tagline.1"), page);
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licences(Object.keys(metafile.inputs)));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const project = join(root, "tsconfig.types.json");
  execFileSync(process.execPath, [tsc, "-p", project, "--outDir", join(dist, "types")], { stdio: "inherit" });
}

/** What the program is made of as one digest: two builds with the same one find the same problems. */
function digestOfSources() {
  const hash = createHash("sha256");
  const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
  const scripts = ["build", "bundle-plugins", "join-chunks"].map((name) => `scripts/${name}.mjs`);
  for (const file of [...files, "package-lock.json", ...scripts])
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

/**
 * The licence texts of every package whose code is in the bundle, as those licences ask.
 *
 * @param {string[]} inputs
 */
function licences(inputs) {
  const packages = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  // Several packages bring a copy of the same version of another one.
  const texts = [...packages].sort().map((folder) => {
    const directory = join(root, folder);
    const { name, version: of, license } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
    const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : readFileSync(join(directory, file), "utf8");
    return `${name} ${of} (${license})\n\n${text.trim()}\n`;
  });
  return [...new Set(texts)].join(`\n${"-".repeat(78)}\n\n`);
}
