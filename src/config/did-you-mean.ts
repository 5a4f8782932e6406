import { distance } from "fastest-levenshtein";

/** Among more words than these nothing is suggested: no real file has as many, and every one is measured. */
const maximumKnown = 5000;
/** Measuring two words takes the product of their lengths. */
const maximumLength = 200;

/**
 * The known word nearest to a mistyped one, or null when none is near: 1 edit in 3 letters, 2 at most. Two letters
 * that changed places are one edit.
 */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(2, Math.floor(word.length / 3)) + 1;
  let seen = 0;
  if (word.length > maximumLength) return null;
  for (const candidate of known) {
    if (++seen > maximumKnown) break;
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    const edits = isSwapped(word, candidate) ? 1 : distance(word, candidate);
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** The word of a closed list that is meant: in other letters' case, begun, mistyped, or named by a part of it. */
export function meant(word: string, known: readonly string[]): string | null {
  const lower = word.toLowerCase();
  const same = known.find((candidate) => candidate === lower && candidate !== word);
  const begun = lower === "" ? [] : known.filter((candidate) => candidate.startsWith(lower));
  const [first] = begun;
  const only = begun.length === 1 && first !== undefined ? first : null;
  const part = known.find((candidate) => candidate.split("-").includes(lower)) ?? null;
  return same ?? only ?? nearest(lower, known) ?? part;
}

/** Whether two neighbouring letters changed places, and nothing else. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false;
  let at = 0;
  while (at < word.length && word[at] === other[at]) at++;
  return (
    word[at] === other[at + 1] && word[at + 1] === other[at] && word.slice(at + 2) === other.slice(at + 2)
  );
}

/** `did you mean "desk"?`, as the part of a finding that holds it; nothing when no word is near. */
export function didYouMean(word: string, known: Iterable<string>): { readonly hint?: string } {
  const near = nearest(word, known);
  return near === null ? {} : { hint: `did you mean "${near}"?` };
}
