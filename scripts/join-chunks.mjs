// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rollup } from "rollup";

/**
 * Chunks that become one with all that they need, apart from what a group before has: the table of commands, which is
 * all that `--help` and `--version` load; what most commands begin with; what reads and checks a configuration.
 */
const groups = { table: /^bin\.js$/, start: /^(?:run|validate)-/, check: /^read-parts-/ };

/**
 * Copies a bundle, joining chunks that are needed together. esbuild makes a chunk for each set of commands that share
 * something, of which `validate` loaded 22, and Node takes a fifth of a millisecond for each.
 *
 * @param {string} from
 * @param {string} to
 */
export async function joinChunks(from, to) {
  const files = ["", "chunks"].flatMap((folder) =>
    readdirSync(join(from, folder)).map((name) => ({ name, path: join(from, folder, name) })),
  );
  /** @type {Map<string, string>} */
  const groupOf = new Map();
  for (const [group, names] of Object.entries(groups)) {
    const roots = files.filter(({ name }) => names.test(name)).map(({ path }) => path);
    for (const path of reachable(roots)) if (!groupOf.has(path)) groupOf.set(path, group);
  }
  const entries = ["bin", "index"].map((name) => join(from, `${name}.js`));
  const bundle = await rollup({
    input: entries,
    external: /^node:/,
    treeshake: false,
    // esbuild leaves imports from node itself that it no longer uses.
    onwarn: (warning, warn) => (warning.code === "UNUSED_EXTERNAL_IMPORT" ? undefined : warn(warning)),
  });
  await bundle.write({
    dir: to,
    format: "cjs",
    dynamicImportInCjs: false,
    interop: "default",
    compact: true,
    minifyInternalExports: false,
    hoistTransitiveImports: false,
    generatedCode: "es2015",
    chunkFileNames: "chunks/[name].js",
    manualChunks: (id) => (entries.includes(id) ? undefined : groupOf.get(id)),
  });
  await bundle.close();
}

/**
 * The files that some files load when they are loaded, themselves included.
 *
 * @param {readonly string[]} files
 * @returns {Set<string>}
 */
function reachable(files) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {string} path */
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const [, to = ""] of readFileSync(path, "utf8").matchAll(/(?:\bfrom|\bimport)"(\.[^"]+)"/g))
      visit(resolve(path, "..", to));
  };
  files.forEach(visit);
  return found;
}
