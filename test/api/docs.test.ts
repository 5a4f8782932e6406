import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listRoutes } from "../../src/api/list-routes.js";

it("docs/serve.md lists every route (npm run routes writes it)", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/serve.md"), "utf8");
  expect(listRoutes(page)).toBe(page);
});
