import { TaglineError } from "../errors.js";
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
  const isRemote = ["remote-failed", "push-refused"].includes(error.code);
  return { message: error.message, hint: error.hint ?? null, problems: problemsOf(error), isRemote };
}

function problemsOf({ code, data }: TaglineError): readonly Problem[] {
  if (code !== "invalid-configuration") return [];
  const { problems } = data as { readonly problems: readonly Problem[] };
  return problems.filter(({ severity }) => severity === "error");
}
