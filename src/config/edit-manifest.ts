import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, type Pair, type ParsedNode } from "yaml";
import { failure } from "../errors.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { type Direction, directions, manifestPath } from "../model/manifest.js";
import { formatPin, type WeightedPin } from "../model/pin.js";
import { composeYaml } from "./compose-yaml.js";
import { readValue } from "./read-value.js";
import { addPair, appendPair, pairOf, removePair, replaceValue, type Writing } from "./splice-yaml.js";

/** One line of a number to change. Without pins (null or none) the line is taken away. */
export interface ManifestEdit {
  readonly number: string;
  readonly direction: Direction;
  readonly pins: readonly WeightedPin[] | null;
}

/** What a manifest begins as. */
export const newManifest = "# yaml-language-server: $schema=schemas/manifest.schema.json\nnumbers:\n";

/**
 * The manifest's text with some lines changed and every other byte as it was: comments, order, quoting and
 * line ends are the user's. `null` is a manifest that does not exist yet. Throws `unreadable-file` when
 * the text is not understood, or laid out so that the edit would change more than it says.
 */
export function editManifest(text: string | null, edits: readonly ManifestEdit[]): string {
  let edited = text ?? newManifest;
  for (const edit of edits) edited = editLine(edited, edit);
  return edited;
}

function editLine(text: string, edit: ManifestEdit): string {
  return editText(text, {
    what: `the ${edit.direction} line of ${edit.number}`,
    expected: (value) => withLine(value, edit),
    splice: (document) => splice(text, document, edit),
  });
}

/**
 * The text after one edit, which is told twice: as what the value becomes, and as what is done to the text. Throws
 * `unreadable-file` where the two do not come to the same.
 */
export function editText(
  text: string,
  edit: {
    /** The part that is edited, for the refusal. */
    readonly what: string;
    expected(value: JsonObject): JsonObject;
    /** Null when the layout is one that is not touched. */
    splice(document: Document.Parsed<ParsedNode>): string | null;
  },
): string {
  const { document, value } = read(text);
  const expected = edit.expected(value);
  if (isDeepStrictEqual(expected, value)) return text;
  const edited = edit.splice(document);
  // The value is the judge: an anchor used elsewhere, or a layout not thought of, must not change other lines.
  if (edited === null || !isDeepStrictEqual(tryRead(edited), expected))
    throw unreadable(`${edit.what} is laid out in a way that cannot be edited`);
  return edited;
}

interface ReadManifest {
  readonly document: Document.Parsed<ParsedNode>;
  readonly value: JsonObject;
}

function read(text: string): ReadManifest {
  const { document, lines, secondAt, tooDeepAt } = composeYaml(text);
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  if (tooDeepAt !== null) throw unreadable(`line ${lineOf(tooDeepAt)} is nested too deep`);
  if (secondAt !== null) throw unreadable(`a second YAML document begins on line ${lineOf(secondAt)}`);
  if (document === null) return { document: emptyDocument(), value: {} };
  const [error] = document.errors;
  if (error !== undefined) throw unreadable(`line ${lineOf(error.pos[0])} is not valid YAML`);
  const { value = null, faults } = readValue(document, lineOf);
  const fault = faults.find(({ code }) => code !== "unquoted-number");
  if (fault !== undefined)
    throw unreadable(`line ${lineOf(fault.start)}: ${fault.message.replace(/\.$/, "")}`);
  if (value === null) return { document, value: {} };
  if (!isJsonObject(value)) throw unreadable("it is not a mapping");
  if (value.numbers !== undefined && value.numbers !== null && !isJsonObject(value.numbers))
    throw unreadable("numbers is not a mapping");
  return { document, value };
}

/** A text of nothing but comments has no document; an empty one stands in for it. */
function emptyDocument(): Document.Parsed<ParsedNode> {
  const { document } = composeYaml("---\n");
  if (document === null) throw new Error("YAML gives a document for every `---`.");
  return document;
}

function tryRead(text: string): JsonValue | undefined {
  const { document } = composeYaml(text);
  return document === null || document.errors.length > 0 ? undefined : readValue(document, () => 0).value;
}

function unreadable(reason: string): Error {
  return failure("unreadable-file", { path: manifestPath, reason });
}

/** The edit on plain values: what the edited text must mean. */
function withLine(value: JsonObject, { number, direction, pins }: ManifestEdit): JsonObject {
  const numbers = isJsonObject(value.numbers) ? value.numbers : {};
  const entry = isJsonObject(numbers[number]) ? numbers[number] : {};
  if (pins !== null && pins.length > 0)
    return { ...value, numbers: { ...numbers, [number]: { ...entry, [direction]: lineValue(pins) } } };
  if (!(direction in entry)) return value;
  const { [direction]: _, ...rest } = entry;
  return { ...value, numbers: { ...numbers, [number]: Object.keys(rest).length === 0 ? null : rest } };
}

function lineValue(pins: readonly WeightedPin[]): JsonValue {
  const [only] = pins;
  if (only !== undefined && pins.length === 1 && only.weight === 1) return formatPin(only);
  return pins.map((pin) => ({ pin: formatPin(pin), weight: pin.weight }));
}

function splice(text: string, document: Document.Parsed<ParsedNode>, edit: ManifestEdit): string | null {
  const { number: phone, direction } = edit;
  const pins = edit.pins ?? [];
  const root = document.contents;
  const numbers = pairOf(root, "numbers");
  const number = numbers === undefined ? undefined : pairOf(numbers.value, phone);
  const line = number === undefined ? undefined : pairOf(number.value, direction);
  if (pins.length === 0) {
    if (number === undefined || line === undefined) return text;
    return removePair(text, number.value, line);
  }
  const writing = lineWriting(pins);
  if (line !== undefined) return replaceValue(text, line, writing);
  const newLine = nested(direction, writing);
  if (number !== undefined) return addPair(text, number, newLine, lastBefore(number));
  const newNumber = nested(`"${phone}"`, newLine);
  if (numbers !== undefined) return addPair(text, numbers, newNumber, undefined);
  return appendPair(text, root, nested("numbers", newNumber));
}

/** The field that a new line goes behind: the last of nickname and the other lines. */
function lastBefore(number: Pair): Pair | undefined {
  if (!isMap(number.value)) return undefined;
  const names = ["nickname", ...directions];
  return names.flatMap((name) => pairOf(number.value, name) ?? []).at(-1);
}

function lineWriting(pins: readonly WeightedPin[]): Writing {
  const value = lineValue(pins);
  if (typeof value === "string") return { inline: value, block: null };
  const items = pins.map((pin) => `{ pin: ${formatPin(pin)}, weight: ${pin.weight} }`);
  return { inline: `[${items.join(", ")}]`, block: items.map((item) => `- ${item}`) };
}

/** A mapping of one pair. */
export function nested(key: string, value: Writing): Writing {
  const block =
    value.block === null
      ? [`${key}: ${value.inline}`.trimEnd()]
      : [`${key}:`, ...value.block.map((line) => `  ${line}`)];
  return { inline: `{ ${key}: ${value.inline} }`, block };
}
