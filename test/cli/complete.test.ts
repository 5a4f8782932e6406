import { describe, expect, it } from "vitest";
import { complete } from "../../src/cli/completion/complete.js";
import { isKnownPlaceholder } from "../../src/cli/completion/values.js";
import { optionsOf, placeholderOf } from "../../src/cli/completion/word-at-cursor.js";
import { run } from "../../src/cli/run.js";
import { commandTable } from "../../src/cli/table.js";
import { customAgent, memoryWorld } from "../memory-world.js";

const oid = "1".repeat(40);
const files = {
  "agents/front-desk/agent.yaml": customAgent("front-desk"),
  "agents/intake/agent.yaml": customAgent("intake"),
  "agents/Not An Agent/x": "",
  "phone-numbers.yaml": `numbers:
  "+14155550100":
    nickname: "Front desk" # main
    inbound: front-desk@v0
  '+14155550101': { inbound: intake@v9 }
  "+14155550102":
    inbound:
      - { pin: intake@v9, weight: 1 }
`,
  ".git/packed-refs": `# pack-refs with: peeled fully-peeled sorted \n${oid} refs/heads/packed\n${oid} refs/tags/v0\n${oid} refs/tags/v9\n`,
  ".git/refs/tags/v10": `${oid}\n`,
  ".git/refs/heads/feature/one": `${oid}\n`,
  ".git/config": '[remote "origin"]\n\turl = x\n',
};

/** The words that are offered, without what stands beside them. */
async function offered(line: string, given: Record<string, string> = files): Promise<string[]> {
  const said = await complete(line.split(" ").slice(1), memoryWorld(given).world);
  return said
    .split("\n")
    .slice(0, -1)
    .map((row) => row.split("\t")[0] ?? "");
}

describe("completion offers", () => {
  it.each<[string, readonly string[]]>([
    ["tagline rest", ["restore"]],
    ["tagline --quiet ren", ["renumber"]],
    ["tagline -C elsewhere hist", ["history"]],
    ["tagline --col", ["--color"]],
    ["tagline --color a", ["auto", "always"]],
    ["tagline help dep", ["deploy"]],
    ["tagline frobnicate ", []],
    ["tagline deploy ", ["front-desk", "intake"]],
    ["tagline deploy front-desk ", ["front-desk", "intake"]],
    ["tagline deploy --title ", []],
    ["tagline deploy --title x in", ["intake"]],
    ["tagline deploy --attach +1415555010", ["+14155550100", "+14155550101", "+14155550102"]],
    ["tagline deploy --attach +14155550100=f", ["+14155550100=front-desk"]],
    ["tagline deploy --branch ", ["feature/one", "packed"]],
    ["tagline deploy --push ", ["origin"]],
    ["tagline deploy --push --dr", ["--dry-run"]],
    ["tagline deploy --dry-run --d", []],
    ["tagline deploy -- --d", []],
    ["tagline validate --at v", ["v10", "v9", "v0"]],
    ["tagline validate --format=m", ["--format=markdown"]],
    ["tagline validate --nonsense=m", []],
    [
      "tagline show front-desk@",
      ["worktree", "draft", "v10", "v9", "v0", "feature/one", "packed"].map((rev) => `front-desk@${rev}`),
    ],
    ["tagline show front-desk ", []],
    ["tagline attach ", ["+14155550100", "+14155550101", "+14155550102", "front-desk@", "intake@"]],
    ["tagline attach +14155550100 intake@", ["intake@v10", "intake@v9", "intake@v0", "intake@draft"]],
    ["tagline attach --direction inb", ["inbound", "inbound_sms"]],
    ["tagline rollback --to v1", ["v10"]],
    ["tagline restore v9 f", ["front-desk"]],
    ["tagline diff v9 dr", ["draft"]],
    ["tagline history -n ", []],
    ["tagline protect s", ["status"]],
    ["tagline schema m", ["manifest"]],
    ["tagline completion f", ["fish"]],
    ["tagline explain unused-", ["unused-file", "unused-ignore"]],
    ["tagline import a.json b", [":file"]],
    ["tagline export intake -o ", [":file"]],
    ["tagline -C ", [":directory"]],
  ])("after %j", async (line, words) => {
    expect(await offered(line)).toEqual(words);
  });

  it("numbers with their names, and options with what they do", async () => {
    const { world, out } = memoryWorld(files);
    await run(["__complete", "resolve", "+14155550100"], world, { version: "1.2.3", directory: "/" });
    await run(["__complete", "status", "--q"], world, { version: "1.2.3", directory: "/" });
    expect(out()).toBe("+14155550100\tFront desk\n--quiet\tprint results only, no hints\n");
  });

  it("nothing outside a repository, and never an error", async () => {
    const { world } = memoryWorld({});
    const elsewhere = { ...world, cwd: "/" };
    for (const words of [
      ["show", ""],
      ["diff", ""],
      ["attach", ""],
      ["deploy", "--push", ""],
    ])
      expect(await complete(words, elsewhere)).toBe("");
  });

  it("the newest two hundred of ten thousand versions", async () => {
    const tags = Array.from({ length: 10_000 }, (_, version) => `${oid} refs/tags/v${version}\n`).join("");
    const words = await offered("tagline restore ", { ".git/packed-refs": tags });
    expect([words.length, words[0], words.at(-1)]).toEqual([200, "v9999", "v9800"]);
  });
});

it.each(commandTable)("every value of $name is of a kind that completion knows", async (entry) => {
  const command = await entry.load();
  const names = [
    ...command.arguments.map(({ name }) => placeholderOf(name)),
    ...optionsOf(command).flatMap(({ value }) => (value === null || value.choices ? [] : [value.name])),
  ];
  expect(names.filter((name) => !isKnownPlaceholder(name))).toEqual([]);
});
