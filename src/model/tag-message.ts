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

/** The message of a version's tag: title (or the tag's own name), blank line, trailers. */
export function formatTagMessage(
  version: number,
  title: string | null,
  trailers: {
    readonly configTree: Oid;
    readonly agentsChanged: readonly string[];
    readonly previous: { readonly version: number; readonly tagOid: Oid } | null;
    /** The version of this clone that was given this number, by its old one. */
    readonly renumberedFrom?: { readonly version: number; readonly tagOid: Oid };
  },
): string {
  const lines = [title ?? `v${version}`, "", `Config-Tree: ${trailers.configTree}`];
  lines.push(`Agents-Changed: ${trailers.agentsChanged.join(", ")}`.trimEnd());
  if (trailers.previous !== null)
    lines.push(`Previous-Version: v${trailers.previous.version} ${trailers.previous.tagOid}`);
  const from = trailers.renumberedFrom;
  if (from !== undefined) lines.push(`Renumbered-From: v${from.version} ${from.tagOid}`);
  return `${lines.join("\n")}\n`;
}

/** Reads a version tag's message back; what a tag made by hand lacks is null. */
export function parseTagMessage(
  own: number,
  message: string,
): TagTrailers & { readonly title: string | null } {
  const end = message.indexOf("\n");
  const first = cleanTitle(end < 0 ? message : message.slice(0, end));
  const lines = lastParagraph(message);
  const trailer = (name: string): string | undefined =>
    lines
      .find((line) => line.startsWith(name) && line.charAt(name.length) === ":")
      ?.slice(name.length + 1)
      .trim();
  const configTree = trailer("Config-Tree");
  const agents = trailer("Agents-Changed");
  const version = (name: string): TagTrailers["previous"] => {
    const [tag = "", tagOid] = trailer(name)?.split(" ") ?? [];
    const number = parseVersionTag(tag);
    return number !== null && isOid(tagOid) ? { version: number, tagOid } : null;
  };
  return {
    title: first === `v${own}` ? null : first,
    configTree: configTree !== undefined && isOid(configTree) ? configTree : null,
    agentsChanged: agents === undefined ? null : agents.split(", ").filter((slug) => slug !== ""),
    previous: version("Previous-Version"),
    renumberedFrom: version("Renumbered-From"),
  };
}

/** The commit message of a deploy; its `Version:` trailer keeps the number used even if the tag is lost. */
export function formatDeployMessage(version: number, title: string | null): string {
  return `Deploy v${version}${title === null ? "" : `: ${title}`}\n\nVersion: v${version}\n`;
}

/** The number in a commit's `Version:` trailer, or null. */
export function deployedVersion(commitMessage: string): number | null {
  const line = lastParagraph(commitMessage).find((text) => text.startsWith("Version: "));
  return line === undefined ? null : parseVersionTag(line.slice("Version: ".length).trim());
}

function lastParagraph(message: string): string[] {
  const lines = message.trimEnd().split("\n");
  const before = lines.findLastIndex((line) => line.trim() === "");
  return before < 0 ? [] : lines.slice(before + 1);
}

function isOid(text: string | undefined): text is Oid {
  return text !== undefined && /^[0-9a-f]{40}$/.test(text);
}
