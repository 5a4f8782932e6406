import { describe, expect, it } from "vitest";
import { theme } from "../../src/format/theme.js";
import { jsonVerify, prettyVerify, type VerifyReport } from "../../src/format/verify.js";
import { repositoryFinding, versionFinding } from "../../src/model/version-finding.js";

const plain = theme(false);
const clean: VerifyReport = {
  ok: true,
  findings: [],
  checked: { versions: 0, remote: null, signatures: null, newest: null },
  usualRemote: null,
};
const newest = { version: 4, anchors: ["commit"] as const };

describe("verify for people", () => {
  it("says so when there is nothing, and when there is nothing wrong", () => {
    expect(prettyVerify(clean, plain)).toBe("✓ nothing wrong in 0 versions\n");
    const checked = { versions: 1, remote: "origin", signatures: null, newest: { ...newest, anchors: [] } };
    expect(prettyVerify({ ...clean, checked, usualRemote: "origin" }, plain)).toBe(
      `✓ nothing wrong in 1 version here and on origin
  v4 is the newest: nothing here vouches for it
`,
    );
  });

  it("has a line for each finding, its hint below, then counts; without control characters", () => {
    const report: VerifyReport = {
      ok: false,
      findings: [
        versionFinding(
          "error",
          "misnamed-version",
          4,
          'The tag object of v4 calls itself "\u001b[31mx".',
          "a\u0007b",
        ),
        versionFinding("warning", "unchained-version", 0, "v0 was not made by a deploy."),
        repositoryFinding("warning", "history-cut", "This clone is shallow."),
      ],
      checked: { versions: 5, remote: null, signatures: { good: 3, bad: 0, missing: 2 }, newest },
      usualRemote: "origin",
    };
    expect(prettyVerify(report, plain)).toBe(
      `v4  error  misnamed-version  The tag object of v4 calls itself "x".
  hint: a b
v0  warning  unchained-version  v0 was not made by a deploy.
warning  history-cut  This clone is shallow.

✗ 1 error, 2 warnings in 5 versions
  signatures: 3 good, 0 not confirmed, 2 missing
  v4 is the newest: only the trailer of its commit vouches for it
  ask the remote too: tagline verify --remote
`,
    );
  });
});

it("verify in JSON has its documented fields, and no others", () => {
  const finding = versionFinding("error", "missing-version", 2, "v2 has no tag here.", "git fetch --tags");
  const report = { ...clean, ok: false, findings: [finding], checked: { ...clean.checked, newest } };
  expect(JSON.parse(jsonVerify({ ...report, usualRemote: "origin" }))).toEqual({
    ok: false,
    findings: [
      {
        severity: "error",
        code: "missing-version",
        version: 2,
        ref: "v2",
        message: "v2 has no tag here.",
        hint: "git fetch --tags",
      },
    ],
    checked: {
      versions: 0,
      remote: null,
      signatures: null,
      newest: { version: 4, ref: "v4", anchors: ["commit"] },
    },
  });
});
