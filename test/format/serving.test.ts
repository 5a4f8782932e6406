import { expect, it } from "vitest";
import { jsonServing, type ServingReport, servingText } from "../../src/format/serving.js";
import { theme } from "../../src/format/theme.js";

const report: ServingReport = {
  url: "http://127.0.0.1:4400",
  branch: "main\u001b[31m",
  commit: "b".repeat(40),
  newest: 3,
  draft: 4,
  keys: 0,
  readOnly: false,
  push: true,
  upstream: null,
};

it("a server says what it serves, to whom, and where writes go", () => {
  expect(servingText(report, theme(false))).toBe(`Serving main at http://127.0.0.1:4400
  newest v3, the draft is v4, commit bbbbbbbbbbbb
  answers this machine only: TAGLINE_API_KEY is not set
  commits writes here, and does not push them
Ctrl-C stops it.
`);
  const upstream = { remote: "origin", branch: "main", ahead: 1, behind: 2 };
  expect(
    servingText({ ...report, newest: null, commit: null, keys: 2, upstream }, theme(false)),
  ).toBe(`Serving main at http://127.0.0.1:4400
  nothing published yet
  1 commit not pushed to origin/main
  2 commits of origin/main not here yet
  answers whoever has one of the 2 keys of TAGLINE_API_KEY
  pushes writes to origin/main
Ctrl-C stops it.
`);
  expect(servingText({ ...report, readOnly: true, keys: 1 }, theme(false))).toContain(
    "  answers whoever has the key of TAGLINE_API_KEY\n  refuses writes: --read-only\n",
  );
});

it("a server has its documented fields in JSON, and no others", () => {
  expect(JSON.parse(jsonServing(report))).toEqual({
    url: report.url,
    branch: report.branch,
    commit: report.commit,
    version: 3,
    ref: "v3",
    draft: 4,
    readOnly: false,
  });
});
