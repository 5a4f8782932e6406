import { plainText } from "./plain-text.js";

/** Text from a user or a repository as Markdown that shows it as it is: no markup, no mention, no reference. */
export function markdownText(text: string): string {
  return (
    plainText(text)
      .replace(/[\\`*_[\]<>|~&$]/g, "\\$&")
      // GitHub looks for these in the finished text: a zero-width blank between keeps them apart.
      .replace(/[@#](?=\w)/g, "$&\u200B")
  );
}
