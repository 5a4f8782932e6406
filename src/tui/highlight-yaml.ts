import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import type { CodeLine } from "./actions.js";

type Part = CodeLine[number];
type Node = ReturnType<ReturnType<typeof createLowlight>["highlight"]>["children"][number];

const lowlight = createLowlight({ yaml });

/** A text longer than this is left uncoloured: it is read, not admired, and the keys must not wait. */
const longText = 200_000;

const kinds: Readonly<Record<string, Part["kind"]>> = {
  "hljs-attr": "key",
  "hljs-string": "text",
  "hljs-number": "value",
  "hljs-literal": "value",
  "hljs-bullet": "plain",
  "hljs-comment": "comment",
  "hljs-meta": "comment",
};

/** YAML in lines, each part with what it is. */
export function highlightYaml(text: string): readonly CodeLine[] {
  const whole = text.replace(/\n$/, "");
  if (whole.length > longText) return whole.split("\n").map((line) => [{ kind: "plain", text: line }]);
  const lines: Part[][] = [[]];
  const add = (kind: Part["kind"], value: string): void => {
    for (const [i, line] of value.split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (line !== "") lines.at(-1)?.push({ kind, text: line });
    }
  };
  const visit = (node: Node, kind: Part["kind"]): void => {
    if (node.type === "text") add(kind, node.value);
    if (node.type !== "element") return;
    const names = Array.isArray(node.properties.className) ? node.properties.className : [];
    const own = names.map((name) => kinds[String(name)]).find((known) => known !== undefined) ?? kind;
    for (const child of node.children) visit(child, own);
  };
  for (const node of lowlight.highlight("yaml", whole).children) visit(node, "plain");
  return lines;
}
