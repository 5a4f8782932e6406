import { describe, expect, it } from "vitest";
import { editManifest } from "../../src/config/edit-manifest.js";

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
    ).toBe(manifest.replace("    nickname: 'Front", "    outbound: desk@v1\n    nickname: 'Front"));
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
});
