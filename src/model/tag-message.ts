import { type Oid, parseVersionTag } from "./version.js";

/** What a version's tag message says beside its title. */
export interface TagTrailers {
  readonly configTree: Oid | null;
  readonly agentsChanged: readonly string[] | null;
  readonly previous: { readonly version: number; readonly tagOid: Oid } | null;
  readonly renumberedFrom: { readonly version: number; readonly tagOid: Oid } | null;
}

/** A title on one line without control characters; null when nothing is left. */
export function cleanTitle(text: string): string | null {
  // Ten thousand titles are read at once, and nearly all are plain.
  const isPlain = /^[\x20-\x7e]*$/.test(text);
  const title = (isPlain ? text : text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")).trim();
  return title === "" ? null : title;
}

/** A description of several lines without control characters; null when nothing is left. */
export function cleanDescription(text: string): string | null {
  const lines = text.replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, "\n").split("\n");
  const clean = lines.map((line) => line.replace(/\p{Cc}+/gu, " ").trimEnd()).join("\n");
  const description = clean.replace(/\n{3,}/g, "\n\n").trim();
  return description === "" ? null : description;
}

/** The message of a version's tag: title (or the tag's own name), description if any, trailers; blank lines between. */
export function formatTagMessage(
  version: number,
  title: string | null,
  trailers: {
    readonly configTree: Oid;
    readonly agentsChanged: readonly string[];
    readonly previous: { readonly version: number; readonly tagOid: Oid } | null;
    readonly description?: string;
    /** The version of this clone that was given this number, by its old one. */
    readonly renumberedFrom?: { readonly version: number; readonly tagOid: Oid };
  },
): string {
  const { description } = trailers;
  const lines = [title ?? `v${version}`, "", ...(description === undefined ? [] : [description, ""])];
  lines.push(`Config-Tree: ${trailers.configTree}`);
  lines.push(`Agents-Changed: ${trailers.agentsChanged.join(", ")}`.trimEnd());
  if (trailers.previous !== null)
    lines.push(`Previous-Version: v${trailers.previous.version} ${trailers.previous.tagOid}`);
  const from = trailers.renumberedFrom;
  if (from !== undefined) lines.push(`Renumbered-From: v${from.version} ${from.tagOid}`);
  return `${lines.join("\n")}\n`;
}

/** What lists show of a version tag's message. */
export interface ListedMessage {
  readonly title: string | null;
  readonly description?: string;
  readonly agentsChanged: readonly string[] | null;
}

/** Reads of a version tag's message what lists show: they may have ten thousand. */
export function parseListedMessage(own: number, message: string): ListedMessage {
  return readListed(own, message, lastParagraph(message));
}

/** Reads a version tag's message back; what a tag made by hand lacks is null. */
export function parseTagMessage(own: number, message: string): TagTrailers & ListedMessage {
  const paragraph = lastParagraph(message);
  const configTree = trailer(paragraph, "Config-Tree");
  const version = (name: string): TagTrailers["previous"] => {
    const [tag = "", tagOid] = trailer(paragraph, name)?.split(" ") ?? [];
    const number = parseVersionTag(tag);
    return number !== null && isOid(tagOid) ? { version: number, tagOid } : null;
  };
  return {
    ...readListed(own, message, paragraph),
    configTree: configTree !== undefined && isOid(configTree) ? configTree : null,
    previous: version("Previous-Version"),
    renumberedFrom: version("Renumbered-From"),
  };
}

function readListed(own: number, message: string, paragraph: string): ListedMessage {
  const end = message.indexOf("\n");
  const first = cleanTitle(end < 0 ? message : message.slice(0, end));
  const title = first === `v${own}` ? null : first;
  const agents = trailer(paragraph, "Agents-Changed");
  const agentsChanged = agents === undefined ? null : agents.split(", ").filter((slug) => slug !== "");
  const description = between(message);
  return description === null ? { title, agentsChanged } : { title, description, agentsChanged };
}

/** The commit message of a deploy; its `Version:` trailer keeps the number used even if the tag is lost. */
export function formatDeployMessage(version: number, title: string | null): string {
  return `Deploy v${version}${title === null ? "" : `: ${title}`}\n\nVersion: v${version}\n`;
}

/** What stands between the first paragraph and the last: nothing in most tags, of which ten thousand may be read. */
function between(message: string): string | null {
  const from = message.indexOf("\n\n");
  const to = message.trimEnd().lastIndexOf("\n\n");
  return to <= from ? null : cleanDescription(message.slice(from + 2, to));
}

/** A commit's or tag's message with one more trailer: in the last paragraph where that holds trailers, else in its own. */
export function withTrailer(message: string, name: string, value: string): string {
  const holdsTrailers = /^(?:\n[A-Za-z-]+:.*)+$/.test(lastParagraph(message));
  return `${message.trimEnd()}${holdsTrailers ? "\n" : "\n\n"}${name}: ${cleanTitle(value) ?? ""}\n`;
}

/** The number in a commit's `Version:` trailer, or null. */
export function deployedVersion(commitMessage: string): number | null {
  const value = trailer(lastParagraph(commitMessage), "Version");
  return value === undefined ? null : parseVersionTag(value);
}

/** The value of the first trailer of that name; each line of `paragraph` begins with a newline. */
function trailer(paragraph: string, name: string): string | undefined {
  const mark = `\n${name}:`;
  const at = paragraph.indexOf(mark);
  if (at < 0) return undefined;
  const end = paragraph.indexOf("\n", at + 1);
  return paragraph.slice(at + mark.length, end < 0 ? paragraph.length : end).trim();
}

/** What follows the last blank line, from its newline on; empty for a message of one paragraph. */
function lastParagraph(message: string): string {
  const text = message.trimEnd();
  for (let end = text.length; end > 0; ) {
    const newline = text.lastIndexOf("\n", end - 1);
    if (newline < 0) return "";
    if (text.slice(newline + 1, end).trim() === "") return text.slice(end);
    end = newline;
  }
  return "";
}

function isOid(text: string | undefined): text is Oid {
  return text !== undefined && /^[0-9a-f]{40}$/.test(text);
}
