import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { customAgent } from "../memory-world.js";
import { type Scratch, scratchRepository } from "./scratch.js";

let template: string | null = null;
afterAll(() => {
  if (template !== null) rmSync(template, { recursive: true, force: true });
  template = null;
});

/**
 * A repository with v0 to v3 of the agent desk, deployed by the built program, and one number pinned to
 * desk@v1. It is deployed once in a test file, and copied for every test.
 */
export function publishedRepository(): Scratch {
  const made = scratchRepository();
  if (template === null) {
    made.write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
    for (const name of ["zero", "one", "two", "three"]) {
      made.write("agents/desk/agent.yaml", customAgent(name));
      // Versions are rarely neighbours in a branch's history.
      made.git("commit", "-q", "--allow-empty", "-m", `Before ${name}`);
      if (made.tagline("deploy", "--yes").exit !== 0) throw new Error(`deploy ${name}`);
    }
    if (made.tagline("attach", "+14155550100", "desk@v1", "--yes").exit !== 0) throw new Error("attach");
    template = mkdtempSync(join(tmpdir(), "tagline-test-"));
    cpSync(made.directory, template, { recursive: true });
  } else cpSync(template, made.directory, { recursive: true });
  return made;
}
