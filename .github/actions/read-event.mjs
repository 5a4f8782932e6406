// @ts-check
import { readFileSync } from "node:fs";

/**
 * The parts that are used of what started the workflow (GITHUB_EVENT_PATH).
 *
 * @returns {{ pullRequest: number | null, defaultBranch: string | null }}
 */
export function readEvent() {
  const path = process.env.GITHUB_EVENT_PATH;
  const event = path ? JSON.parse(readFileSync(path, "utf8")) : {};
  return {
    pullRequest: event.pull_request?.number ?? null,
    defaultBranch: event.repository?.default_branch ?? null,
  };
}
