/** Every code that a schema check can give; each has its page for `explain`. */
export const schemaCodes = [
  "array-for-object",
  "duplicate-item",
  "env-not-allowed",
  "file-not-allowed",
  "missing-field",
  "out-of-range",
  "server-assigned-field",
  "unknown-field",
  "unknown-type",
  "unknown-value",
  "wrong-format",
  "wrong-length",
  "wrong-type",
  "wrong-value",
] as const;

export type SchemaCode = (typeof schemaCodes)[number];
