import { describe, expect, it } from "vitest";
import { fakeActions } from "./fake-actions.js";
import { openBrowser } from "./open-browser.js";

const size = { columns: 100, rows: 24 };
const has = (text: string) => (rows: readonly string[]) => rows.some((row) => row.includes(text));

/** The parameters of every sequence that sets a style. */
const stylesOf = (written: string): string[] => {
  const sequences = written.split("\u001b[").map((text) => /^[\d;]*m/.exec(text)?.[0].slice(0, -1));
  return [...new Set(sequences.filter((found) => found !== undefined))];
};

describe("the terminal", () => {
  it("is taken with its alternate screen, raw and without a cursor, and given back as it was", async () => {
    const browser = await openBrowser(fakeActions(4), size);
    expect(browser.screen.buffer()).toBe("alternate");
    expect(browser.isRaw()).toBe(true);
    browser.stop();
    await browser.screen.settled();
    expect(browser.screen.buffer()).toBe("normal");
    expect(browser.isRaw()).toBe(false);
    expect(browser.written().endsWith("\u001b[?7h\u001b[?25h\u001b[?1049l")).toBe(true);
  });

  it("is given back once when the process ends otherwise, and nothing is drawn on it after that", async () => {
    const browser = await openBrowser(fakeActions(4), size);
    browser.end();
    const written = browser.written();
    expect(written.endsWith("\u001b[?1049l")).toBe(true);
    expect(browser.isRaw()).toBe(false);
    browser.store.press([{ name: "j", text: "j" }]);
    browser.end();
    browser.stop();
    await browser.screen.settled();
    expect(browser.written()).toBe(written);
  });

  it("keeps its scrollback: nothing clears it", async () => {
    const browser = await openBrowser(fakeActions(100), size);
    browser.resize({ columns: 60, rows: 10 });
    await browser.screen.until((rows) => rows.length === 10 && rows[9] === "" && has("? keys")(rows));
    expect(browser.written()).not.toContain("\u001b[3J");
  });

  it("leaves its last row free, and follows its size from wide to narrow and back", async () => {
    const browser = await openBrowser(fakeActions(100), size);
    const before = await browser.screen.until(has("agent.voice_speed"));
    expect(before.at(-1)).toBe("");
    for (const [columns, rows] of [
      [40, 15],
      [80, 50],
      [200, 60],
      [12, 6],
      [1, 1],
    ] as const) {
      browser.resize({ columns, rows });
      await browser.screen.until((shown) => shown.length === rows);
      await browser.screen.settled();
    }
    browser.resize(size);
    const after = await browser.screen.until(has("agent.voice_speed"));
    expect(after).toEqual(before);
  });

  it("stacks the panes where it is narrow and tall", async () => {
    const browser = await openBrowser(fakeActions(4), { columns: 80, rows: 50 });
    const rows = await browser.screen.until(has("agent.voice_speed"));
    expect(rows.findIndex((row) => row.startsWith("────"))).toBe(16);
    expect(rows.every((row) => !row.includes(" │"))).toBe(true);
  });

  it("writes the rows that changed, and no others", async () => {
    const browser = await openBrowser(fakeActions(100), size);
    await browser.screen.until(has("agent.voice_speed"));
    const before = browser.written().length;
    await browser.press("3", has("+14155550102"));
    const start = browser.written().length;
    await browser.press("j", has("▸✓ +14155550100"));
    const frame = browser.written().slice(start);
    expect(before).toBeLessThan(start);
    expect(frame.length).toBeLessThan(1200);
  });
});

describe("colours", () => {
  it("are none when there are to be none; then marks tell what is selected", async () => {
    const browser = await openBrowser(fakeActions(4), size);
    await browser.press("j", has("▸ v3"));
    expect(stylesOf(browser.written())).toEqual([]);
  });

  it("are the terminal's own sixteen and no background, so that light and dark ones show them", async () => {
    const browser = await openBrowser(fakeActions(4), size, { colour: true });
    await browser.press("jd?", has("Keys"));
    const allowed = /^(?:0|1|2|7|22|27|39|3[1-6])$/;
    expect(stylesOf(browser.written()).filter((code) => !allowed.test(code))).toEqual([]);
  });

  it("show the row under the cursor inverse", async () => {
    const browser = await openBrowser(fakeActions(4), size, { colour: true });
    await browser.press("j", has("▸ v3"));
    expect([browser.screen.isInverse(2, 3), browser.screen.isInverse(3, 3)]).toEqual([false, true]);
  });
});
