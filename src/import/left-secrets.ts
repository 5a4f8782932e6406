import { isJsonObject, type JsonPath, type JsonValue, toPointer } from "../model/json.js";
import type { MovedSecret } from "./move-secrets.js";

/** Shorter texts occur by chance. */
const shortest = 8;

/**
 * Texts that hold a secret although it was moved from another field: dynamic variables and prompts, which cannot
 * come from the environment. `names` are the variables by the secrets they hold; `file` is where the value will
 * stand. The secrets themselves are not in the result.
 */
export function leftSecrets(
  value: JsonValue,
  file: string,
  names: ReadonlyMap<string, string>,
): readonly MovedSecret[] {
  const secrets = [...names].filter(([secret]) => secret.length >= shortest);
  const found: MovedSecret[] = [];
  const visit = (here: JsonValue, path: JsonPath): void => {
    if (Array.isArray(here)) for (const [i, item] of here.entries()) visit(item, [...path, i]);
    else if (isJsonObject(here))
      for (const [key, child] of Object.entries(here)) visit(child, [...path, key]);
    else if (typeof here === "string")
      for (const [secret, name] of secrets)
        if (here.includes(secret)) found.push({ name, field: `${file}${toPointer(path)}` });
  };
  if (secrets.length > 0) visit(value, []);
  return found;
}
