import { distance } from "fastest-levenshtein";

/** Among more words than these nothing is suggested: no real file has as many, and every one is measured. */
const maximumKnown = 5000;
/** Measuring two words takes the product of their lengths. */
const maximumLength = 200;

/** The known word nearest to a mistyped one, or null when none is near: 1 edit in 3 letters, 2 at most. */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(2, Math.floor(word.length / 3)) + 1;
  let seen = 0;
  if (word.length > maximumLength) return null;
  for (const candidate of known) {
    if (++seen > maximumKnown) break;
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    const edits = distance(word, candidate);
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** `did you mean "desk"?`, as the part of a finding that holds it; nothing when no word is near. */
export function didYouMean(word: string, known: Iterable<string>): { readonly hint?: string } {
  const near = nearest(word, known);
  return near === null ? {} : { hint: `did you mean "${near}"?` };
}
