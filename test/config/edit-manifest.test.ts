import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editManifest } from "../../src/config/edit-manifest.js";
import { readConfiguration } from "../../src/config/load.js";
import { directions } from "../../src/model/manifest.js";
import { formatPin } from "../../src/model/pin.js";
import { memoryTree } from "../memory-tree.js";

const manifest = `# lines of the practice
numbers:
  "+14155550100": # front desk
    nickname: 'Front desk'   # keep me
    inbound: receptionist@draft # follows

  # second line
  "+14155550101":
    inbound:
      - { pin: receptionist@v3, weight: 0.9 }
      - { pin: receptionist@v4, weight: 0.1 }
    fallback_number: "+14155550199"
`;
const pin = (agent: string, version: number | null, weight = 1) => ({ agent, version, weight });

describe("an edit of the manifest changes its line and nothing else", () => {
  it("replaces a pin and keeps the comment behind it", () => {
    const edited = editManifest(manifest, [
      { number: "+14155550100", direction: "inbound", pins: [pin("receptionist", 7)] },
    ]);
    expect(edited).toBe(manifest.replace("receptionist@draft # follows", "receptionist@v7 # follows"));
  });

  it("replaces a split by one pin", () => {
    const edited = editManifest(manifest, [
      { number: "+14155550101", direction: "inbound", pins: [pin("desk", null)] },
    ]);
    expect(edited).toBe(manifest.replace(/inbound:\n.*0\.9 }\n.*0\.1 }/, "inbound: desk@draft"));
  });

  it("replaces one pin by a split", () => {
    const edited = editManifest(manifest, [
      { number: "+14155550100", direction: "inbound", pins: [pin("desk", 1, 0.5), pin("desk", 2, 0.5)] },
    ]);
    expect(edited).toBe(
      manifest.replace(
        "inbound: receptionist@draft # follows",
        "inbound: # follows\n      - { pin: desk@v1, weight: 0.5 }\n      - { pin: desk@v2, weight: 0.5 }",
      ),
    );
  });

  it("adds a line to a number, a number to the list, and the list to a file", () => {
    expect(
      editManifest(manifest, [{ number: "+14155550100", direction: "outbound", pins: [pin("desk", 1)] }]),
    ).toBe(manifest.replace("# follows\n", "# follows\n    outbound: desk@v1\n"));
    expect(
      editManifest(manifest, [{ number: "+14155550102", direction: "inbound", pins: [pin("desk", 1)] }]),
    ).toBe(`${manifest}  "+14155550102":\n    inbound: desk@v1\n`);
    expect(
      editManifest(null, [{ number: "+14155550102", direction: "inbound", pins: [pin("desk", 1)] }]),
    ).toBe(
      '# yaml-language-server: $schema=schemas/manifest.schema.json\nnumbers:\n  "+14155550102":\n    inbound: desk@v1\n',
    );
    expect(
      editManifest("numbers: {}\n", [
        { number: "+14155550102", direction: "inbound", pins: [pin("desk", 1)] },
      ]),
    ).toBe('numbers:\n  "+14155550102":\n    inbound: desk@v1\n');
  });

  it("takes a line away, and leaves a number without lines", () => {
    expect(editManifest(manifest, [{ number: "+14155550100", direction: "inbound", pins: [] }])).toBe(
      manifest.replace("    inbound: receptionist@draft # follows\n", ""),
    );
    const lone = 'numbers:\n  "+14155550100":\n    inbound: desk@v1\n';
    expect(editManifest(lone, [{ number: "+14155550100", direction: "inbound", pins: [] }])).toBe(
      'numbers:\n  "+14155550100":\n',
    );
  });

  it("keeps CRLF", () => {
    const crlf = manifest.replaceAll("\n", "\r\n");
    const edited = editManifest(crlf, [
      { number: "+14155550102", direction: "inbound", pins: [pin("desk", 1)] },
    ]);
    expect(edited).toBe(`${crlf}  "+14155550102":\r\n    inbound: desk@v1\r\n`);
  });

  it("edits flow style too", () => {
    const flow = 'numbers: { "+14155550100": { inbound: desk@v1 } }\n';
    expect(
      editManifest(flow, [{ number: "+14155550100", direction: "inbound", pins: [pin("desk", 2)] }]),
    ).toBe('numbers: { "+14155550100": { inbound: desk@v2 } }\n');
  });

  it("refuses a file that it cannot read", () => {
    expect(() =>
      editManifest("numbers: [", [{ number: "+14155550100", direction: "inbound", pins: [] }]),
    ).toThrow("phone-numbers.yaml cannot be edited");
  });

  it("keeps the user's quotes, and changes nothing when the pin is already there", () => {
    const quoted = `numbers:\n  '+14155550100': { inbound: "desk@v1", outbound: 'desk@v1' } # both\n`;
    expect(
      editManifest(quoted, [
        { number: "+14155550100", direction: "inbound", pins: [pin("desk", 2)] },
        { number: "+14155550100", direction: "outbound", pins: [pin("desk", null)] },
        {
          number: "+14155550100",
          direction: "inbound_sms",
          pins: [pin("desk", 1, 0.25), pin("desk", 2, 0.75)],
        },
        { number: "+14155550177", direction: "inbound", pins: null },
      ]),
    ).toBe(
      `numbers:\n  '+14155550100': { inbound: "desk@v2", outbound: 'desk@draft', inbound_sms: [{ pin: desk@v1, weight: 0.25 }, { pin: desk@v2, weight: 0.75 }] } # both\n`,
    );
    expect(
      editManifest(quoted, [{ number: "+14155550100", direction: "inbound", pins: [pin("desk", 1)] }]),
    ).toBe(quoted);
  });

  it("leaves mixed line ends alone", () => {
    const mixed = 'numbers:\r\n  "+14155550100":\n    inbound: desk@v1\r\n  "+14155550101":\n';
    expect(
      editManifest(mixed, [{ number: "+14155550100", direction: "inbound", pins: [pin("desk", 2)] }]),
    ).toBe(mixed.replace("desk@v1", "desk@v2"));
  });

  it("works without a last line break, and on files of nothing but comments", () => {
    const edit = { number: "+14155550100", direction: "outbound", pins: [pin("desk", 1)] } as const;
    expect(editManifest('numbers:\n  "+14155550100":\n    inbound: desk@v1', [edit])).toBe(
      'numbers:\n  "+14155550100":\n    inbound: desk@v1\n    outbound: desk@v1',
    );
    expect(editManifest("# ours", [edit])).toBe(
      '# ours\nnumbers:\n  "+14155550100":\n    outbound: desk@v1\n',
    );
    expect(editManifest("", [edit])).toBe('numbers:\n  "+14155550100":\n    outbound: desk@v1\n');
    expect(editManifest('numbers:\n  "+14155550100": ~ # idle\n', [edit])).toBe(
      'numbers:\n  "+14155550100": # idle\n    outbound: desk@v1\n',
    );
  });

  it("refuses an edit that would reach other lines, rather than reformat the file", () => {
    const shared = 'numbers:\n  "+14155550100": &front\n    inbound: desk@v1\n  "+14155550101": *front\n';
    expect(() =>
      editManifest(shared, [{ number: "+14155550100", direction: "inbound", pins: [pin("desk", 2)] }]),
    ).toThrow("the inbound line of +14155550100 is laid out in a way that cannot be edited");
  });
});

const slug = fc.constantFrom("desk", "intake", "receptionist");
const weighted = fc.record({ agent: slug, version: fc.option(fc.nat(40)), weight: fc.constant(1) });
const pins = fc.oneof(
  weighted.map((one) => [one]),
  fc.tuple(weighted, fc.nat(40)).map(([one, other]) => [
    { ...one, weight: 0.25 },
    { agent: `${one.agent}-b`, version: other, weight: 0.75 },
  ]),
);
const number = fc.nat(5).map((digit) => `+1415555010${digit}`);
const direction = fc.constantFrom(...directions);

/** One number as people write it: comments, blank lines, quotes, both styles of mappings and lists. */
const entryText = fc
  .record({
    comment: fc.constantFrom("", " # front", " # [brackets]: {too}"),
    lines: fc.uniqueArray(fc.tuple(direction, pins), { selector: ([name]) => name, maxLength: 4 }),
    style: fc.constantFrom("block", "flow", "flow-list"),
    quote: fc.constantFrom("", '"', "'"),
    nickname: fc.constantFrom(null, "Front desk", "'it''s'", "|\n      two\n      lines"),
    blank: fc.constantFrom("", "\n", "  # between\n", "    # inside\n"),
  })
  .map(({ comment, lines, style, quote, nickname, blank }) => {
    const text = (list: readonly { agent: string; version: number | null; weight: number }[]): string => {
      const [one] = list;
      if (list.length === 1 && one !== undefined) return `${quote}${formatPin(one)}${quote}`;
      const items = list.map((each) => `{ pin: ${formatPin(each)}, weight: ${each.weight} }`);
      return style === "block"
        ? items.map((item) => `\n      - ${item}${comment}`).join("")
        : `[${items.join(", ")}]`;
    };
    const fields = lines.map(([name, list]) => `${name}: ${text(list)}`);
    if (style === "flow") return (key: string) => `  "${key}": { ${fields.join(", ")} }${comment}\n${blank}`;
    const all = nickname === null ? fields : [`nickname: ${nickname}`, ...fields];
    const body = all.map(
      (field) => `    ${field.replace(/: \n/, ":\n")}${field.includes("\n") ? "" : comment}\n`,
    );
    return (key: string) => `  "${key}":${comment}\n${body.join("")}${blank}`;
  });

const manifestText = fc
  .record({
    entries: fc.uniqueArray(fc.tuple(number, entryText), { selector: ([key]) => key, maxLength: 5 }),
    head: fc.constantFrom("", "# lines\n", "---\n"),
    eol: fc.constantFrom("\n", "\r\n"),
  })
  .map(({ entries, head, eol }) => {
    const text = `${head}numbers:\n${entries.map(([key, write]) => write(key)).join("")}`;
    return text.replaceAll("\n", eol);
  });

const versions = { newest: 40, agentExists: async () => "yes" as const };

async function linesOf(text: string): Promise<Record<string, unknown>> {
  const { manifest } = await readConfiguration(memoryTree({ "phone-numbers.yaml": text }), { versions });
  return Object.fromEntries(
    [...manifest.numbers].map(([key, { lines, nickname }]) => [key, { lines, nickname }]),
  );
}

describe("any edit of any manifest", () => {
  it("gives the manifest that was asked for, and leaves every other number's text as it was", async () => {
    await fc.assert(
      fc.asyncProperty(manifestText, number, direction, fc.option(pins), async (text, key, name, list) => {
        const edited = editManifest(text, [{ number: key, direction: name, pins: list }]);
        const before = await linesOf(text);
        const old = (before[key] ?? { lines: {}, nickname: null }) as {
          lines: object;
          nickname: string | null;
        };
        const { [name]: _, ...others } = old.lines as Record<string, unknown>;
        const lines = list === null ? others : { ...others, [name]: list };
        const expected = list === null && !(key in before) ? before : { ...before, [key]: { ...old, lines } };
        expect(await linesOf(edited)).toEqual(expected);
        expect(textWithout(edited, key)).toEqual(textWithout(text, key));
        expect(blankLines(edited)).toBe(blankLines(text));
      }),
      { numRuns: 500 },
    );
  });
});

function blankLines(text: string): number {
  return text.split("\n").filter((line) => line.trim() === "").length;
}

/** The lines of a manifest that are not of one number, with their line ends and comments; blank lines left out. */
function textWithout(text: string, key: string): string[] {
  const kept: string[] = [];
  let inside = false;
  for (const line of text.split(/(?<=\n)/)) {
    if (/^ {2}\S/.test(line)) inside = line.startsWith(`  "${key}":`);
    else if (/^\S/.test(line)) inside = false;
    if (!inside && line.trim() !== "") kept.push(line);
  }
  return kept;
}
