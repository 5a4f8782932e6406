import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const development: Readonly<Record<string, string>> = manifest.devDependencies;

/** The first cells of the table in a section. */
function listed(section: string): string[] {
  const [, text = ""] = page.split(`## ${section}\n`);
  const [table = ""] = text.split("\n## ");
  return [...table.matchAll(/^\| ([@a-z][^ |]*) \| [^|]+ \| [^|]*\w[^|]* \|$/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "package");
}

it("a user installs nothing else", () => {
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.optionalDependencies).toBeUndefined();
  expect(manifest.peerDependencies).toBeUndefined();
  expect(Object.keys(manifest.scripts).filter((name) => /install$/.test(name))).toEqual([]);
});

it("every dependency is listed with what it is for, in order, and none that there is not", () => {
  const bundled = listed("In the bundle");
  const others = listed("For building and testing");
  expect([...bundled, ...others].toSorted()).toEqual(Object.keys(development).toSorted());
  for (const names of [bundled, others]) expect(names).toEqual(names.toSorted());
});

it("what is said to be in the bundle is what the build put there", () => {
  const licences = readFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  const inBundle = [...licences.matchAll(/^(\S+) \d\S* \([^\n]*\)$/gm)].map(([, name = ""]) => name);
  const direct = [...new Set(inBundle)].filter((name) => Object.hasOwn(development, name));
  expect(listed("In the bundle")).toEqual(direct.toSorted());
});
