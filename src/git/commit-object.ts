import type { Oid, Person } from "../model/version.js";
import { type NewObject, newObject } from "./objects.js";

/** A person at a moment, as commits and tags record it. Seconds since 1970; minutes east of UTC. */
export interface Signature extends Person {
  readonly timestamp: number;
  readonly timezoneOffset: number;
}

/** The parts of a commit that Tagline reads. */
export interface Commit {
  readonly tree: Oid;
  readonly parents: readonly Oid[];
  readonly author: Signature;
  /** Whose `timestamp` is when the commit took its place on the branch: a rebase keeps the author's. */
  readonly committer: Signature;
  readonly message: string;
}

/** The parts of an annotated tag that Tagline reads; `message` is without its signature (OpenPGP, X.509 or ssh). */
export interface Tag {
  readonly object: Oid;
  readonly type: string;
  readonly name: string;
  readonly tagger: Signature | null;
  readonly message: string;
  readonly isSigned: boolean;
}

/** Reads a commit object's bytes. */
export function parseCommit(bytes: Uint8Array): Commit {
  const { head, message } = split(bytes);
  return {
    tree: header(head, "tree"),
    parents: [...head.matchAll(/^parent (.*)$/gm)].map(([, oid = ""]) => oid),
    author: parseSignature(header(head, "author")) ?? nobody,
    committer: parseSignature(header(head, "committer")) ?? nobody,
    message,
  };
}

/** Reads an annotated tag object's bytes. */
export function parseTag(bytes: Uint8Array): Tag {
  const { head, message } = split(bytes);
  const signedAt = startOfSignature(message);
  return {
    object: header(head, "object"),
    type: header(head, "type"),
    name: header(head, "tag"),
    tagger: parseSignature(header(head, "tagger")),
    message: signedAt < 0 ? message : message.slice(0, signedAt),
    isSigned: signedAt >= 0,
  };
}

/** Where the signature at the end of a tag's message starts; -1 without one. */
function startOfSignature(message: string): number {
  if (!message.includes("-----BEGIN ")) return -1;
  return message.search(/^-----BEGIN (PGP (SIGNATURE|MESSAGE)|SSH SIGNATURE|SIGNED MESSAGE)-----$/m);
}

/** Builds a commit whose bytes, and so whose oid, are those that `git commit` would make. */
export function commitObject(commit: {
  readonly tree: Oid;
  readonly parents: readonly Oid[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}): NewObject {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatSignature(commit.author)}`,
    `committer ${formatSignature(commit.committer)}`,
    "",
    commit.message,
  ];
  return newObject("commit", Buffer.from(lines.join("\n")));
}

/** Builds an annotated tag of a commit, byte for byte what `git tag -a` would make. */
export function tagObject(tag: {
  readonly commit: Oid;
  readonly name: string;
  readonly tagger: Signature;
  readonly message: string;
}): NewObject {
  const lines = [
    `object ${tag.commit}`,
    "type commit",
    `tag ${tag.name}`,
    `tagger ${formatSignature(tag.tagger)}`,
    "",
    tag.message,
  ];
  return newObject("tag", Buffer.from(lines.join("\n")));
}

/** `Name <email> 1700000000 +0100`; what would break the line's grammar is taken out, as git does. */
export function formatSignature(signature: Signature): string {
  return `${cleanIdentity(signature.name)} <${cleanIdentity(signature.email)}> ${formatMoment(signature)}`;
}

/** `1700000000 +0100`. */
export function formatMoment({ timestamp, timezoneOffset }: Signature): string {
  const minutes = Math.abs(timezoneOffset);
  const zone = `${String(Math.floor(minutes / 60)).padStart(2, "0")}${String(minutes % 60).padStart(2, "0")}`;
  return `${timestamp} ${timezoneOffset < 0 ? "-" : "+"}${zone}`;
}

const nobody: Signature = { name: "", email: "", timestamp: 0, timezoneOffset: 0 };

/** A name or an address without what would break its place, as git's ident.c does it: these three nowhere, and the others not at either end. */
export function cleanIdentity(text: string): string {
  const isCrud = (char: string | undefined): boolean =>
    char !== undefined && (char <= " " || ".,:;<>\"\\'".includes(char));
  const chars = [...text];
  const start = chars.findIndex((char) => !isCrud(char));
  const end = chars.findLastIndex((char) => !isCrud(char));
  return chars
    .slice(Math.max(start, 0), end + 1)
    .join("")
    .replace(/[\n<>]/g, "");
}

function parseSignature(text: string): Signature | null {
  const match = /^(.*?) ?<([^>]*)> (-?\d+) ([+-])(\d{2})(\d{2})$/.exec(text);
  if (match === null) return null;
  const [, name = "", email = "", seconds = "", sign, hours = "", minutes = ""] = match;
  const offset = Number(hours) * 60 + Number(minutes);
  return {
    name,
    email,
    timestamp: Number(seconds),
    timezoneOffset: sign === "-" && offset !== 0 ? -offset : offset,
  };
}

/** The headers, each after a newline, and the message. */
function split(bytes: Uint8Array): { head: string; message: string } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const end = text.indexOf("\n\n");
  return { head: `\n${end < 0 ? text : text.slice(0, end)}\n`, message: end < 0 ? "" : text.slice(end + 2) };
}

/** The first header of that name, or "". Lines that go on with one (signatures) start with a space, and are none. */
function header(head: string, name: string): string {
  const mark = `\n${name} `;
  const at = head.indexOf(mark);
  return at < 0 ? "" : head.slice(at + mark.length, head.indexOf("\n", at + 1));
}
