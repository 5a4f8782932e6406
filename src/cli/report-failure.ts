import { failure, type TaglineError } from "../errors.js";
import { jsonDocument } from "../format/json.js";
import { plainText } from "../format/plain-text.js";
import { problemBlocks } from "../format/problems-pretty.js";
import { type Theme, theme } from "../format/theme.js";
import type { Problem } from "../model/problem.js";
import type { World } from "../world.js";

/** Says why a command failed: for people on stderr, as `{error}` on stdout under `--json`. */
export function reportFailure(
  error: TaglineError,
  world: World,
  style: { readonly json: boolean; readonly theme: Theme },
): void {
  const { code, message, hint } = error;
  const found = problemsOf(error);
  if (style.json) {
    const body = {
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(found === null ? {} : { problems: found.problems }),
    };
    world.stdout.write(jsonDocument({ error: body }));
    return;
  }
  if (found !== null) {
    const problems = found.problems.filter(({ severity }) => severity === "error");
    const columns = world.stderr.columns ?? null;
    world.stderr.write(problemBlocks({ problems, sources: found.sources }, { theme: style.theme, columns }));
  }
  world.stderr.write(`${style.theme.error("error:")} ${plainText(message)}\n`);
  if (hint !== undefined) world.stderr.write(`${style.theme.muted("hint:")} ${plainText(hint)}\n`);
}

/** Says on stderr that stdout took no more, and gives the exit code. */
export function reportOutputFault(fault: Error, world: World): number {
  const error = failure("cannot-write", { file: "standard output", reason: fault.message });
  reportFailure(error, world, { json: false, theme: theme(false) });
  return error.exit;
}

function problemsOf(
  error: TaglineError,
): { problems: readonly Problem[]; sources: ReadonlyMap<string, string> } | null {
  const { data } = error;
  if (typeof data !== "object" || data === null || !("problems" in data) || !("sources" in data)) return null;
  return data as { problems: readonly Problem[]; sources: ReadonlyMap<string, string> };
}
