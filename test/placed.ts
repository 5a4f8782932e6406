import { expect } from "vitest";
import type { Problem } from "../src/model/problem.js";

/** Expects of each problem that its place is inside its file, of which the texts are given; of others, the beginning. */
export function expectPlaced(problems: readonly Problem[], files: Readonly<Record<string, string>>): void {
  const linesOf = new Map(Object.entries(files).map(([path, text]) => [path, text.split("\n")]));
  const misplaced = problems.filter((problem) => !isInside(problem, linesOf.get(problem.file) ?? [""]));
  expect(misplaced).toEqual([]);
}

function isInside({ line, column, endLine, endColumn }: Problem, lines: readonly string[]): boolean {
  const isThere = (at: number, on: number): boolean =>
    Number.isInteger(at) && at >= 1 && on >= 1 && on <= (lines[at - 1]?.length ?? -1) + 1;
  const isOrdered = endLine > line || (endLine === line && endColumn >= column);
  return isThere(line, column) && isThere(endLine, endColumn) && isOrdered;
}
