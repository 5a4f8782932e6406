import { join } from "node:path";
import { problemCodes } from "../config/problem-codes.js";
import type { CodeHelp } from "../format/problem-report.js";
import type { Problem } from "../model/problem.js";
import type { CommandInput } from "./command.js";

/** The page of a code, as it was shipped with this version: Markdown of docs/rules. */
export async function readRulePage(
  code: string,
  { installation, world }: Pick<CommandInput, "installation" | "world">,
): Promise<string> {
  return world.fs.readFile(join(installation.directory, "docs", "rules", `${code}.md`), "utf8");
}

/** What there is to know about the codes of some problems, in alphabetical order. */
export async function helpFor(
  problems: readonly Problem[],
  input: Pick<CommandInput, "installation" | "world">,
): Promise<readonly CodeHelp[]> {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return Promise.all(
    codes.map(async (code) => {
      const { severity, summary } = problemCodes[code] ?? { severity: "error", summary: code };
      return { code, severity, summary, page: await readRulePage(code, input) };
    }),
  );
}
