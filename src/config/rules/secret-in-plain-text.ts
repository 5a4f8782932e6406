import { isJsonObject } from "../../model/json.js";
import { ownNames, secretFinderOf, secretOfField } from "../../model/secret-fields.js";
import { type SecretPart, secretsInText } from "../../model/secret-text.js";
import type { Finding, TextSpan } from "../finding.js";
import type { Rule } from "./rule.js";
import { isInside, type PlacedText, pathOf, textsOf } from "./texts-of.js";

/**
 * A key, token or password that git would keep for ever: an error in the form of a known issuer's keys, a warning
 * where only its field or its look says so. What is said never shows it, and frames are masked where this finding
 * stands (`mask-secrets.ts`).
 */
export const secretInPlainText: Rule = {
  kinds: ["agent", "llm", "flow", "manifest", "tagline"],
  *check(value, { textOf }): Iterable<Finding> {
    for (const placed of textsOf(value, textOf)) {
      const inField = secretOf(placed);
      if (inField !== null) {
        const [known] = secretsInText(inField.secret);
        yield found(placed, spanOf(inField), known?.what ?? null, "use {$env: NAME}");
      } else
        for (const known of secretsInText(placed.text)) yield found(placed, known, known.what, "take it out");
    }
  },
};

function found(placed: PlacedText, span: TextSpan, what: string | null, remedy: string): Finding {
  return {
    severity: what === null ? "warning" : "error",
    code: "secret-in-plain-text",
    path: pathOf(placed),
    at: "value",
    span: { start: span.start, end: span.end },
    message: `"${fieldOf(placed)}" holds ${what ?? "a secret"} in plain text.`,
    hint: `${remedy}, and have it replaced if it was ever committed`,
  };
}

function secretOf(placed: PlacedText): SecretPart | null {
  const { text, key, holder, parent } = placed;
  // `{$env}` is the way out, and what is said in it no secret.
  if (!isJsonObject(holder) || typeof key === "number" || "$env" in holder) return null;
  const find = secretFinderOf(String(parent?.key ?? ""));
  const part = find === null ? secretOfField(key, text, holder, parent?.parent?.key) : find(key, text);
  return part === null || isInside(placed, ownNames) ? null : part;
}

function spanOf({ before, secret }: SecretPart): TextSpan {
  return { start: before.length, end: before.length + secret.length };
}

/** The field that a text is in: of a list's entry, the list. */
function fieldOf({ key, parent }: PlacedText): string {
  let here: string | number = key;
  for (let step = parent; typeof here === "number" && step !== null; step = step.parent) here = step.key;
  return String(here);
}
