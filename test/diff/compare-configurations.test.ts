import { describe, expect, it } from "vitest";
import { type ComparedSide, compareConfigurations } from "../../src/diff/compare-configurations.js";
import type { Agent } from "../../src/model/agent.js";
import type { Manifest, NumberEntry } from "../../src/model/manifest.js";
import type { WeightedPin } from "../../src/model/pin.js";

const agent = (slug: string, name: string): Agent => ({
  slug,
  config: { agent_name: name, voice_id: "v", language: "en-US", timezone: "UTC" },
  engine: { kind: "custom-llm", url: "wss://a.example" },
});

const pin = (name: string, version: number | null, weight = 1): WeightedPin => ({
  agent: name,
  version,
  weight,
});

function numbers(...entries: readonly [string, readonly WeightedPin[]][]): Manifest {
  const made = entries.map(([number, inbound]): [string, NumberEntry] => [
    number,
    { number, nickname: null, lines: { inbound }, settings: {} },
  ]);
  return { numbers: new Map(made) };
}

function side(agents: Readonly<Record<string, string>>, manifest: Manifest | null = numbers()): ComparedSide {
  const slugs = Object.entries(agents);
  return {
    oids: new Map(slugs.map(([slug, name]) => [slug, `oid of ${name}`])),
    agents: new Map(slugs.map(([slug, name]) => [slug, agent(slug, name)])),
    manifest,
  };
}

const kinds = (before: ComparedSide, after: ComparedSide): [string, string][] =>
  compareConfigurations(before, after).agents.map(({ agent: slug, change }) => [
    slug,
    change.kind === "renamed" ? `renamed from ${change.from}` : change.kind,
  ]);

describe("agents", () => {
  it("are added, removed and changed; the same ones are not listed", () => {
    const unlike: ComparedSide = side({ b: "B" });
    const other = { ...agent("d", "D"), config: { voice_id: "w", x: 1, y: 2, z: 3 } };
    const after = {
      ...side({ a: "A", c: "C2", d: "D" }),
      agents: new Map([
        ["c", agent("c", "C2")],
        ["d", other],
      ]),
    };
    const before = {
      ...side({ a: "A", b: "B", c: "C" }),
      agents: new Map([...unlike.agents, ["c", agent("c", "C")]]),
    };
    expect(kinds(before, after)).toEqual([
      ["b", "removed"],
      ["c", "changed"],
      ["d", "added"],
    ]);
  });

  it("are renamed where the directory is the same or the content is alike, each once", () => {
    expect(kinds(side({ a: "A" }), side({ b: "A" }))).toEqual([["b", "renamed from a"]]);
    expect(kinds(side({ a: "A" }), side({ b: "B" }))).toEqual([["b", "renamed from a"]]);
    expect(kinds(side({ a: "A" }), side({ b: "A", c: "A" }))).toEqual([
      ["b", "renamed from a"],
      ["c", "added"],
    ]);
  });

  it("that cannot be read are told apart by side", () => {
    const unread = { ...side({ a: "A" }), agents: new Map() };
    const [changed] = compareConfigurations(unread, side({ a: "B" })).agents;
    expect(changed?.change).toEqual({ kind: "unreadable", side: "before" });
    const [both] = compareConfigurations(unread, { ...side({ a: "B" }), agents: new Map() }).agents;
    expect(both?.change).toEqual({ kind: "unreadable", side: "both" });
  });
});

describe("whom a change reaches", () => {
  it("is told by line: those on the draft, those on a version, those that move, with their weights", () => {
    const before = numbers(
      ["+14155550100", [pin("a", null)]],
      ["+14155550101", [pin("a", 1, 0.9), pin("a", null, 0.1)]],
    );
    const after = numbers(
      ["+14155550100", [pin("b", 3)]],
      ["+14155550101", [pin("a", null, 0.1), pin("a", 1, 0.9)]],
    );
    const { radius } = compareConfigurations(
      side({ a: "A", b: "B" }, before),
      side({ a: "A2", b: "B" }, after),
    );
    expect(radius).toEqual({
      followingDraft: [
        { number: "+14155550101", nickname: null, direction: "inbound", pin: pin("a", null, 0.1) },
      ],
      pinned: [{ number: "+14155550101", nickname: null, direction: "inbound", pin: pin("a", 1, 0.9) }],
      moved: [
        { number: "+14155550100", direction: "inbound", before: [pin("a", null)], after: [pin("b", 3)] },
      ],
    });
  });

  it("is still told where one side's manifest cannot be read, and nothing is said to have moved", () => {
    const known = numbers(["+14155550100", [pin("a", null)]]);
    const diff = compareConfigurations(side({ a: "A" }, known), side({ a: "A2" }, null));
    expect(diff).toMatchObject({ unreadableManifest: "after", numbers: [], radius: { moved: [] } });
    expect(diff.radius.followingDraft).toHaveLength(1);
  });
});
