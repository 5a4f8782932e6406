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
  /** Says whether a value is right. */
  quick(): Promise<{ readonly validate: (value: unknown) => boolean }>;
  /** Says what is wrong: three times the code, and loaded only for that. */
  full(): Promise<{ readonly validate: ((value: unknown) => boolean) & { errors?: ErrorObject[] | null } }>;
}

/** Modules of their own, so that a repository without flows never loads theirs. */
const compiled: Readonly<Record<SchemaKind, Compiled>> = {
  agent: {
    quick: once(() => import("./generated/agent-quick.js")),
    full: once(() => import("./generated/agent.js")),
  },
  llm: {
    quick: once(() => import("./generated/llm-quick.js")),
    full: once(() => import("./generated/llm.js")),
  },
  flow: {
    quick: once(() => import("./generated/flow-quick.js")),
    full: once(() => import("./generated/flow.js")),
  },
  manifest: {
    quick: once(() => import("./generated/manifest-quick.js")),
    full: once(() => import("./generated/manifest.js")),
  },
  tagline: {
    quick: once(() => import("./generated/tagline-quick.js")),
    full: once(() => import("./generated/tagline.js")),
  },
};

/** Checks one file's value; `{$file}` and `{$env}` may still stand in it. Findings are in no particular order. */
export async function checkSchema(kind: SchemaKind, value: JsonValue): Promise<readonly Finding[]> {
  const { quick, full } = compiled[kind];
  if ((await quick()).validate(value)) return [];
  const { validate } = await full();
  return validate(value) ? [] : explainErrors(kind, value, validate.errors ?? []);
}

/** Finding a module again takes as long as checking a file with it. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load();
    return loading;
  };
}
