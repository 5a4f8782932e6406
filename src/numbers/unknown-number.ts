import { nearest } from "../config/did-you-mean.js";
import { failure, type TaglineError } from "../errors.js";
import type { Manifest } from "../model/manifest.js";

/** The refusal for a number that the manifest does not have, with the nearest that it has. */
export function unknownNumber(number: string, { numbers }: Manifest): TaglineError {
  const didYouMean = nearest(number, numbers.keys());
  return failure("unknown-number", { number, ...(didYouMean === null ? {} : { didYouMean }) });
}
