import type { JsonPath, JsonValue } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { platformLanguages } from "../schema/generated/languages.js";
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

/**
 * Answers so far, and before that the languages that the platform lists: opening the language tables takes a
 * process longer than all the other rules together.
 */
const answers = new Map(platformLanguages.map((tag) => [tag, true]));
const maximumAnswers = 1000;

function isLanguage(tag: string): boolean {
  const known = answers.get(tag);
  if (known !== undefined) return known;
  if (answers.size === maximumAnswers) answers.clear();
  const answer = isKnown(tag);
  answers.set(tag, answer);
  return answer;
}

function isKnown(tag: string): boolean {
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

function isNamed(type: "language" | "region", code: string): boolean {
  return new Intl.DisplayNames("en", { type, fallback: "none" }).of(code) !== undefined;
}

function hintFor(tag: string): string {
  const [likely] = canonicalOf(tag.trim().replaceAll("_", "-"));
  const isMeant = likely !== undefined && likely !== tag && isLanguage(likely);
  return isMeant ? `write ${likely}` : "write a tag such as en-US, or multi";
}
