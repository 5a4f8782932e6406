import { failure } from "../errors.js";
import { parseVersionTag } from "../model/version.js";

/** A version from the command line, as its number. `example` is what the hint shows. Throws `usage`. */
export function versionNumber(text: string, example: string): number {
  const version = parseVersionTag(text);
  if (version !== null) return version;
  const meant = `v${text.replace(/^v/i, "")}`;
  const hint = parseVersionTag(meant) === null ? example : `did you mean ${meant}?`;
  throw failure("usage", { message: `${JSON.stringify(text)} is not a version.`, hint });
}
