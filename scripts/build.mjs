// @ts-check
/** Bundles dist/: one bin, a library entry, and a chunk for whatever a command loads lazily. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

execFileSync(process.execPath, [join(root, "scripts/compile-schemas.mjs")], { stdio: "inherit" });
rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["src/bin.ts", "src/index.ts"],
  outdir: "dist",
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
  define: { TAGLINE_VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages ask for node's own modules with require.
  banner: {
    js: 'import { createRequire as tlRequire } from "node:module"; const require = tlRequire(import.meta.url);',
  },
});
chmodSync(join(dist, "bin.js"), 0o755);
writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licences(Object.keys(metafile.inputs)));
const tsc = join(root, "node_modules/typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.types.json")], { stdio: "inherit" });

/**
 * The licence texts of every package whose code is in the bundle, as those licences ask.
 *
 * @param {string[]} inputs
 */
function licences(inputs) {
  const packages = new Set(
    inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []),
  );
  return [...packages]
    .sort()
    .map((folder) => {
      const {
        name,
        version: of,
        license,
      } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text =
        file !== undefined && existsSync(join(root, folder, file))
          ? readFileSync(join(root, folder, file), "utf8")
          : "";
      return `${name} ${of} (${license})\n\n${text.trim()}\n`;
    })
    .join(`\n${"-".repeat(78)}\n\n`);
}
