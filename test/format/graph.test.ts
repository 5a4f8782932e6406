import { describe, expect, it } from "vitest";
import { dotGraph } from "../../src/format/graph-dot.js";
import { mermaidGraph } from "../../src/format/graph-mermaid.js";
import { svgGraph } from "../../src/format/graph-svg.js";
import type { Picture, PictureNode } from "../../src/model/picture.js";

const node = (key: string, name: string, more: Partial<PictureNode> = {}): PictureNode => ({
  key,
  name,
  detail: "conversation",
  group: null,
  isStart: false,
  mark: "same",
  ...more,
});

const picture: Picture = {
  nodes: [
    node("a", "Greeting", { isStart: true }),
    node("b", "New", { mark: "added" }),
    node("c", "Old", { mark: "removed" }),
    node("d", "Inside", { group: "g", mark: "changed" }),
  ],
  edges: [
    { from: "a", to: "b", label: "The caller is new", mark: "added" },
    { from: "a", to: "c", label: "", mark: "removed" },
    { from: "b", to: "a", label: "Again", mark: "changed" },
    { from: "b", to: "b", label: "wait", mark: "same" },
  ],
  groups: [{ key: "g", name: "Payment" }],
  hidden: 2,
};

describe("a picture with every mark", () => {
  it("in mermaid: signs beside colours, components as subgraphs", () => {
    expect(mermaidGraph(picture)).toBe(`flowchart TD
  n0(["Greeting<br/>conversation"])
  n1["#43; New<br/>conversation"]:::added
  n2["#45; Old<br/>conversation"]:::removed
  subgraph g0["Payment"]
    n3["~ Inside<br/>conversation"]:::changed
  end
  more["… and 2 more nodes"]
  style more stroke-dasharray:4 3
  n0 ==>|"#43; The caller is new"| n1
  n0 -.->|"#45;"| n2
  n1 -->|"~ Again"| n0
  n1 -->|"wait"| n1
  linkStyle 0 stroke:#1a7f37
  linkStyle 1 stroke:#cf222e
  linkStyle 2 stroke:#9a6700
  classDef added fill:#dafbe1,stroke:#1a7f37,color:#1f2328
  classDef removed fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-dasharray:4 3
  classDef changed fill:#fff8c5,stroke:#9a6700,color:#1f2328
`);
  });

  it("in dot: the same", () => {
    expect(dotGraph(picture)).toBe(`digraph flow {
  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];
  edge [fontname="sans-serif", fontsize=9];
  n0 [label="Greeting\\nconversation", penwidth=2];
  n1 [label="+ New\\nconversation", fillcolor="#dafbe1", color="#1a7f37"];
  n2 [label="- Old\\nconversation", fillcolor="#ffebe9", color="#cf222e", style="rounded,filled,dashed"];
  subgraph cluster_0 {
    label="Payment";
    n3 [label="~ Inside\\nconversation", fillcolor="#fff8c5", color="#9a6700"];
  }
  more [label="… and 2 more nodes", style=dashed];
  n0 -> n1 [label="+ The caller is new", color="#1a7f37", penwidth=2];
  n0 -> n2 [label="-", color="#cf222e", style=dashed];
  n1 -> n0 [label="~ Again", color="#9a6700"];
  n1 -> n1 [label="wait"];
}
`);
  });

  it("in SVG: every box, arrow and component, the same each time", () => {
    const svg = svgGraph(picture);
    expect(svg).toBe(svgGraph(picture));
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        "Greeting",
        "+ New",
        "- Old",
        "~ Inside",
        "Payment",
        "~ Again",
        "… and 2 more nodes",
      ]),
    );
    expect(svg.match(/marker-end/g)).toHaveLength(4);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("names that would break out", () => {
  const nasty = [
    '"]; end; click n0 "javascript:alert(1)"',
    "%%{init: {'theme':'dark'}}%%",
    "</text><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "1. a list",
    "- a list",
    "`**bold**`",
    "\u001b[31mred\u0007\u202E",
    "end",
    "\\N \\G \\",
    '\\"',
    "&lt;b&gt; #quot; #35;",
    "line\nbreak",
    "```\n</details>",
    "]]> <!-- -->",
    "\uD800 lone",
    "",
  ];
  const all: Picture = {
    nodes: nasty.map((name, i) => node(name, name, { detail: name, group: i % 2 === 0 ? null : 'g"><' })),
    edges: nasty.flatMap((name, i) =>
      i < 2 ? [] : [{ from: nasty[i - 2] ?? "", to: name, label: name, mark: "same" as const }],
    ),
    groups: [{ key: 'g"><', name: 'g"] end <b>' }],
    hidden: 0,
  };

  it("stay inside a quoted label in mermaid", () => {
    const label = String.raw`"(?:[\p{L}\p{N} .,:!?'()/…→_=~+-]|#\d+;|<br/>)*"`;
    const lines = mermaidGraph(all).trimEnd().split("\n");
    const grammar = new RegExp(
      String.raw`^(?:flowchart TD|\s+n\d+\[${label}\]|\s+subgraph g0\[${label}\]|\s+end|\s+n\d+ -->(?:\|${label}\|)? n\d+)$`,
      "u",
    );
    expect(lines.filter((line) => !grammar.test(line))).toEqual([]);
    expect(lines.filter((line) => /"(?:\d+[.)] |[-+])/.test(line))).toEqual([]);
  });

  it("stay inside a string in dot", () => {
    const string = String.raw`"(?:[^"\\]|\\\\|\\"|\\n)*"`;
    const grammar = new RegExp(
      String.raw`^(?:digraph flow \{|\s+(?:node|edge) \[.*\];|\s+n\d+ \[label=${string}\];|\s+subgraph cluster_0 \{|\s+label=${string};|\s*\}|\s+n\d+ -> n\d+(?: \[label=${string}\])?;)$`,
    );
    expect(
      dotGraph(all)
        .trimEnd()
        .split("\n")
        .filter((line) => !grammar.test(line)),
    ).toEqual([]);
  });

  it("are not taken for entities in dot", () => {
    expect(dotGraph(all)).toContain("&amp;lt;b&amp;gt; #quot; #35;");
  });

  it("are text in SVG, and nothing else", () => {
    const svg = svgGraph(all);
    const elements = new Set([...svg.matchAll(/<\/?([a-z!?]+)/gi)].map((match) => match[1]));
    expect([...elements].sort()).toEqual(["defs", "g", "marker", "path", "rect", "svg", "text"]);
    expect(svg).not.toMatch(/<[^>]*(?:\son\w+=|javascript:)|[^\P{Cc}\n]/u);
    expect(textsOf(svg)).toContain("&#60;img src=x onerror=alert(1)&#62;");
  });
});

it("draws a flow of 300 nodes in a row", () => {
  const nodes = Array.from({ length: 300 }, (_, i) => node(`n${i}`, `Step ${i}`));
  const edges = nodes.map(({ key }, i) => ({
    from: key,
    to: `n${(i * 7 + 1) % 300}`,
    label: "on",
    mark: "same" as const,
  }));
  expect(svgGraph({ nodes, edges, groups: [], hidden: 0 }).match(/marker-end/g)).toHaveLength(300);
});

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? "");
}
