// @ts-check
/** Writes the table of routes into docs/serve.md. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/serve.md");
const bundled = await build({
  absWorkingDir: root,
  entryPoints: ["src/api/list-routes.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const [file] = bundled.outputFiles;
const { listRoutes } = await import(
  `data:text/javascript;base64,${Buffer.from(file?.text ?? "").toString("base64")}`
);
writeFileSync(page, listRoutes(readFileSync(page, "utf8")));
