import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config/load.js";
import { memoryTree } from "../memory-tree.js";

const agentYaml = "voice_id: 11labs-Adrian\nresponse_engine: { type: retell-llm }\n";
const agents = {
  "agents/desk/agent.yaml": agentYaml,
  "agents/desk/llm.yaml": "general_prompt: Be polite.\n",
};
/** v0 has desk and the old intake; v1 has desk. */
const versions = {
  newest: 1,
  async agentExists(version: number, slug: string) {
    if (version > 1) return "unknown-version" as const;
    return slug === "desk" || (slug === "intake" && version === 0)
      ? ("yes" as const)
      : ("no-such-agent" as const);
  },
};

const read = (text: string, lookup: Parameters<typeof readConfiguration>[1]["versions"] = versions) =>
  readConfiguration(memoryTree({ ...agents, "phone-numbers.yaml": text }), { versions: lookup });

async function problemsOf(text: string, lookup?: typeof versions): Promise<string[]> {
  const { problems } = await read(text, lookup);
  return problems.map(
    ({ line, column, severity, code, message, hint }) =>
      `${line}:${column} ${severity} ${code} ${message} (${hint ?? ""})`,
  );
}

describe("the manifest", () => {
  it("gives numbers in the file's order, with lines and settings", async () => {
    const { manifest, problems } = await read(
      [
        "numbers:",
        '  "+14155550101":',
        "    nickname: Front desk",
        "    inbound: desk@v1",
        "    outbound: desk@draft",
        '    fallback_number: "+14155550199"',
        "    allowed_inbound_country_list: [US, DE]",
        '  "+14155550100":',
        "    inbound_sms:",
        "      - { pin: desk@v0, weight: 0.9 }",
        "      - { pin: desk@v1, weight: 0.1 }",
        '  "+14155550102":',
        "",
      ].join("\n"),
    );
    expect(problems).toEqual([]);
    expect([...manifest.numbers.values()]).toEqual([
      {
        number: "+14155550101",
        nickname: "Front desk",
        lines: {
          inbound: [{ agent: "desk", version: 1, weight: 1 }],
          outbound: [{ agent: "desk", version: null, weight: 1 }],
        },
        settings: { fallback_number: "+14155550199", allowed_inbound_country_list: ["US", "DE"] },
      },
      {
        number: "+14155550100",
        nickname: null,
        lines: {
          inbound_sms: [
            { agent: "desk", version: 0, weight: 0.9 },
            { agent: "desk", version: 1, weight: 0.1 },
          ],
        },
        settings: {},
      },
      { number: "+14155550102", nickname: null, lines: {}, settings: {} },
    ]);
  });

  it("is empty when there is none, and may list nothing", async () => {
    const { manifest, problems } = await readConfiguration(memoryTree(agents), { versions });
    expect([manifest.numbers.size, problems]).toEqual([0, []]);
    expect(await problemsOf("numbers:\n")).toEqual([]);
  });

  it("that is a link is not followed", async () => {
    const { problems } = await readConfiguration(memoryTree({ "phone-numbers.yaml": { kind: "symlink" } }), {
      versions,
    });
    expect(problems.map(({ code, file }) => [code, file])).toEqual([["not-a-file", "phone-numbers.yaml"]]);
  });

  it("weights may miss 1 by a rounding error", async () => {
    const line =
      "[{ pin: desk@v0, weight: 0.333333 }, { pin: desk@v1, weight: 0.333333 }, { pin: desk@draft, weight: 0.3333335 }]";
    expect(await problemsOf(`numbers:\n  "+14155550100":\n    inbound: ${line}\n`)).toEqual([]);
  });
});

const entry = (body: string) => `numbers:\n  "+14155550100":\n    ${body}\n`;

describe("what a manifest can have wrong", () => {
  it.each<[string, string, string[]]>([
    [
      "a number spelled otherwise",
      'numbers:\n  "+1 415 555 0100":\n    inbound: desk@v1\n',
      [
        '2:3 error number-not-e164 "+1 415 555 0100" is not a phone number in E.164 form. (write "+14155550100")',
      ],
    ],
    [
      "a number without its plus: guessing a country may name someone else's number",
      'numbers:\n  "4155550100":\n',
      [
        '2:3 error number-not-e164 "4155550100" is not a phone number in E.164 form. (write plus, country code and number, like "+14155550100")',
      ],
    ],
    [
      "no number",
      "numbers:\n  front:\n",
      [
        '2:3 error number-not-e164 "front" is not a phone number in E.164 form. (write plus, country code and number, like "+14155550100")',
      ],
    ],
    [
      "two spellings of one number",
      'numbers:\n  "+14155550100":\n  "+1-415-555-0100":\n',
      [
        '3:3 error duplicate-number "+1-415-555-0100" is the same number as "+14155550100". (join the two entries)',
        '3:3 error number-not-e164 "+1-415-555-0100" is not a phone number in E.164 form. (write "+14155550100")',
      ],
    ],
    [
      "a number without quotes",
      "numbers:\n  +14155550100:\n    inbound: desk@v7\n",
      [
        '2:3 error unquoted-number +14155550100 without quotes is a number to YAML and loses its plus. (write "+14155550100":)',
        "3:14 error unknown-version There is no version v7 here. (the newest here is v1; if it exists elsewhere: git fetch --tags)",
      ],
    ],
    [
      "a pin without a version",
      entry("inbound: desk"),
      ['3:14 error bad-pin "desk" is not a pin. (write "desk@draft" or "desk@v<number>")'],
    ],
    [
      "a pin that is none",
      entry("inbound: Desk@latest"),
      [
        '3:14 error bad-pin "Desk@latest" is not a pin. (write it like receptionist@v3 or receptionist@draft)',
      ],
    ],
    [
      "an agent that the draft lacks",
      entry("inbound: dsk@draft"),
      ['3:14 error unknown-agent There is no agent "dsk" in the draft. (did you mean "desk"?)'],
    ],
    [
      "a version that lacks the agent",
      entry("inbound: intake@v1"),
      ['3:14 error agent-not-in-version The agent "intake" is not in v1. (tagline history)'],
    ],
    [
      "an agent that only versions have",
      entry("inbound: intake@v0"),
      [
        '3:14 warning agent-gone-from-draft intake@v0 still answers, but the draft no longer has "intake". (attach another agent before it is forgotten)',
      ],
    ],
    [
      "weights that do not sum to 1",
      entry("inbound: [{ pin: desk@v0, weight: 0.5 }, { pin: desk@v1, weight: 0.4 }]"),
      ["3:5 error weights-sum The weights sum to 0.9, not to 1. (change one of them)"],
    ],
    [
      "a weight out of range: the sum is not worth a word",
      entry("inbound: [{ pin: desk@v0, weight: 0 }, { pin: desk@v1, weight: 1.5 }]"),
      [
        "3:39 error bad-weight The weight 0 is not above 0 and at most 1. (weight: 0.5)",
        "3:68 error bad-weight The weight 1.5 is not above 0 and at most 1. (weight: 0.5)",
      ],
    ],
    [
      "a pin twice in one line",
      entry("inbound: [{ pin: desk@v0, weight: 0.5 }, { pin: desk@v0, weight: 0.5 }]"),
      ["3:53 error duplicate-pin desk@v0 stands twice in this line. (add the two weights up)"],
    ],
    [
      "a fallback to itself",
      entry('fallback_number: "+14155550100"'),
      ["3:22 error fallback-to-itself +14155550100 falls back to itself. (name another number)"],
    ],
    [
      "a fallback without quotes",
      entry("fallback_number: +14155550199"),
      [
        '3:22 error unquoted-number A phone number without quotes is a number to YAML and loses its plus. (write "+14155550199")',
      ],
    ],
    [
      "a fallback spelled otherwise",
      entry('fallback_number: "+1 (415) 555-0199"'),
      [
        '3:22 error number-not-e164 "+1 (415) 555-0199" is not a phone number in E.164 form. (write "+14155550199")',
      ],
    ],
    [
      "countries that are none",
      entry("allowed_inbound_country_list: [us, UK, ZZ, AQ]"),
      [
        '3:36 error unknown-country "us" is not a country\'s two-letter code. (write US)',
        '3:40 error unknown-country "UK" is not a country\'s two-letter code. (write GB)',
        '3:44 error unknown-country "ZZ" is not a country\'s two-letter code. (use an ISO 3166 code such as US)',
      ],
    ],
  ])("%s", async (_, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });

  it("a pin where nothing is deployed", async () => {
    const none = { newest: null, agentExists: async () => "unknown-version" as const };
    const { problems } = await read(entry("inbound: desk@v0"), none);
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([
      ["unknown-version", "nothing is deployed, or tags are not fetched: git fetch --tags"],
    ]);
  });
});
