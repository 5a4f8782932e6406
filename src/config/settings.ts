import { parseFile } from "./parse.js";

/** What `tagline.yaml` may set. */
export interface Settings {
  readonly remote: string | null;
  readonly branch: string | null;
  /** Whether the tags of versions are signed, and `verify` asks for that. */
  readonly signTags: boolean;
}

/** Reads tagline.yaml; without the file, or without a field, null or false. A file that cannot be read sets nothing. */
export function readSettings(bytes: Uint8Array | null): Settings {
  const value = bytes === null ? null : parseFile("tagline.yaml", bytes).value;
  const text = (field: string): string | null => {
    const found = value?.[field];
    return typeof found === "string" && found !== "" ? found : null;
  };
  return { remote: text("remote"), branch: text("branch"), signTags: value?.signTags === true };
}
