import { Document, Scalar, visit } from "yaml";
import type { JsonValue } from "../model/json.js";

/**
 * Plain texts that a reader of YAML 1.1 would take for something else: booleans, times, octals, dates, null,
 * merge and default keys. Wider than any one reader: quotes too many do no harm.
 */
const misread =
  /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+]?\.?(?:inf|nan)|[-+]?\d[\d_,]*(?:[.:eE][\d_:.+-]*)*|[-+]?\.\d[\d_]*|[-+]?0[xXob][\da-fA-F_]+|\d{4}-\d\d?-\d\d?.*)$/i;
/** What only quotes can hold, or what a reader of YAML 1.1 or an editor takes for a line break. */
const needsEscape = /[^\P{Cc}\n\t]|[\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;
/** What of it the library leaves bare inside quotes. */
const bareInQuotes = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;
/** A first line that begins with a space needs an indentation indicator; a last line of spaces is lost. */
const fragileEdge = /^\n*[\t ]|\n[\t ]+$|^\n*$/;

/**
 * Writes a value as YAML that reads back to the same value, in YAML 1.2 and for texts also in 1.1: no line
 * folding, several lines as a block, everything doubtful in double quotes. Key order is the value's own, in
 * which JavaScript puts keys like "2" first, by number.
 */
export function writeYaml(value: JsonValue, options: { readonly schema?: string } = {}): string {
  const document = new Document(value, { version: "1.2", compat: "yaml-1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value === "string") node.type = styleOf(node.value, key === "key");
    },
  });
  const schema = options.schema === undefined ? "" : `# yaml-language-server: $schema=${options.schema}\n`;
  return schema + writtenDocument(document);
}

/** A document as text, in the one form that Tagline writes. */
export function writtenDocument(document: Document): string {
  const text = document.toString({
    lineWidth: 0,
    blockQuote: "literal",
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return text.replace(bareInQuotes, (character) => `\\u${hex(character)}`);
}

/** How a text is written so that every reader gives it back. */
export function styleOf(text: string, isKey: boolean): Scalar.Type {
  if (misread.test(text) || needsEscape.test(text)) return Scalar.QUOTE_DOUBLE;
  if (!text.includes("\n")) return Scalar.PLAIN;
  return isKey || fragileEdge.test(text) ? Scalar.QUOTE_DOUBLE : Scalar.BLOCK_LITERAL;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, "0");
}
