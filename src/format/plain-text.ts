import { stripVTControlCharacters } from "node:util";

/** Text from a user or a repository, made safe to print: no escape codes, no control or direction characters. */
export function plainText(text: string): string {
  return blankControls(stripVTControlCharacters(text));
}

/** The same for a text of several lines, which keeps them. */
export function plainLines(text: string): string {
  return text.split("\n").map(plainText).join("\n");
}

/** A text of the same length, with a blank for each character that would steer a terminal. */
export function blankControls(text: string): string {
  return text.replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, " ");
}
