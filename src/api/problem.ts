import { type ErrorCode, TaglineError } from "../errors.js";
import { plainText } from "../format/plain-text.js";
import type { Problem } from "../model/problem.js";
import type { Route } from "./route.js";

/** A refusal as HTTP has it. `retry` null leaves it to the client whether to send the request again. */
export interface HttpProblem {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 500 | 503;
  readonly message: string;
  readonly retry: boolean | null;
  /** The methods that a path has, for a 405. */
  readonly allow?: readonly string[];
}

/** A refusal of the server's own. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly problem: HttpProblem;

  constructor(status: HttpProblem["status"], message: string, more: Pick<HttpProblem, "allow"> = {}) {
    super(message);
    this.problem = { status, message, retry: null, ...more };
  }
}

/** What the platform says of an id that it does not know. */
const unknownAsset = "Cannot find requested asset under given api key.";

/** Errors of the request, of what it names, and of a repository that is busy; all others are refusals for good. */
const statuses: Partial<Record<ErrorCode, HttpProblem["status"]>> = {
  usage: 400,
  "unknown-agent": 422,
  "unknown-version": 422,
  "unknown-revision": 422,
  "unknown-number": 422,
  "unknown-call": 422,
  "invalid-configuration": 400,
  "bad-import": 400,
  "cannot-edit": 400,
  "attach-needs-agent": 400,
  "cannot-restore": 400,
  "nothing-to-resolve": 404,
  "version-moved": 503,
  "branch-gone": 503,
  "missing-secret": 503,
  "no-identity": 503,
  "git-not-found": 503,
  "cannot-sign": 503,
  "cannot-write": 503,
  "unsupported-repository": 503,
  "not-a-repository": 503,
  "remote-failed": 503,
  "push-unknown": 503,
};
/** Somebody else is at work: the same request may well succeed in a moment. */
const passing: readonly ErrorCode[] = ["stale-plan", "locked", "number-taken"];

/** What a refusal of Tagline's is over HTTP; null for anything else, which is our bug. */
export function httpProblem(error: unknown, route: Pick<Route, "path" | "method">): HttpProblem | null {
  if (error instanceof HttpRefusal) return error.problem;
  if (!(error instanceof TaglineError)) return null;
  const { code } = error;
  const own = statuses[code] ?? 409;
  const status =
    own === 422 && route.path.includes("-agent-version")
      ? 404
      : code === "not-the-draft" && route.method === "PATCH"
        ? 412
        : own;
  const known = own === 422 ? `${unknownAsset} ${error.message}` : error.message;
  const message = plainText([known, ...problemsOf(error)].join(" "));
  const isFinal = (status === 409 || status >= 500) && !passing.includes(code);
  return { status, message, retry: isFinal ? false : null };
}

function problemsOf({ data }: TaglineError): string[] {
  if (typeof data !== "object" || data === null || !("problems" in data)) return [];
  const { problems } = data as { problems: readonly Problem[] };
  return problems
    .slice(0, 10)
    .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
}
