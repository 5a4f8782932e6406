import { nearest } from "../config/did-you-mean.js";
import { failure, type TaglineError } from "../errors.js";

/** The refusal for a number that the manifest does not have, with the nearest that it has. */
export function unknownNumber(number: string, known: Iterable<string>): TaglineError {
  const didYouMean = nearest(number, known);
  return failure("unknown-number", { number, ...(didYouMean === null ? {} : { didYouMean }) });
}
