import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findActionFaults, findWorkflowFaults, type Step } from "./find-workflow-faults.js";

const github = join(import.meta.dirname, "../../.github");
const read = (path: string): string => readFileSync(join(github, path), "utf8");
const workflows = readdirSync(join(github, "workflows"));
const actions = readdirSync(join(github, "actions")).filter((name) => !name.includes("."));

it.each(workflows)("workflow %s has no fault", async (name) => {
  expect(await findWorkflowFaults(`.github/workflows/${name}`, read(`workflows/${name}`))).toEqual([]);
});

it.each(actions)("action %s has no fault", (name) => {
  expect(findActionFaults(read(`actions/${name}/action.yml`))).toEqual([]);
});

it("scripts are bash", () => {
  const steps: Step[] = [
    ...actions.flatMap((name) => parse(read(`actions/${name}/action.yml`)).runs.steps),
    ...workflows.flatMap((name) =>
      Object.values<{ steps: Step[] }>(parse(read(`workflows/${name}`)).jobs).flatMap((job) => job.steps),
    ),
  ];
  const scripts = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  expect(scripts.length).toBeGreaterThan(actions.length);
  for (const script of scripts)
    expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" })).toMatchObject({ stderr: "" });
});

it("what starts after another workflow names one that there is", () => {
  const names = workflows.map((name) => parse(read(`workflows/${name}`)).name);
  const verify = parse(read("workflows/tagline-verify.yml"));
  for (const name of verify.on.workflow_run.workflows) expect(names).toContain(name);
});

it("every Node that is supported runs the checks", () => {
  const { matrix } = parse(read("workflows/ci.yml")).jobs.check.strategy;
  expect(matrix.node).toEqual([20, 22, 24]);
});

it("docs/pull-requests.md has each action's inputs and outputs", () => {
  const page = readFileSync(join(github, "../docs/pull-requests.md"), "utf8");
  for (const name of actions) {
    const row = page
      .split("\n")
      .find((line) => line.startsWith(`| \`${name}\` `))
      ?.split("|");
    const names = (cell = ""): string[] =>
      (cell.match(/`[a-z]+`(?= ?\(|,|\s*$)/g) ?? []).map((word) => word.slice(1, -1));
    const { inputs, outputs } = parse(read(`actions/${name}/action.yml`));
    expect({ name, inputs: names(row?.[2]) }).toEqual({ name, inputs: Object.keys(inputs) });
    expect({ name, outputs: names(row?.[3]) }).toEqual({ name, outputs: Object.keys(outputs ?? {}) });
  }
});

describe("a planted fault is found", () => {
  const review = read("workflows/tagline-review.yml");
  const deploy = read("workflows/tagline-deploy.yml");
  it.each([
    [review, "timeout-minutes: 10", "timeout-minute: 10", "timeout-minute"],
    [review, "timeout-minutes: 10\n", "\n", "review: no timeout-minutes"],
    [review, "permissions: {}", "permissions: read-all", "permissions are not empty at the top"],
    [review, "contents: read", "contents: reed", "reed"],
    [review, "pull_request:", "pull_request_target:", "pull_request_target"],
    [review, "@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "@v6", "not pinned to a commit"],
    [review, " # v6.0.2", "", "no version beside it"],
    [review, "          persist-credentials: false\n", "", "keeps its credentials"],
    [review, "github.event.pull_request.number", "github.evnt.number", "evnt"],
    [deploy, "cancel-in-progress: false", "cancel-in-progress: true", "may be cancelled"],
    [
      deploy,
      "- uses: ./",
      "- run: echo $" + "{{ inputs.title }}\n      - uses: ./",
      "an expression in a script",
    ],
  ])("in %#: %s → %s", async (text, before, after, fault) => {
    expect(text).toContain(before);
    const faults = await findWorkflowFaults(".github/workflows/x.yml", text.replace(before, after));
    expect(faults.join("\n")).toContain(fault);
  });

  const action = read("actions/review/action.yml");
  it.each([
    ["using: composite", "using: composit", "schema"],
    ["shell: bash\n", "shell: sh\n", "shell is not bash"],
    ["inputs.base }}", "inputs.bsae }}", "no input bsae"],
    ['review.mjs"', 'review.mjs" $' + "{{ inputs.base }}", "an expression in a script"],
    ["@6044e13b5dc448c55e2357c09f80417699197238", "@v6", "not pinned to a commit"],
  ])("in an action: %s → %s", (before, after, fault) => {
    expect(action).toContain(before);
    expect(findActionFaults(action.replace(before, after)).join("\n")).toContain(fault);
  });
});
