/** Text with one character for each of its bytes in UTF-8: then the order of strings is git's, the order of bytes. */
export function byteString(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : Buffer.from(text).toString("latin1");
}
