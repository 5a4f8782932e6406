import { hash, timingSafeEqual } from "node:crypto";
import { failure } from "../errors.js";

/** What a key allows. `write` and `secrets` include `read`. */
export type Scope = "read" | "write" | "secrets";

const scopeNames: readonly Scope[] = ["read", "write", "secrets"];

/** One key of `TAGLINE_API_KEY`. Its text is nowhere kept, only its hash. */
export interface ApiKey {
  /** What commits and logs call it. */
  readonly name: string;
  readonly hash: Buffer;
  readonly scopes: ReadonlySet<Scope>;
}

const entryPattern =
  /^(?:([A-Za-z0-9][\w.-]{0,63})=)?([A-Za-z0-9][\w.~+/-]{15,255})(?::([a-z]+(?:\+[a-z]+)*))?$/;

/**
 * Reads `TAGLINE_API_KEY`: entries `[name=]key[:scopes]` between commas or white space, scopes joined by `+`; without
 * scopes a key may read and write. Throws `usage` for an entry that is not understood, without showing it.
 */
export function readKeys(text: string | undefined): readonly ApiKey[] {
  const entries = (text ?? "").split(/[\s,]+/).filter((entry) => entry !== "");
  return entries.map((entry, i) => {
    const [, name, key = "", scopes = "read+write"] = entryPattern.exec(entry) ?? [];
    const named = scopes.split("+");
    const unknown = named.find((scope) => !scopeNames.some((known) => known === scope));
    if (key === "" || unknown !== undefined)
      throw failure("usage", {
        message: `Entry ${i + 1} of TAGLINE_API_KEY is not understood.`,
        hint: "[name=]key[:read+write+secrets], the key with 16 characters or more",
      });
    const hashed = hashOf(key);
    const own = name ?? `key-${hashed.toString("hex").slice(0, 8)}`;
    return {
      name: own,
      hash: hashed,
      scopes: new Set<Scope>(["read", ...scopeNames.filter((s) => named.includes(s))]),
    };
  });
}

/** The key of a request's `Authorization`, or null. Every key is compared, each in constant time. */
export function findKey(keys: readonly ApiKey[], authorization: string | undefined): ApiKey | null {
  const given = /^Bearer +([^\s]+)$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return null;
  const hashed = hashOf(given);
  let found: ApiKey | null = null;
  for (const key of keys) if (timingSafeEqual(key.hash, hashed)) found = key;
  return found;
}

function hashOf(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
