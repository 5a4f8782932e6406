// @ts-check
/** What `yaml` alone needs for all agents' files: read, parse to values, nothing else. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

for (const agent of readdirSync("agents"))
  for (const name of readdirSync(join("agents", agent)))
    if (name.endsWith(".yaml")) parse(readFileSync(join("agents", agent, name), "utf8"));
