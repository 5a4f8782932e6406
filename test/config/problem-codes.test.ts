import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemCodes } from "../../src/config/problem-codes.js";

const config = join(import.meta.dirname, "../../src/config");
const sources = readdirSync(config, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.startsWith("schema") && path !== "problem-codes.ts")
  .map((path) => readFileSync(join(config, path), "utf8"));

describe("the catalogue of problem codes", () => {
  it("has only codes that are emitted", () => {
    const unused = Object.keys(problemCodes).filter(
      (code) => !sources.some((text) => text.includes(`"${code}"`)),
    );
    expect(unused).toEqual([]);
  });

  it("has every code that is emitted", () => {
    const emitted = sources.flatMap((text) => [
      ...[...text.matchAll(/\bcode: "([a-z0-9-]+)"/g)].map((found) => found[1] ?? ""),
      ...[...text.matchAll(/"(?:error|warning)",\s*"([a-z0-9-]+)",/g)].map((found) => found[1] ?? ""),
      ...[...text.matchAll(/\b(?:error|wrong|report|giveUp)\((?:reader, [^"]*?)?"([a-z0-9-]+)",/g)].map(
        (found) => found[1] ?? "",
      ),
    ]);
    expect(emitted.length).toBeGreaterThan(40);
    expect([...new Set(emitted)].filter((code) => problemCodes[code] === undefined)).toEqual([]);
  });

  it("says in one sentence what each means", () => {
    for (const [code, { summary }] of Object.entries(problemCodes)) {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(summary).toMatch(/^[A-Z].*\.$/);
    }
  });
});
