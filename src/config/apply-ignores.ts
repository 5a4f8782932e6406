import type { Problem } from "../model/problem.js";
import { type Ignore, unusedIgnore } from "./ignores.js";
import { problemCodes } from "./problem-codes.js";
import type { Reading } from "./reading.js";

/** Takes out the problems that an ignore covers, and says which ignores covered none. */
export function applyIgnores({ problems, ignores, origins }: Reading): {
  readonly problems: readonly Problem[];
  readonly suppressed: number;
} {
  if (ignores.length === 0) return { problems, suppressed: 0 };
  const byFile = new Map<string, Ignore[]>();
  for (const ignore of ignores) {
    const known = byFile.get(ignore.file);
    if (known === undefined) byFile.set(ignore.file, [ignore]);
    else known.push(ignore);
  }
  const used = new Set<Ignore>();
  const kept = problems.filter((problem) => {
    if (problemCodes[problem.code]?.ignorable !== true) return true;
    // What stands in a prompt is ignored where the prompt is named: a comment in it would be part of it.
    const { file, line } = origins.get(problem) ?? problem;
    const covering = (byFile.get(file) ?? []).filter(
      ({ code, from, to }) => code === problem.code && from <= line && line <= to,
    );
    for (const ignore of covering) used.add(ignore);
    return covering.length === 0;
  });
  const broken = new Set(kept.flatMap(({ file, severity }) => (severity === "error" ? [file] : [])));
  const left = new Set(kept.map(({ file, code }) => `${file} ${code}`));
  // Beside an error some warnings are not told, so what an ignore is there for may only not show now.
  const mayShow = ({ file, code }: Ignore): boolean =>
    broken.has(file) && problemCodes[code]?.severity === "warning" && !left.has(`${file} ${code}`);
  const unused = ignores.filter((ignore) => !used.has(ignore) && !mayShow(ignore)).map(unusedIgnore);
  return { problems: [...kept, ...unused], suppressed: problems.length - kept.length };
}
