import { describe, expect, it } from "vitest";
import {
  jsonProtection,
  type ProtectionReport,
  protectionText,
  protectPlanText,
} from "../../src/format/protect.js";
import { theme } from "../../src/format/theme.js";

const plain = theme(false);
const setting = { value: "~/ho\u001b[31moks", scope: "global", origin: "/home/dev/.gitconfig" };

function report(
  state: ProtectionReport["state"],
  over: Partial<ProtectionReport["facts"]> = {},
): ProtectionReport {
  return {
    protected: ["current", "older", "newer"].includes(state),
    state,
    root: "/repo",
    wish: "unsaid",
    facts: {
      git: { version: "2.39.5" },
      revision: 2,
      within: "git-directory",
      setting: null,
      spot: {
        path: "/repo/.git/hooks/reference-transaction",
        keptPath: "/repo/.git/hooks/reference-transaction.before-tagline",
        kept: "absent",
        file: { kind: "ours", revision: 2 },
      },
      unused: null,
      ...over,
    },
  };
}

const { spot } = report("current").facts;
const away = { ...spot, path: "/home/dev/hooks/reference-transaction" };

describe("protectionText", () => {
  it.each<[ProtectionReport, string]>([
    [
      report("older", { spot: { ...spot, kept: "other" } }),
      `✓ Version tags are protected: git refuses to move or delete them.
  by .git/hooks/reference-transaction
  after your own hook, .git/hooks/reference-transaction.before-tagline
  ! from an older Tagline than this one
Next: tagline protect install
`,
    ],
    [
      report("current", { within: "elsewhere", setting, spot: away }),
      `✓ Version tags are protected: git refuses to move or delete them.
  by /home/dev/hooks/reference-transaction
  git looks for hooks in ~/hooks, outside of this repository (core.hooksPath, set in /home/dev/.gitconfig)
`,
    ],
    [
      report("hooks-path", { within: "elsewhere", setting, spot: away, unused: spot }),
      `✗ Version tags are not protected: git looks for hooks in ~/hooks, outside of this repository (core.hooksPath, set in /home/dev/.gitconfig), and ignores .git/hooks/reference-transaction.
  to leave it so, and hear no more of it: git config tagline.protect false
Next: tagline protect install
`,
    ],
    [
      report("not-installed", { within: "elsewhere", setting, spot: away }),
      `✗ Version tags are not protected: no hook is installed; git looks for hooks in ~/hooks, outside of this repository (core.hooksPath, set in /home/dev/.gitconfig).
  to leave it so, and hear no more of it: git config tagline.protect false
Next: tagline protect install
`,
    ],
    [
      report("hooks-off", { setting: { ...setting, value: "" } }),
      `✗ Version tags are not protected: git runs no hooks, because core.hooksPath is "" (set in /home/dev/.gitconfig).
  to leave it so, and hear no more of it: git config tagline.protect false
Next: git config --global --unset core.hooksPath
`,
    ],
    [
      report("git-too-old", { git: { version: "2.27.1" } }),
      `✗ Version tags are not protected: git 2.27.1 has no hook for refs; 2.28 and later have.
  to leave it so, and hear no more of it: git config tagline.protect false
Next: install git 2.28 or later
`,
    ],
  ])("%#", (given, expected) => {
    expect(protectionText(given, plain)).toBe(expected);
  });
});

it("the JSON of a status has every field", () => {
  expect(JSON.parse(jsonProtection(report("edited")))).toEqual({
    protected: false,
    state: "edited",
    hook: "/repo/.git/hooks/reference-transaction",
    revision: 2,
    ownHook: null,
    within: "git-directory",
    hooksPath: null,
    git: "2.39.5",
    next: ["tagline protect install"],
  });
});

it("a plan names every file, those outside of the repository in full", () => {
  const { facts, root } = report("not-installed", { within: "elsewhere", setting, spot: away });
  const steps = [
    { kind: "keep-hook" as const, from: away.path, to: `${away.path}.before-tagline` },
    { kind: "write-hook" as const, path: away.path, replaces: "kept-hook" },
    { kind: "write-mark" as const, path: "/repo/.git/tagline/protected" },
  ];
  expect(protectPlanText({ action: "install", root, facts, plan: { steps, stays: null } }, plain)).toBe(
    `git looks for hooks in ~/hooks, outside of this repository (core.hooksPath, set in /home/dev/.gitconfig).
  + /home/dev/hooks/reference-transaction.before-tagline  your own hook, which runs first
  ~ /home/dev/hooks/reference-transaction  Tagline's from now on, which runs yours
  + .git/tagline/protected  the mark of a protected repository
  Other repositories may use that directory: the hook acts only where Tagline left its mark.
`,
  );
});
