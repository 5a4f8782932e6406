import type { ErrorObject } from "ajv";
import type { JsonValue } from "../../model/json.js";
import type { Finding } from "../finding.js";
import { explainErrors } from "./explain.js";
import type { SchemaKind } from "./fault.js";

export { schemaCodes } from "./codes.js";
export type { SchemaKind } from "./fault.js";
export { platformKeyOrder } from "./key-order.js";

/** What `scripts/compile-schemas.mjs` makes of a schema. */
interface Compiled {
  readonly validate: ((value: unknown) => boolean) & { errors?: ErrorObject[] | null };
}

/** One module each, so that a repository without flows never loads theirs. */
const compiled: Readonly<Record<SchemaKind, () => Promise<Compiled>>> = {
  agent: () => import("./generated/agent.js"),
  llm: () => import("./generated/llm.js"),
  flow: () => import("./generated/flow.js"),
  manifest: () => import("./generated/manifest.js"),
  tagline: () => import("./generated/tagline.js"),
};

/** Checks one file's value; `{$file}` and `{$env}` may still stand in it. Findings are in no particular order. */
export async function checkSchema(kind: SchemaKind, value: JsonValue): Promise<readonly Finding[]> {
  const { validate } = await load(kind);
  return validate(value) ? [] : explainErrors(kind, value, validate.errors ?? []);
}

/** Finding a module again takes as long as checking a file with it. */
const loaded = new Map<SchemaKind, Compiled>();

async function load(kind: SchemaKind): Promise<Compiled> {
  const known = loaded.get(kind) ?? (await compiled[kind]());
  loaded.set(kind, known);
  return known;
}
