import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../src/cli/run.js";
import { commandGroups, commandTable } from "../src/cli/table.js";
import { memoryWorld } from "./memory-world.js";

const root = join(import.meta.dirname, "..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const filesBelow = (directory: string): string[] =>
  readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );

it("the README names each command there is, and leads to its place in the reference", () => {
  const named = [...text("README.md").matchAll(/\[`([a-z]+)`\]\(docs\/commands\.md#([a-z]+)\)/g)];
  expect(named.map(([, name]) => name).toSorted()).toEqual(commandTable.map(({ name }) => name).toSorted());
  for (const [, name, place] of named) expect(place).toBe(name);
});

it("the README's table and the overview sort the commands alike", () => {
  const [, table = ""] = /\| for \| commands \|\n.*\n((?:\|.*\n)+)/.exec(text("README.md")) ?? [];
  const rows = table.trimEnd().split("\n");
  expect(
    rows.map((row) => [
      /^\| ([^|]*) \|/.exec(row)?.[1],
      [...row.matchAll(/\[`([a-z]+)`\]/g)].map((m) => m[1]),
    ]),
  ).toEqual(commandGroups.map(({ title, commands }) => [title, commands.map(({ name }) => name)]));
});

it("a clone that is installed or linked is set up: npm makes no command of a file that is not there", () => {
  const { scripts } = JSON.parse(text("package.json"));
  expect(scripts.prepare).toBe(scripts.setup);
  expect(scripts.pretest).toBe(scripts.setup);
});

it("the README leads to every page", () => {
  const pages = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  expect(pages.filter((name) => !text("README.md").includes(`(docs/${name})`))).toEqual([]);
});

it("the docs name no command that there is not", () => {
  const known = new Set(commandTable.map(({ name }) => name));
  for (const path of ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesBelow("docs")]) {
    const named = [...text(path).matchAll(/(?:^|`|\$ )tagline ([a-z]+)/gm)].map((match) => match[1] ?? "");
    expect({ path, unknown: named.filter((name) => !known.has(name)) }).toEqual({ path, unknown: [] });
  }
});

it("links of the docs lead to files", () => {
  for (const path of ["README.md", "CONTRIBUTING.md", ...filesBelow("docs")]) {
    const links = [...text(path).matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? "");
    const broken = links.filter((link) => !existsSync(join(root, dirname(path), link)));
    expect({ path, broken }).toEqual({ path, broken: [] });
  }
});

/** The anchors that GitHub gives the headings of a page. */
const anchorsOf = (path: string): string[] =>
  [...text(path).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );

it("links into pages lead to headings", () => {
  for (const path of ["README.md", "CONTRIBUTING.md", ...filesBelow("docs")]) {
    const links = [...text(path).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)];
    const broken = links.filter(
      ([, to = "", anchor = ""]) => !anchorsOf(to === "" ? path : join(dirname(path), to)).includes(anchor),
    );
    expect({ path, broken: broken.map(([link]) => link) }).toEqual({ path, broken: [] });
  }
});

it("JSON in the docs is JSON", () => {
  for (const path of ["README.md", ...filesBelow("docs")])
    for (const [, json = ""] of text(path).matchAll(/^```json\n([\s\S]*?)^```/gm))
      expect(() => JSON.parse(json), path).not.toThrow();
});

it("the guide to the code names every room of src", () => {
  const guide = text("docs/codebase-guide.md");
  const rooms = readdirSync(join(root, "src"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(rooms.map(({ name }) => name).filter((name) => !guide.includes(`\`${name}/\``))).toEqual([]);
});

it("this repository's own agents and numbers have no problems, not even warnings", async () => {
  const paths = [...filesBelow("agents"), "phone-numbers.yaml"];
  const { world, out, err } = memoryWorld(Object.fromEntries(paths.map((path) => [path, text(path)])));
  const exit = await run(["validate", "--strict", "--json"], world, { version: "0.0.0", directory: root });
  const { problems, summary } = JSON.parse(out());
  expect({ exit, problems, agents: summary.agents, files: summary.files, err: err() }).toEqual({
    exit: 0,
    problems: [],
    agents: 3,
    files: paths.length,
    err: "",
  });
});
