import { createHash } from "node:crypto";
import type { Problem } from "../model/problem.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { type CodeHelp, messageLines, type ProblemReport } from "./problem-report.js";

/** What made the report: `help` has every code that occurs in it. */
export interface SarifTool {
  readonly version: string;
  readonly help: readonly CodeHelp[];
}

/** SARIF 2.1.0, for code scanning: problems as results, and the pages of their codes as help. */
export function sarifProblems({ problems }: Pick<ProblemReport, "problems">, tool: SarifTool): string {
  const index = new Map(tool.help.map(({ code }, i) => [code, i]));
  const fingerprint = fingerprints();
  return jsonDocument({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "Tagline", semanticVersion: tool.version, rules: tool.help.map(ruleOf) },
        },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => ({
          ruleId: problem.code,
          ...(index.has(problem.code) ? { ruleIndex: index.get(problem.code) } : {}),
          level: problem.severity,
          message: { text: messageLines(problem) },
          locations: [{ physicalLocation: placeOf(problem) }],
          partialFingerprints: { "tagline/v1": fingerprint(problem) },
        })),
      },
    ],
  });
}

function ruleOf({ code, severity, summary, page }: CodeHelp): object {
  return {
    id: code,
    shortDescription: { text: summary },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: severity === "warning" ? "warning" : "error" },
  };
}

function placeOf({ file, line, column, endLine, endColumn }: Problem): object {
  const uri = plainText(file).split("/").map(encodeURIComponent).join("/");
  return {
    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

/** The same problem keeps its fingerprint when lines above it come and go; of equal ones each has its own. */
function fingerprints(): (problem: Problem) => string {
  const seen = new Map<string, number>();
  return ({ code, file, pointer, message }) => {
    const what = JSON.stringify([code, file, pointer, message]);
    const count = seen.get(what) ?? 0;
    seen.set(what, count + 1);
    return createHash("sha256").update(`${count} ${what}`).digest("hex").slice(0, 32);
  };
}
