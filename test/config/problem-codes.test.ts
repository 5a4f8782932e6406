import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { problemCodes } from "../../src/config/problem-codes.js";

const folder = join(import.meta.dirname, "../../src/config");

it("every code that config/ names beside its schemas is in the catalogue", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.startsWith("schema"),
  );
  const named = files.flatMap((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    return [...text.matchAll(/\bcode: "([a-z0-9-]+)"/g)].map((match) => match[1] ?? "");
  });
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((code) => problemCodes[code] === undefined)).toEqual([]);
});

it("every rule that has a file is in the table", () => {
  const table = readFileSync(join(folder, "rules/index.ts"), "utf8");
  const rules = readdirSync(join(folder, "rules")).flatMap((name) =>
    [...readFileSync(join(folder, "rules", name), "utf8").matchAll(/^export const (\w+): Rule = /gm)].map(
      (match) => match[1] ?? "",
    ),
  );
  expect(rules.length).toBeGreaterThan(25);
  expect(rules.filter((rule) => !new RegExp(`^  ${rule},$`, "m").test(table))).toEqual([]);
});
