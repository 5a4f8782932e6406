import type { JsonPath, JsonValue } from "../../model/json.js";
import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";

/** The platform's own word for "whatever the caller speaks"; the rest are BCP-47 tags. */
const anyLanguage = "multi";

/** `language` must be a BCP-47 tag of a language and a region that exist, or `multi`. */
export const badLanguageTag: Rule = {
  kinds: ["agent"],
  *check({ language }): Iterable<Finding> {
    const tags: readonly JsonValue[] = Array.isArray(language) ? language : [language ?? null];
    for (const [i, tag] of tags.entries()) {
      if (typeof tag !== "string" || tag === anyLanguage || isLanguage(tag)) continue;
      const path: JsonPath = Array.isArray(language) ? ["language", i] : ["language"];
      yield {
        severity: "error",
        code: "bad-language-tag",
        path,
        at: "value",
        message: `"${tag}" is not a language tag.`,
        hint: hintFor(tag),
      };
    }
  },
};

function isLanguage(tag: string): boolean {
  const [canonical] = canonicalOf(tag);
  if (canonical === undefined) return false;
  const { language, region } = new Intl.Locale(canonical);
  return isNamed("language", language) && (region === undefined || isNamed("region", region));
}

function canonicalOf(tag: string): readonly string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    // A RangeError is its way to say no.
    return [];
  }
}

/** Making one reads a table. */
const names = new Map<string, Intl.DisplayNames>();

function isNamed(type: "language" | "region", code: string): boolean {
  const known = names.get(type) ?? new Intl.DisplayNames("en", { type, fallback: "none" });
  names.set(type, known);
  return known.of(code) !== undefined;
}

function hintFor(tag: string): string {
  const [likely] = canonicalOf(tag.trim().replaceAll("_", "-"));
  const isMeant = likely !== undefined && likely !== tag && isLanguage(likely);
  return isMeant ? `write ${likely}` : "write a tag such as en-US, or multi";
}
