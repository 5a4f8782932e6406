// @ts-check
/** Loaded into a Node program by NODE_OPTIONS: when that ends, writes the most memory it held, in kilobytes. */
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");

process.on("exit", () => {
  const directory = process.env.TAGLINE_BENCH_MEMORY ?? ".";
  writeFileSync(join(directory, String(process.pid)), String(process.resourceUsage().maxRSS));
});
