import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Binding, keyLabel, keymap, type Place } from "../../src/tui/keymap.js";
import { verbActions } from "../../src/tui/verbs.js";
import { exampleRepository } from "./example-repository.js";
import { openBrowser } from "./open-browser.js";

const root = join(import.meta.dirname, "../..");

/** Compares a document with itself, with a part of it made anew; `--update` writes that part. */
async function expectPart(file: string, name: string, made: string): Promise<void> {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  const part = new RegExp(`(?<=<!-- ${name} -->\n)[\\s\\S]*?(?=<!-- /${name} -->)`);
  expect(part.test(text), `${file} has a part ${name}`).toBe(true);
  await expect(text.replace(part, () => made)).toMatchFileSnapshot(path);
}

const placeNames: Readonly<Record<Place, string>> = {
  versions: "Versions",
  draft: "Draft",
  numbers: "Phone numbers",
  detail: "right pane",
  compare: "comparison",
};

function placesText({ where }: Binding): string {
  if (where.length === Object.keys(placeNames).length) return "everywhere";
  return where.map((place) => placeNames[place]).join(", ");
}

it("docs/browser.md has the keys that there are", async () => {
  const rows = keymap.map((binding) => {
    const keys = binding.keys.map((key) => `\`${keyLabel(key)}\``).join(" ");
    return `| ${keys} | ${placesText(binding)} | ${binding.does} |\n`;
  });
  await expectPart(
    "docs/browser.md",
    "keys",
    `| keys | where | does |\n| --- | --- | --- |\n${rows.join("")}`,
  );
});

it("docs/browser.md shows a screen that the program made", async () => {
  const { world } = await exampleRepository();
  const actions = {
    ...verbActions(world),
    copy: () => undefined,
    edit: () => Promise.resolve(),
    suspend: () => Promise.resolve(),
    pause: () => Promise.resolve(),
  };
  const browser = await openBrowser(actions, { columns: 100, rows: 26 }, { now: world.clock.now() });
  const shown = await browser.press("j", (rows) => rows.some((row) => row.includes("Who notices")));
  await expectPart("docs/browser.md", "screen", `\`\`\`\n${shown.join("\n").trimEnd()}\n\`\`\`\n`);
});
