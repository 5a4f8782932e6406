import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { errorsPage, sampleErrors } from "../../src/cli/errors-page.js";

it("docs/errors.md is what npm run errors makes", () => {
  const path = join(import.meta.dirname, "../../docs/errors.md");
  expect(readFileSync(path, "utf8")).toBe(errorsPage());
});

it("every refusal is a sentence, and its hint a command or a clause", () => {
  for (const { code, message, hint = "" } of sampleErrors()) {
    expect({ code, message }).toEqual({ code, message: expect.stringMatching(/^\S.*[^.]\.$/s) });
    expect({ code, hint }).toEqual({ code, hint: expect.not.stringMatching(/\.$|^[A-Z]/) });
  }
});
