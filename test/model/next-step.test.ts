import { expect, it } from "vitest";
import type { Manifest } from "../../src/model/manifest.js";
import { nextStep, type Standing } from "../../src/model/next-step.js";

const line = (pinned: boolean) => ({
  number: "+14155550107",
  nickname: null,
  lines: pinned ? { outbound: [{ agent: "desk", version: 4, weight: 1 }] } : {},
});
const numbers = (pinned: boolean): Manifest => ({
  numbers: new Map([["+14155550107", line(pinned) as never]]),
});
const upstream = { remote: "origin", branch: "main", ahead: 0, behind: 0 };
const done: Standing = {
  branch: "main",
  agents: ["desk"],
  newest: { version: 4 },
  draftChanges: [],
  uncommitted: [],
  manifestEdited: false,
  manifest: numbers(true),
  errors: 0,
  missingVersions: [],
  isBare: false,
  unfinished: null,
  hasConflicts: false,
  deployBranch: null,
  upstream,
  remote: null,
  undecided: false,
  protected: true,
  protectionWish: "unsaid",
};

it.each<[string, string, Partial<Standing>]>([
  ["all is well", "tagline history", {}],
  ["nothing is there", "tagline init", { agents: [], newest: null }],
  ["the last agent was removed", "tagline deploy", { agents: [], uncommitted: ["desk"] }],
  ["nothing is deployed", "tagline deploy", { newest: null }],
  ["the draft is ahead", "tagline deploy", { draftChanges: ["desk"] }],
  ["edits are not committed", "tagline deploy", { uncommitted: ["desk"] }],
  ["there are errors", "tagline validate", { errors: 1, uncommitted: ["desk"] }],
  ["a merge is in progress", "git merge --continue", { unfinished: "merge", errors: 1 }],
  ["a merge has conflicts", "git status", { unfinished: "merge", hasConflicts: true, errors: 1 }],
  ["a pinned version was not fetched", "git fetch --tags", { missingVersions: [5], errors: 1, newest: null }],
  ["a pinned version is nowhere", "tagline validate", { missingVersions: [5], errors: 1, upstream: null }],
  ["HEAD is detached", "git switch main", { branch: null }],
  ["HEAD is detached, and another branch deploys", "git switch live", { branch: null, deployBranch: "live" }],
  ["versions are made elsewhere", "tagline review", { deployBranch: "live", uncommitted: ["desk"] }],
  ["a push is undecided", "tagline deploy", { undecided: true }],
  [
    "the remote is ahead",
    "git pull --ff-only --autostash",
    { upstream: { ...upstream, behind: 1 }, uncommitted: ["desk"] },
  ],
  [
    "the remote is ahead, and nothing is edited",
    "git pull --ff-only",
    { upstream: { ...upstream, behind: 1 } },
  ],
  ["both are ahead", "git pull --no-rebase", { upstream: { ...upstream, ahead: 1, behind: 1 } }],
  ["commits are not pushed", "tagline deploy", { upstream: { ...upstream, ahead: 1 } }],
  ["there is no upstream", "git push -u --follow-tags origin main", { upstream: null, remote: "origin" }],
  ["there is no remote", "tagline history", { upstream: null }],
  [
    "the manifest is edited",
    "git add phone-numbers.yaml && git commit phone-numbers.yaml",
    { manifestEdited: true },
  ],
  ["there are no numbers", "tagline attach +14155550100 desk@v4", { manifest: { numbers: new Map() } }],
  ["a number has no agent", "tagline attach +14155550107 desk@v4", { manifest: numbers(false) }],
  ["versions are not protected", "tagline protect install", { protected: false }],
  ["nobody wants protection", "tagline history", { protected: false, protectionWish: "declined" }],
  ["a bare repository is not protected", "tagline protect install", { isBare: true, protected: false }],
  ["a bare repository is protected", "tagline verify", { isBare: true, draftChanges: ["desk"] }],
  ["a bare repository holds errors", "tagline validate --at draft", { isBare: true, errors: 1 }],
  ["protection cannot be told", "tagline history", { protected: null }],
])("when %s: %s", (_, step, over) => {
  expect(nextStep({ ...done, ...over })).toBe(step);
});
