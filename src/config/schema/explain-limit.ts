import type { JsonValue } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { type Fault, finding, nameOf, sentence, show } from "./fault.js";

/** A value of the right type that is too small, too large, too long, repeated or misspelt. */
export function explainLimit(fault: Fault): Finding {
  const { keyword, value, params, path } = fault;
  const name = sentence(nameOf(fault));
  const remedy = keyword.startsWith("max") ? "shorten it" : "add to it";
  switch (keyword) {
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum": {
      const message = `${name} is ${show(value)}; it must be ${range(fault.schema)}.`;
      const hint = keyword.startsWith("exclusive") ? "use a larger number" : `use ${params.limit}`;
      return finding(fault, "error", "out-of-range", message, hint);
    }
    case "minLength":
    case "maxLength": {
      const length = typeof value === "string" ? [...value].length : 0;
      const message =
        length === 0 ? `${name} is empty.` : `${name} has ${length} characters; ${bound(fault)}.`;
      return finding(fault, "error", "wrong-length", message, length === 0 ? "write a text" : remedy);
    }
    case "minItems":
    case "maxItems": {
      const length = Array.isArray(value) ? value.length : 0;
      return finding(
        fault,
        "error",
        "wrong-length",
        `${name} has ${length} entries; ${bound(fault)}.`,
        remedy,
      );
    }
    case "uniqueItems": {
      const at = Math.max(Number(params.i), Number(params.j));
      const item: JsonValue = (Array.isArray(value) ? value[at] : null) ?? null;
      const message = `${show(item)} stands twice in ${nameOf(fault)}.`;
      return finding(fault, "error", "duplicate-item", message, "delete one of them", {
        path: [...path, at],
      });
    }
    default: {
      const pattern = String(params.pattern ?? "");
      const message = `${show(value)} does not have the form of ${nameOf(fault)}.`;
      return finding(fault, "error", "wrong-format", message, forms[pattern] ?? `it must match ${pattern}`);
    }
  }
}

/** What the patterns of the schemas mean. */
const forms: Readonly<Record<string, string>> = {
  "^[a-zA-Z0-9_-]{1,64}$": "use letters, digits, _ and -, 64 at most",
  "^[a-z0-9_-]+$": "use a number, or a tag's name in lower-case letters, digits, _ and -",
};

/** The whole range, whichever end was missed: `from 0.5 to 2`, `at least 10000`, `above 0`. */
function range({ minimum, maximum, exclusiveMinimum }: Fault["schema"]): string {
  if (minimum !== undefined && maximum !== undefined) return `from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  if (exclusiveMinimum !== undefined)
    return `above ${exclusiveMinimum}${maximum === undefined ? "" : ` and at most ${maximum}`}`;
  return `at most ${maximum}`;
}

function bound({ keyword, params }: Fault): string {
  return `${keyword.startsWith("min") ? "at least" : "at most"} ${params.limit} are allowed`;
}
