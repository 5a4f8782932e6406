// @ts-check
import { mkdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");

/**
 * Runs a module of `src/` in a script, bundled aside, and gives what `use` makes of it.
 *
 * @template T
 * @param {string} path
 * @param {(module: any) => Promise<T>} use
 */
export async function withSource(path, use) {
  const aside = join(root, "node_modules/.cache", `tagline-source-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    await build({
      absWorkingDir: root,
      entryPoints: { entry: path },
      outdir: relative(root, aside),
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      // They are found from where the bundle is.
      packages: "external",
      logLevel: "error",
    });
    return await use(await import(pathToFileURL(join(aside, "entry.mjs")).href));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
