import { describe, expect, it } from "vitest";
import { fakeActions } from "./fake-actions.js";
import { openBrowser } from "./open-browser.js";

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 40, rows: 15 },
];

/**
 * Each view: the keys that lead to it, and a text that is there when it is complete. `open` is what is typed on a
 * screen that is too narrow for two panes.
 */
const views: readonly { name: string; keys: readonly string[]; sign: string; open?: string }[] = [
  { name: "versions", keys: ["j"], sign: "▸ v3" },
  { name: "changes", keys: ["j"], sign: " v3  Title of v3", open: "\r" },
  { name: "configuration", keys: ["j", "l"], sign: "agent_name: desk", open: "\r" },
  { name: "numbers-of-a-version", keys: ["j", "ll"], sign: "[numbers]", open: "\r" },
  { name: "tag", keys: ["j", "h"], sign: "[tag]", open: "\r" },
  { name: "draft", keys: ["2"], sign: "everything" },
  { name: "phone-numbers", keys: ["3"], sign: "+14155550102" },
  { name: "line", keys: ["3"], sign: "! another configuration", open: "\r" },
  { name: "comparison", keys: ["j", " ", "jj", "d"], sign: "v1 → v3" },
  { name: "help", keys: ["?"], sign: "a page up" },
  { name: "choose-agent", keys: ["f"], sign: "intake" },
  { name: "choose-line", keys: ["j", "a"], sign: "not listed" },
  { name: "pins", keys: ["3", "a"], sign: "desk@v1:0.9" },
  { name: "plan", keys: ["3", "x"], sign: "Move this line?" },
  { name: "refusal", keys: ["j", "r"], sign: "Uncommitted edits" },
  { name: "search", keys: ["/", "v2"], sign: "1 match" },
];

describe.each(sizes)("at $columns × $rows", (size) => {
  it.each(views)("$name", async ({ name, keys, sign, open }) => {
    const browser = await openBrowser(fakeActions(4), size);
    for (const key of size.columns < 60 && open !== undefined ? [...keys, open] : keys) browser.type(key);
    await browser.screen.until((rows) => rows.some((row) => row.includes(sign)));
    const shown = await browser.screen.until(
      (rows) => !rows.some((row) => /reading …|checking every/.test(row)),
    );
    await expect(`${shown.join("\n").trimEnd()}\n`).toMatchFileSnapshot(
      `frames/${size.columns}x${size.rows}/${name}.txt`,
    );
  });
});
