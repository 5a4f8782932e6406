import fc from "fast-check";
import { isJsonObject, type JsonPath, type JsonValue } from "../src/model/json.js";

/** One change to some part of a value; `where` and `other` choose parts by counting. */
export interface Mutation {
  readonly kind: "delete" | "duplicate" | "rename" | "replace" | "swap" | "nest" | "wrap";
  readonly where: number;
  readonly other: number;
  readonly by: JsonValue;
}

const replacements: readonly JsonValue[] = [
  null,
  true,
  -1,
  1e300,
  "",
  "x",
  "{{who}}",
  "{{",
  "end",
  "__proto__",
  "constructor",
  "toString",
  "x".repeat(100_000),
  "\u202e\u0007\ud83d",
  [],
  {},
  [[]],
  { type: "end" },
  { type: 5 },
  { type: "toString" },
  { $file: "../../secret" },
  { $file: "prompts/general.md" },
  { $file: 5 },
  { $env: "X" },
  { $env: "X", template: "x" },
  { $file: "a.md", $env: "X" },
];

/** Some changes, to be made one after the other. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Mutation["kind"]>(
      "delete",
      "duplicate",
      "rename",
      "replace",
      "swap",
      "nest",
      "wrap",
    ),
    where: fc.nat(),
    other: fc.nat(),
    by: fc.oneof(fc.constantFrom(...replacements), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>),
  }),
  { minLength: 1, maxLength: 6 },
);

/** A copy of a value with changes made to it. */
export function mutate(value: JsonValue, changes: readonly Mutation[]): JsonValue {
  return changes.reduce(mutateOnce, value);
}

function mutateOnce(value: JsonValue, { kind, where, other, by }: Mutation): JsonValue {
  const paths = pathsOf(value);
  const path = paths[where % paths.length] ?? [];
  const part = at(value, path) ?? null;
  const parent = path.slice(0, -1);
  const key = path.at(-1);
  switch (kind) {
    case "replace":
      return put(value, path, by);
    case "wrap":
      return put(value, path, other % 2 === 0 ? [part] : { type: part });
    case "nest":
      return put(value, path, nested(part, other % 150));
    case "swap": {
      const from = paths[other % paths.length] ?? [];
      return put(put(value, path, at(value, from) ?? null), from, part);
    }
    case "duplicate": {
      const holder = at(value, parent);
      if (Array.isArray(holder)) return put(value, parent, [...holder, part]);
      return isJsonObject(holder) ? put(value, parent, { ...holder, [`${key}_2`]: part }) : value;
    }
    case "delete":
    case "rename": {
      const holder = at(value, parent);
      if (Array.isArray(holder))
        return put(
          value,
          parent,
          holder.filter((_, i) => i !== key),
        );
      if (!isJsonObject(holder)) return value;
      const { [String(key)]: _, ...rest } = holder;
      return put(
        value,
        parent,
        kind === "delete" ? rest : { ...rest, [`${String(key).slice(0, -1)}s`]: part },
      );
    }
  }
}

function nested(value: JsonValue, depth: number): JsonValue {
  let result = value;
  for (let i = 0; i < depth; i++) result = i % 2 === 0 ? [result] : { nodes: result };
  return result;
}

/** Every place in a value, the root included. */
function pathsOf(value: JsonValue): readonly JsonPath[] {
  const paths: JsonPath[] = [];
  const visit = (part: JsonValue, path: JsonPath): void => {
    paths.push(path);
    if (Array.isArray(part)) for (const [i, child] of part.entries()) visit(child, [...path, i]);
    else if (isJsonObject(part))
      for (const [key, child] of Object.entries(part)) visit(child, [...path, key]);
  };
  visit(value, []);
  return paths;
}

function at(value: JsonValue, path: JsonPath): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const step of path) {
    if (Array.isArray(here)) here = (here as readonly JsonValue[])[Number(step)];
    else here = isJsonObject(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

function put(value: JsonValue, path: JsonPath, part: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  if (Array.isArray(value))
    return value.map((child: JsonValue, i) => (i === step ? put(child, rest, part) : child));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]): [string, JsonValue] => [
    key,
    key === step ? put(child, rest, part) : child,
  ]);
  return Object.fromEntries(entries);
}
