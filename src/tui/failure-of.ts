import { type ErrorCode, TaglineError } from "../errors.js";
import type { Problem } from "../model/problem.js";
import type { Failure } from "./actions.js";

/** An error as the browser shows it. What is no `TaglineError` is our bug, and says so. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof TaglineError)) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      message: `This is a bug in Tagline: ${message}`,
      hint: "R reads the repository again",
      problems: [],
      isRemote: false,
    };
  }
  const hint = keyHints[error.code] ?? error.hint ?? null;
  const isRemote = ["remote-failed", "push-refused"].includes(error.code);
  return { message: error.message, hint, problems: problemsOf(error), isRemote };
}

/** What to press, where the hint for the command line names a command or an option that a key stands for here. */
const keyHints: Partial<Record<ErrorCode, string>> = {
  "no-draft": "D deploys the first version",
  "no-agents": "tagline new <agent>, then R",
  "invalid-configuration": "2, then the tab problems",
  "manifest-edited": "git add phone-numbers.yaml && git commit phone-numbers.yaml, then R",
  "attach-needs-agent": "3, then a: point it at an agent first",
  "number-taken": "Esc, and once more",
  "stale-plan": "Esc, and once more",
};

function problemsOf({ code, data }: TaglineError): readonly Problem[] {
  if (code !== "invalid-configuration") return [];
  const { problems } = data as { readonly problems: readonly Problem[] };
  return problems.filter(({ severity }) => severity === "error");
}
