// @ts-check
/** Writes docs/commands.md: every command with its arguments, options and examples. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withSource } from "./load-source.mjs";

const target = join(import.meta.dirname, "../docs/commands.md");
writeFileSync(target, await withSource("src/cli/commands-page.ts", ({ commandsPage }) => commandsPage()));
