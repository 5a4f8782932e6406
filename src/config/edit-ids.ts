import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isScalar, type Pair, type ParsedNode } from "yaml";
import { failure } from "../errors.js";
import { isJsonObject, type JsonObject, type JsonValue } from "../model/json.js";
import { composeYaml } from "./compose-yaml.js";
import { readValue } from "./read-value.js";
import { addPair, appendPair, pairOf, replaceValue, type Writing } from "./splice-yaml.js";
import { writeYaml } from "./write-yaml.js";

/** The file of the platform's ids. */
export const idsPath = "tagline.ids.yaml";

/** Ids by slug: `{agent_id, llm_id}`. */
export type PlatformIds = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Ids of the platform belong to a workspace; there is only this one so far. */
const workspace = "default";

/**
 * The text of tagline.ids.yaml with the ids of some agents set and every other byte as it was; null is a file
 * that does not exist yet. Throws `unreadable-file` when the text is not understood, or laid out so that
 * the edit would change more.
 */
export function editIds(text: string | null, ids: PlatformIds): string {
  const before = text ?? "# Ids on the platform, by agent. Written by import; never part of a version.\n";
  const agents = objectIn(read(before).value, workspace);
  const isNew = ([slug]: readonly [string, unknown]): boolean => !Object.hasOwn(agents, slug);
  const fresh = [...ids].filter(isNew);
  let edited = addAgents(before, Object.fromEntries(fresh));
  for (const [slug, known] of [...ids].filter((entry) => !isNew(entry)))
    for (const [field, id] of Object.entries(known)) edited = setId(edited, slug, field, id);
  return edited;
}

/** All at once: each edit reads the whole file, and a workspace may have a thousand agents. */
function addAgents(text: string, added: JsonObject): string {
  if (Object.keys(added).length === 0) return text;
  const { document, value } = read(text);
  const expected = { ...value, [workspace]: { ...objectIn(value, workspace), ...added } };
  const top = pairOf(document?.contents, workspace);
  const edited =
    top === undefined
      ? appendPair(text, document?.contents, writing({ [workspace]: added }))
      : addPair(text, top, writing(added), undefined);
  const [slug, other] = Object.keys(added);
  return checked(edited, expected, other === undefined ? `the entry of ${slug}` : workspace);
}

function setId(text: string, slug: string, field: string, id: string): string {
  const { document, value } = read(text);
  const agents = objectIn(value, workspace);
  const agent = objectIn(agents, slug);
  const expected = { ...value, [workspace]: { ...agents, [slug]: { ...agent, [field]: id } } };
  if (isDeepStrictEqual(expected, value)) return text;
  return checked(splice(text, document, slug, field, id), expected, `the entry of ${slug}`);
}

/** The value is the judge, as for the manifest. */
function checked(edited: string | null, expected: JsonObject, what: string): string {
  if (edited !== null && isDeepStrictEqual(tryRead(edited), expected)) return edited;
  throw unreadable(`${what} is laid out in a way that cannot be edited`);
}

function splice(
  text: string,
  document: Document.Parsed<ParsedNode> | null,
  slug: string,
  field: string,
  id: string,
): string | null {
  const root = document?.contents;
  const top = pairOf(root, workspace);
  if (top === undefined) return appendPair(text, root, writing({ [workspace]: { [slug]: { [field]: id } } }));
  const agent = pairOf(top.value, slug);
  if (agent === undefined) return addPair(text, top, writing({ [slug]: { [field]: id } }), undefined);
  const known = pairOf(agent.value, field);
  if (known === undefined) return addPair(text, agent, writing({ [field]: id }), undefined);
  return replaceValue(text, known, { inline: plainText(known, id), block: null });
}

/** `replaceValue` keeps the quotes of the old value and wants the text as it stands between them. */
function plainText(pair: Pair, id: string): string {
  const type = isScalar(pair.value) ? pair.value.type : "PLAIN";
  if (type === "QUOTE_DOUBLE") return JSON.stringify(id).slice(1, -1);
  return type === "QUOTE_SINGLE" ? id.replaceAll("'", "''") : writeYaml(id).trimEnd();
}

function writing(value: JsonObject): Writing {
  return {
    inline: `{ ${JSON.stringify(value).slice(1, -1)} }`,
    block: writeYaml(value).trimEnd().split("\n"),
  };
}

function read(text: string): { document: Document.Parsed<ParsedNode> | null; value: JsonObject } {
  const { document, lines, secondAt, tooDeepAt } = composeYaml(text);
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  const badAt = tooDeepAt ?? secondAt ?? document?.errors[0]?.pos[0];
  if (badAt !== undefined) throw unreadable(`line ${lineOf(badAt)} is not valid`);
  if (document === null) return { document, value: {} };
  const { value = null, faults } = readValue(document, lineOf);
  const [fault] = faults;
  if (fault !== undefined)
    throw unreadable(`line ${lineOf(fault.start)}: ${fault.message.replace(/\.$/, "")}`);
  if (value !== null && !isJsonObject(value)) throw unreadable("it is not a mapping");
  return { document: isMap(document.contents) ? document : null, value: value ?? {} };
}

function tryRead(text: string): JsonValue | undefined {
  const { document } = composeYaml(text);
  return document === null || document.errors.length > 0 ? undefined : readValue(document, () => 0).value;
}

function objectIn(value: JsonObject, key: string): JsonObject {
  const child: JsonValue | undefined = Object.hasOwn(value, key) ? value[key] : undefined;
  if (child === undefined || child === null) return {};
  if (!isJsonObject(child)) throw unreadable(`${key} is not a mapping`);
  return child;
}

function unreadable(reason: string): Error {
  return failure("unreadable-file", { path: idsPath, reason });
}
