import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../../model/json.js";
import { rememberLast } from "./remember-last.js";
import type { RuleContext } from "./rule.js";

/** A text of a value, and the way to it. */
export interface PlacedText {
  /** The text itself, or that of the file which a `{$file}` names. */
  readonly text: string;
  /** The key or index at which it stands. */
  readonly key: string | number;
  /** The mapping or list that it is in. */
  readonly holder: JsonObject | readonly JsonValue[];
  readonly parent: Step | null;
}

/** A container on the way down, linked upwards so that no path is built for texts that nobody asks about. */
export interface Step {
  readonly key: string | number;
  readonly parent: Step | null;
}

/** Every text of a value in the file's order, those in `$file` included. */
export const textsOf = rememberLast(
  (value: JsonObject, textOf: RuleContext["textOf"]): readonly PlacedText[] => {
    const texts: PlacedText[] = [];
    visit(value, null, textOf, texts);
    return texts;
  },
);

/** The path of a text from the value's root. */
export function pathOf({ key, parent }: PlacedText): JsonPath {
  const path: (string | number)[] = [key];
  for (let step = parent; step !== null; step = step.parent) path.unshift(step.key);
  return path;
}

/** True when a text is in one of the fields, however deep. */
export function isInside({ key, parent }: PlacedText, fields: ReadonlySet<string | number>): boolean {
  if (fields.has(key)) return true;
  for (let step = parent; step !== null; step = step.parent) if (fields.has(step.key)) return true;
  return false;
}

function visit(
  holder: JsonObject | readonly JsonValue[],
  parent: Step | null,
  textOf: RuleContext["textOf"],
  texts: PlacedText[],
): void {
  const at = (key: string | number, child: JsonValue | undefined): void => {
    if (typeof child === "string") texts.push({ text: child, key, holder, parent });
    else if (Array.isArray(child)) visit(child, { key, parent }, textOf, texts);
    else if (isJsonObject(child)) {
      const text = "$file" in child ? textOf(child) : null;
      if (text !== null) texts.push({ text, key, holder, parent });
      else visit(child, { key, parent }, textOf, texts);
    }
  };
  if (isJsonObject(holder)) for (const key of Object.keys(holder)) at(key, holder[key]);
  else for (let i = 0; i < holder.length; i++) at(i, holder[i]);
}
