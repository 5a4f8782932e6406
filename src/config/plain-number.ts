/**
 * True for a number of North America in E.164, which needs no tables to tell: they all have ten digits behind `+1`
 * and none is written with a prefix. False says nothing: `toE164` knows.
 */
export function isPlainNumber(text: string): boolean {
  return /^\+1[2-9]\d{9}$/.test(text);
}
