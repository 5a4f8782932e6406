import type { Theme } from "./theme.js";

/** Says of versions whose tags were moved by hand that they are shown as they were published; "" for none. */
export function movedTagsText(versions: readonly number[], theme: Theme): string {
  return [...new Set(versions)]
    .map(
      (version) =>
        `${theme.warning("warning:")} The tag v${version} was moved or deleted by hand: this is v${version} as it was published.\n` +
        `${theme.muted("hint:")} tagline verify\n`,
    )
    .join("");
}
