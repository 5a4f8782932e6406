import { Document, isScalar, Scalar, visit } from "yaml";
import type { JsonValue } from "../model/json.js";

/** Plain texts that a YAML 1.1 reader would take for something else (booleans, times, octals, null, merge). */
const misread =
  /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+]?\.?(?:inf|nan)|[-+]?[\d][\d_,]*(?:[.:eE][\d_:.+-]*)*|[-+]?\.\d[\d_]*|[-+]?0[xXob][\da-fA-F_]+|\d{4}-\d\d?-\d\d?.*)$/i;
/** A text that a block scalar would not give back exactly, or that editors show wrongly. */
const unsafeInBlock = /[^\P{C}\n]|[\u0085\u2028\u2029\uFEFF]|[\t ]$|[\t ]\n|^\s|\r/mu;

/**
 * Writes a value as YAML that reads back to the same value, in YAML 1.2 and for texts also in 1.1: no line
 * folding, several lines as a block, everything doubtful in double quotes. Key order is the value's.
 */
export function writeYaml(value: JsonValue, options: { readonly schema?: string } = {}): string {
  const document = new Document(value, { version: "1.2", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === "string") node.type = styleOf(node.value);
    },
    Pair(_key, pair) {
      const { key } = pair;
      if (isScalar(key) && typeof key.value === "string" && misread.test(key.value))
        key.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const text = document.toString({
    lineWidth: 0,
    blockQuote: "literal",
    doubleQuotedMinMultiLineLength: 1_000_000,
  });
  const schema = options.schema === undefined ? "" : `# yaml-language-server: $schema=${options.schema}\n`;
  return schema + text;
}

function styleOf(text: string): Scalar.Type {
  if (text.includes("\n") && !unsafeInBlock.test(text) && text.trim() !== "") return Scalar.BLOCK_LITERAL;
  if (text === "" || misread.test(text) || unsafeInBlock.test(text) || text.includes("\n"))
    return Scalar.QUOTE_DOUBLE;
  return Scalar.PLAIN;
}
