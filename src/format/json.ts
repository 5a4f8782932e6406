/**
 * One JSON document of two-space indent. Characters that steer a terminal and that JSON may hold raw (C1
 * controls, DEL, direction marks) are escaped: the same value, safe to print.
 */
export function jsonDocument(value: unknown): string {
  const escaped = JSON.stringify(value, null, 2).replace(
    /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${escaped}\n`;
}
