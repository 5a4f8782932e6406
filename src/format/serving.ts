import type { RemoteStanding } from "../model/next-step.js";
import { formatRef } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { remoteBranch } from "./push.js";
import type { Theme } from "./theme.js";

/** What a server serves when it starts, to whom, and where its writes go. */
export interface ServingReport {
  readonly url: string;
  readonly branch: string;
  readonly commit: string | null;
  readonly newest: number | null;
  readonly draft: number;
  readonly keys: number;
  readonly readOnly: boolean;
  /** Whether writes are pushed where there is an upstream. */
  readonly push: boolean;
  readonly upstream: RemoteStanding | null;
}

/** A server that started, for people. */
export function servingText(report: ServingReport, theme: Theme): string {
  const { url, branch, commit, newest, draft, keys } = report;
  const at = commit === null ? "" : `, commit ${commit.slice(0, 12)}`;
  const lines = [
    newest === null ? `nothing published yet${at}` : `newest v${newest}, the draft is v${draft}${at}`,
    ...standingLines(report),
    keys === 0
      ? "answers this machine only: TAGLINE_API_KEY is not set"
      : `answers whoever has ${keys === 1 ? "the key" : `one of the ${keys} keys`} of TAGLINE_API_KEY`,
    writesLine(report),
  ];
  const told = lines.map((line) => `  ${plainText(line)}\n`).join("");
  return `Serving ${theme.strong(plainText(branch))} at ${theme.strong(url)}\n${told}Ctrl-C stops it.\n`;
}

function standingLines({ upstream }: ServingReport): string[] {
  if (upstream === null) return [];
  const { ahead, behind } = upstream;
  return [
    ...(ahead ? [`${counted(ahead, "commit")} not pushed to ${remoteBranch(upstream)}`] : []),
    ...(behind ? [`${counted(behind, "commit")} of ${remoteBranch(upstream)} not here yet`] : []),
  ];
}

function writesLine({ readOnly, push, upstream }: ServingReport): string {
  if (readOnly) return "refuses writes: --read-only";
  return push && upstream !== null
    ? `pushes writes to ${remoteBranch(upstream)}`
    : "commits writes here, and does not push them";
}

/** The stable JSON of `serve`: printed once, when it listens. */
export function jsonServing({ url, branch, commit, newest, draft, readOnly }: ServingReport): string {
  const ref = newest === null ? null : formatRef(newest);
  return jsonDocument({ url, branch, commit, version: newest, ref, draft, readOnly });
}
