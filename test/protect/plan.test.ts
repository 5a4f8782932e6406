import { describe, expect, it } from "vitest";
import type { ProtectionState } from "../../src/model/protection-state.js";
import {
  type HookFacts,
  type HookFile,
  type HookSpot,
  planInstall,
  planRemove,
} from "../../src/protect/plan.js";
import { isProtected, protectionState } from "../../src/protect/state.js";

const absent: HookFile = { kind: "absent" };
const foreign: HookFile = { kind: "foreign" };
const ours = (over: Partial<Extract<HookFile, { kind: "ours" }>> = {}): HookFile => ({
  kind: "ours",
  revision: 2,
  reach: "repository",
  executable: true,
  ...over,
});

const spot = (file: HookFile, kept: HookSpot["kept"] = "absent"): HookSpot => ({
  path: "/hook",
  file,
  keptPath: "/kept",
  kept,
});

const facts = (file: HookFile, over: Partial<HookFacts> = {}): HookFacts => ({
  git: { version: "2.39.5", runsHook: true },
  revision: 2,
  within: "git-directory",
  usable: true,
  setting: null,
  spot: spot(file),
  unused: null,
  mark: { path: "/mark", exists: false },
  ...over,
});

const setting = (scope: string) => ({ value: "/hooks", scope, origin: "/config" });
const elsewhere = (scope = "global") => ({ within: "elsewhere" as const, setting: setting(scope) });
const marked = { path: "/mark", exists: true };

const steps = (plan: ReturnType<typeof planInstall>): string[] =>
  "refused" in plan
    ? [`refused ${plan.refused.kind}`]
    : [
        ...plan.steps.map((step) => [step.kind, "replaces" in step ? step.replaces : ""].join(" ").trim()),
        ...(plan.asks ? ["asks"] : []),
        ...(plan.stays === null ? [] : [`leaves ${plan.stays}`]),
      ];

describe("planInstall", () => {
  it.each<[string, HookFacts, string[]]>([
    ["a first hook", facts(absent), ["write-hook nothing"]],
    ["nothing when it is there", facts(ours()), []],
    ["nothing when a newer one is there", facts(ours({ revision: 3, reach: null })), []],
    [
      "a newer one that does not run",
      facts(ours({ revision: 3, reach: null, executable: false })),
      ["write-hook not-executable"],
    ],
    ["an older one", facts(ours({ revision: 1, reach: null })), ["write-hook older"]],
    ["an edited one, asked for", facts(ours({ reach: null })), ["write-hook edited", "asks"]],
    ["one made for elsewhere", facts(ours({ reach: "marked" })), ["write-hook older"]],
    ["the user's own", facts(foreign), ["keep-hook", "write-hook kept-hook"]],
    [
      "an install that was cut short",
      facts(foreign, { spot: spot(foreign, "same") }),
      ["write-hook kept-hook"],
    ],
    ["two hooks", facts(foreign, { spot: spot(foreign, "other") }), ["refused two-hooks"]],
    ["ours, deleted by hand", facts(absent, { spot: spot(absent, "other") }), ["write-hook nothing"]],
    ["in the working tree", facts(absent, { within: "working-tree" }), ["write-hook nothing", "asks"]],
    ["elsewhere", facts(absent, elsewhere()), ["write-hook nothing", "write-mark", "asks"]],
    [
      "elsewhere, for a second repository",
      facts(ours({ reach: "marked" }), elsewhere()),
      ["write-mark", "asks"],
    ],
    ["elsewhere, marked already", facts(ours({ reach: "marked" }), { ...elsewhere(), mark: marked }), []],
    ["elsewhere, where one acts for all", facts(ours(), elsewhere()), []],
    ["an old git", facts(absent, { git: { version: "2.27.0", runsHook: false } }), ["refused git-too-old"]],
    ["no hooks at all", facts(absent, { usable: false }), ["refused hooks-off"]],
  ])("%s", (_, given, expected) => {
    expect(steps(planInstall(given))).toEqual(expected);
  });
});

describe("planRemove", () => {
  it.each<[string, HookFacts, string[]]>([
    ["nothing", facts(absent), []],
    ["the hook", facts(ours()), ["delete-hook"]],
    ["an edited one, asked for", facts(ours({ reach: null })), ["delete-hook", "asks"]],
    ["the hook, with the user's put back", facts(ours(), { spot: spot(ours(), "other") }), ["restore-hook"]],
    ["nothing but what was set aside", facts(absent, { spot: spot(absent, "other") }), ["restore-hook"]],
    ["nothing of the user's", facts(foreign, { spot: spot(foreign, "other") }), []],
    [
      "the ignored one too",
      facts(ours(), { within: "working-tree", unused: spot(ours()) }),
      ["delete-hook", "delete-hook", "asks"],
    ],
    [
      "the mark only, of a shared hook",
      facts(ours({ reach: "marked" }), { ...elsewhere(), mark: marked }),
      ["delete-mark", "leaves /hook"],
    ],
    [
      "all of a hook elsewhere for us alone",
      facts(ours({ reach: "marked" }), { ...elsewhere("local"), mark: marked }),
      ["delete-hook", "delete-mark", "asks"],
    ],
  ])("%s", (_, given, expected) => {
    expect(steps(planRemove(given))).toEqual(expected);
  });
});

describe("protectionState", () => {
  it.each<[ProtectionState, boolean, HookFacts]>([
    ["current", true, facts(ours())],
    ["current", true, facts(ours({ reach: "marked" }), { ...elsewhere(), mark: marked })],
    ["older", true, facts(ours({ revision: 1, reach: null }))],
    ["newer", true, facts(ours({ revision: 3, reach: null }))],
    ["not-installed", false, facts(absent)],
    ["other-hook", false, facts(foreign)],
    ["edited", false, facts(ours({ reach: null }))],
    ["not-executable", false, facts(ours({ executable: false }))],
    ["not-marked", false, facts(ours({ reach: "marked" }), elsewhere())],
    ["not-marked", false, facts(ours({ revision: 1, reach: null }), elsewhere())],
    ["hooks-path", false, facts(absent, { ...elsewhere(), unused: spot(ours()) })],
    ["hooks-off", false, facts(ours(), { usable: false })],
    ["git-too-old", false, facts(ours(), { git: { version: "2.27.0", runsHook: false } })],
  ])("%s: protected %s", (expected, isSafe, given) => {
    expect(protectionState(given)).toBe(expected);
    expect(isProtected(expected)).toBe(isSafe);
  });
});
