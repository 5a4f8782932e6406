// libphonenumber-js is the port that the web uses; its `min` data is enough for form and country.
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Agents transfer to the same few numbers, and telling one takes longer than the other rules together. */
const answers = new Map<string, string | null>();
const maximumAnswers = 1000;

/** A phone number in E.164 (`+14155550100`) from any international spelling; null when it is none. */
export function toE164(text: string): string | null {
  const known = answers.get(text);
  if (known !== undefined) return known;
  if (answers.size === maximumAnswers) answers.clear();
  const answer = parse(text);
  answers.set(text, answer);
  return answer;
}

/** Territories of ISO 3166 that have no numbers of their own, so that the library does not know them. */
const withoutNumbers: ReadonlySet<string> = new Set(["AQ", "BV", "GS", "HM", "PN", "TF", "UM"]);

/** True for a country's ISO 3166 two-letter code, in capitals. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code) || withoutNumbers.has(code);
}

function parse(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text.startsWith("+") ? text : `+${text}`);
  return parsed?.isPossible() && parsed.ext === undefined ? parsed.number : null;
}
