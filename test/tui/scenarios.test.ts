import { describe, expect, it } from "vitest";
import { entry, fakeActions, numbers } from "./fake-actions.js";
import { openBrowser } from "./open-browser.js";

const wide = { columns: 120, rows: 30 };
const has = (text: string) => (rows: readonly string[]) => rows.some((row) => row.includes(text));
const lacks = (text: string) => (rows: readonly string[]) => !rows.some((row) => row.includes(text));

describe("the list of versions", () => {
  it("reads no more than the rows that are seen, of ten thousand", async () => {
    const actions = fakeActions(10_000);
    const browser = await openBrowser(actions, wide);
    await browser.screen.until(has("Title of v9999"));
    const read = new Set(actions.asked.filter((what) => what.startsWith("version ")));
    expect(read.size).toBeLessThan(30);
    await browser.press("G", has("Title of v0"));
    const all = new Set(actions.asked.filter((what) => what.startsWith("version ")));
    expect(all.size).toBeLessThan(60);
    await browser.press("g", has("▸ draft"));
  });

  it("reads what the right pane needs for the row that stands, not for those run through", async () => {
    const actions = fakeActions(100);
    const browser = await openBrowser(actions, wide);
    await browser.press("jjjjjjjjjj", has("▸ v90"));
    await browser.screen.until(has("since v89"));
    await browser.screen.until(lacks("reading …"));
    const changes = actions.asked.filter((what) => what.includes('"changes"'));
    expect(changes).toHaveLength(2);
  });

  it("pages, and jumps to both ends", async () => {
    const browser = await openBrowser(fakeActions(100), wide);
    await browser.press("\u0004", has("▸ v74"));
    await browser.press("\u001b[6~", has("▸ v48"));
    await browser.press("\u0015", has("▸ v74"));
    await browser.press("G", has("▸ v0"));
    await browser.press("\u001b[H", has("▸ draft"));
  });

  it("stays on its version when newer ones appear above", async () => {
    let count = 4;
    const base = fakeActions(4);
    const listVersions = () => Promise.resolve(Array.from({ length: count }, (_, i) => count - 1 - i));
    const browser = await openBrowser({ ...base, listVersions }, wide);
    await browser.press("jj", has("▸ v2"));
    count = 6;
    await browser.store.refresh();
    const rows = await browser.screen.until(has("v5"));
    expect(rows.find((row) => row.startsWith("▸"))).toContain("v2");
  });

  it("is limited to the versions in which an agent changed", async () => {
    const browser = await openBrowser(fakeActions(4), wide);
    await browser.press("f", has("all agents"));
    await browser.press("j\r", has("1 match"));
    await browser.screen.until(lacks("Title of v3"));
    await browser.press("\u001b", has("Title of v3"));
  });
});

describe("searching", () => {
  it("goes to the first match while it is typed, keeps it with Enter, and ends with Esc", async () => {
    const actions = fakeActions(10);
    const browser = await openBrowser(actions, wide);
    await browser.press("/", has("Enter keeps the search"));
    await browser.press("v2", has("▸ v2"));
    expect(actions.asked.filter((what) => what.startsWith("search")).at(-1)).toBe("search v2 null");
    await browser.press("\r", lacks("Enter keeps"));
    await browser.press("gn", has("▸ v2"));
    await browser.press("\u001b", lacks("1 match"));
    await browser.press("n", has("Nothing is searched for"));
  });
});

describe("finding in a pane", () => {
  it("goes to the lines of the right pane that have the text, whatever their case, and marks where it is", async () => {
    const browser = await openBrowser(fakeActions(4), wide);
    await browser.press("j\r", has("since v2"));
    await browser.screen.until((rows) => has("agent.voice_speed")(rows) && lacks("reading …")(rows));
    await browser.press("/SAY", has("/SAY"));
    await browser.press("\r", has('"SAY": 1 of 2 lines'));
    await browser.press("n", has('"SAY": 2 of 2 lines'));
    const rows = await browser.press("n", has('"SAY": 1 of 2 lines'));
    expect(rows.filter((row) => row.includes("»"))).toHaveLength(1);
    await browser.press("\u001b", lacks("»"));
    await browser.press("N", has("Nothing is searched for"));
  });

  it("goes to the rows of the draft's and the numbers' lists", async () => {
    const browser = await openBrowser(fakeActions(4), wide);
    await browser.press("3/night", has("1 of 1 line"));
    await browser.press("\r", has("▸~ +14155550102"));
    await browser.press("2/int\r", has("▸intake"));
  });
});

describe("comparing", () => {
  it("says what to do without a mark, and has the older side on the left, whichever was marked", async () => {
    const browser = await openBrowser(fakeActions(4), wide);
    await browser.press("d", has("Mark a version with Space first"));
    await browser.press("j jj", has("▸ v1"));
    await browser.press("d", has("v1 → v3"));
    await browser.press("\u001b", has("▸ v1"));
  });

  it("steps from change to change, folds, and shows whole lines instead of words", async () => {
    const browser = await openBrowser(fakeActions(4), wide);
    await browser.press("j jd", has("v2 → v3"));
    await browser.screen.until(has("agent.voice_speed"));
    await browser.press("]", has("2 of 3"));
    await browser.press("\r", has("▸ flow.nodes[greet"));
    await browser.press("w", has("whole lines"));
    await browser.press("}", has("3 lines around"));
  });
});

describe("phone numbers", () => {
  it("a line moves after its plan was shown and yes was said; the default is no", async () => {
    const actions = fakeActions(4);
    const browser = await openBrowser(actions, wide);
    await browser.press("3jx", has("Move this line?"));
    await browser.press("\r", lacks("Move this line?"));
    expect(actions.asked).not.toContain("apply");
    await browser.press("x", has("Move this line?"));
    await browser.press("y", has("✓ +14155550100 inbound: desk@v2"));
    expect(actions.asked).toContain("apply");
    await browser.press("\r", lacks("✓ +14155550100 inbound"));
  });

  it("pins are typed with their weights, and what is no pin is said before anything is planned", async () => {
    const actions = fakeActions(4);
    const browser = await openBrowser(actions, wide);
    await browser.press("3a", has("desk@v1:0.9"));
    await browser.press("\u0015desk@three\r", has('"desk@three" is not a pin'));
    await browser.press("\u0015desk@v2:0.5 desk@v3:0.5\r", has("Move this line?"));
    expect(JSON.parse(actions.asked.at(-1) ?? "")).toEqual({
      kind: "attach",
      push: true,
      number: "+14155550101",
      direction: "inbound",
      pins: [
        { agent: "desk", version: 2, weight: 0.5 },
        { agent: "desk", version: 3, weight: 0.5 },
      ],
    });
  });

  it("a version is attached to a line with the line's own agent", async () => {
    const actions = fakeActions(4);
    const browser = await openBrowser(actions, wide);
    await browser.press("jja", has("Which line gets v2?"));
    await browser.press("j\r", has("Move this line?"));
    expect(JSON.parse(actions.asked.at(-1) ?? "")).toMatchObject({
      number: "+14155550100",
      pins: [{ agent: "desk", version: 2, weight: 1 }],
    });
  });
});

describe("what is refused or fails", () => {
  it("a refusal is told with its hint, and a bug in a read leaves the browser alive", async () => {
    const browser = await openBrowser(
      fakeActions(4, { readNumbers: () => Promise.reject(new Error("out of order")) }),
      wide,
    );
    await browser.press("jr", has("hint: commit them, move them away"));
    await browser.press("\r3", has("This is a bug in Tagline: out of order"));
    await browser.press("1", has("Title of v3"));
  });

  it("a manifest that cannot be read is no manifest without numbers", async () => {
    const problem = {
      severity: "error",
      code: "yaml-syntax",
      file: "phone-numbers.yaml",
      line: 4,
      column: 1,
      endLine: 4,
      endColumn: 2,
      pointer: "",
      message: "A quote is missing.",
    } as const;
    const actions = fakeActions(4, {
      readNumbers: () => Promise.resolve({ ...numbers, rows: [], problems: [problem] }),
    });
    const browser = await openBrowser(actions, wide);
    await browser.press("3", has("phone-numbers.yaml: 1 problem"));
    await browser.screen.until(has("A quote is missing."));
    await browser.press("e", lacks("never"));
    expect(actions.asked.at(-1)).toBe("edit phone-numbers.yaml:4");
  });

  it("what was read of a version is read again after a refresh: tags can be moved by hand", async () => {
    const actions = fakeActions(4);
    const browser = await openBrowser(actions, wide);
    const tags = () => actions.asked.filter((what) => what.includes('"tag"')).length;
    await browser.press("jh", has("nothing wrong with this version"));
    const before = tags();
    await browser.store.refresh();
    await browser.store.complete();
    await browser.screen.settled();
    expect(tags()).toBe(before + 1);
  });

  it("an unknown key says so", async () => {
    const browser = await openBrowser(fakeActions(4), wide);
    await browser.press("Q", has("Q does nothing here"));
  });
});

describe("texts from a repository", () => {
  it("steer no terminal, and keep wide and combining characters in their columns", async () => {
    const evil = "\u001b[2J\u001b]0;title\u0007\u202egnp";
    const base = fakeActions(4);
    const browser = await openBrowser(
      {
        ...base,
        readVersion: (version) =>
          Promise.resolve(
            entry(version, 3, {
              title: version === 3 ? `${evil}x` : version === 2 ? "日本語の題" : "cafe\u0301 nai\u0308ve",
              author: { name: evil, email: "e" },
            }),
          ),
        readNumbers: () =>
          Promise.resolve({ ...numbers, rows: numbers.rows.map((row) => ({ ...row, nickname: evil })) }),
      },
      wide,
      { colour: true },
    );
    await browser.press("jjj", has("▸ v1"));
    await browser.press("3", has("+14155550102"));
    const rows = await browser.press("1", has("日本語の題"));
    expect(browser.written()).not.toContain("\u001b]0;");
    expect(browser.written()).not.toContain("\u202e");
    const columns = rows.slice(2, 6).map((row) => row.indexOf("│"));
    // Each wide character is one of the string's and two of the screen's.
    expect(columns).toEqual([40, 40, 40 - 5, 40 + 2]);
  });

  it("have no emoji in a list that terminals do not agree on the width of", async () => {
    const readVersion = (version: number) =>
      Promise.resolve(entry(version, 3, { title: "👩‍👩‍👧 ❤️ 👍🏽 by" }));
    const browser = await openBrowser({ ...fakeActions(4), readVersion }, wide);
    await browser.press("", has("👩👩👧 ❤ 👍 by"));
  });
});
