// @ts-check
/** What reading all agents' files needs, with nothing done to them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

for (const entry of readdirSync("agents", { recursive: true, withFileTypes: true }))
  if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name));
