import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as tagline from "../../src/index.js";
import { memoryWorld } from "../memory-world.js";

const root = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");

/** The code of an example, with `expression; // => value` as a comparison. */
function checked(code: string): string {
  return code
    .replace(/^import (\{.*?\}) from "tagline";$/gm, "")
    .replace(/^( *)(.+); \/\/ => (.+)$/gm, "$1expect($2).toEqual($3);");
}

it("the examples of docs/library.md say what they give", async () => {
  const agents = readdirSync(join(root, "agents"), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = [
    "phone-numbers.yaml",
    ...agents.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  ];
  const { world } = memoryWorld(Object.fromEntries(paths.map((path) => [path, text(path)])));
  const options = {
    scope: null,
    title: null,
    attach: [],
    evenIfUnchanged: false,
    branch: null,
    push: { kind: "no" } as const,
  };
  await (await tagline.planDeployment(world, options)).apply();
  const openRepository = (directory: string) => {
    const { fs, clock, env, run, processes } = world;
    return tagline.openRepository(directory, { fs, clock, env, run, processes });
  };
  const examples = [...text("docs/library.md").matchAll(/^```js example\n([\s\S]*?)^```/gm)].map(
    ([, code = ""]) => checked(code),
  );
  expect(examples.length).toBeGreaterThan(4);
  const Code = Object.getPrototypeOf(async () => undefined).constructor as FunctionConstructor;
  const run = new Code("openRepository", "TaglineError", "directory", "expect", examples.join("\n"));
  await run(openRepository, tagline.TaglineError, "/repo", expect);
});
