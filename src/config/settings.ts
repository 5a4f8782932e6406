import { settingsPath } from "../model/configuration.js";
import { parseFile } from "./parse.js";
import { checkSchema } from "./schema/index.js";

/** What `tagline.yaml` may set. */
export interface Settings {
  readonly remote: string | null;
  readonly branch: string | null;
  /** Whether the tags of versions are signed, and `verify` asks for that. */
  readonly signTags: boolean;
  /** Whether clones are to be protected by the hook; null where it is not said. */
  readonly protect: boolean | null;
}

/** Reads tagline.yaml; without the file, or without a field, null or false. A file that cannot be read sets nothing. */
export function readSettings(bytes: Uint8Array | null): Settings {
  const value = bytes === null ? null : parseFile(settingsPath, bytes).value;
  const text = (field: string): string | null => {
    const found = value?.[field];
    return typeof found === "string" && found !== "" ? found : null;
  };
  const protect = typeof value?.protect === "boolean" ? value.protect : null;
  return { remote: text("remote"), branch: text("branch"), signTags: value?.signTags === true, protect };
}

/** What is wrong with tagline.yaml, each in a sentence with its line; nothing without the file. */
export async function findSettingsErrors(bytes: Uint8Array | null): Promise<readonly string[]> {
  if (bytes === null) return [];
  const { problems, value, place } = parseFile(settingsPath, bytes);
  const unfit = value === null ? [] : (await checkSchema("tagline", value)).map(place);
  return [...problems, ...unfit]
    .filter(({ severity }) => severity === "error")
    .map(({ line, message }) => `line ${line}: ${message}`);
}
