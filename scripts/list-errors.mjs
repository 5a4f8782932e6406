// @ts-check
/** Writes docs/errors.md: every code of a refusal, with its exit code and an example. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withSource } from "./load-source.mjs";

const target = join(import.meta.dirname, "../docs/errors.md");
writeFileSync(target, await withSource("src/cli/errors-page.ts", async ({ errorsPage }) => errorsPage()));
