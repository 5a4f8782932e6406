import type { Problem } from "../model/problem.js";
import { plainText } from "./plain-text.js";
import { messageLines, type ProblemReport } from "./problem-report.js";

/**
 * JUnit XML: a suite for each file, a case for each problem, one that passes for a file without any. Warnings fail
 * only when they fail the command (`strict`); else they are what a passing case printed.
 */
export function junitProblems(report: ProblemReport, options: { readonly strict: boolean }): string {
  const byFile = new Map<string, Problem[]>([...report.files].sort().map((file) => [file, []]));
  for (const problem of report.problems) {
    const known = byFile.get(problem.file);
    if (known === undefined) byFile.set(problem.file, [problem]);
    else known.push(problem);
  }
  const suites = [...byFile].map(([file, problems]) => suite(file, problems, options.strict));
  const tests = [...byFile.values()].reduce((sum, problems) => sum + Math.max(1, problems.length), 0);
  const failures = report.problems.filter((problem) => isFailure(problem, options.strict)).length;
  const head = attributes({
    name: "tagline validate",
    tests,
    failures,
    errors: 0,
    time: (report.summary.durationMs / 1000).toFixed(3),
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join("")}</testsuites>\n`;
}

function suite(file: string, problems: readonly Problem[], strict: boolean): string {
  const failures = problems.filter((problem) => isFailure(problem, strict)).length;
  const head = attributes({
    name: file,
    tests: Math.max(1, problems.length),
    failures,
    errors: 0,
    skipped: 0,
  });
  const cases =
    problems.length === 0
      ? [`    <testcase${attributes({ name: "no problems", classname: file })}/>\n`]
      : problems.map((problem) => testCase(problem, isFailure(problem, strict)));
  return `  <testsuite${head}>\n${cases.join("")}  </testsuite>\n`;
}

function testCase(problem: Problem, fails: boolean): string {
  const { file, line, column, code, severity, message } = problem;
  const head = attributes({ name: `${code} at ${line}:${column}`, classname: file, file, line });
  const text = xml(`${file}:${line}:${column}: ${severity}: `) + xmlLines(messageLines(problem));
  const body = fails
    ? `<failure${attributes({ type: code, message })}>${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return `    <testcase${head}>\n      ${body}\n    </testcase>\n`;
}

function isFailure({ severity }: Problem, strict: boolean): boolean {
  return strict || severity === "error";
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join("");
}

/** Text in XML 1.0, which cannot hold some characters in any way. */
function xml(text: string): string {
  return plainText(text)
    .replace(/\p{Cs}|[\uFFFE\uFFFF]/gu, "\uFFFD")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function xmlLines(text: string): string {
  return text.split("\n").map(xml).join("\n");
}
