import { describe, expect, it } from "vitest";
import {
  type DeployReport,
  deployNextText,
  deployPlanText,
  deployResultText,
  deployWhereText,
  jsonDeploy,
} from "../../src/format/deploy.js";
import { type HistoryRow, jsonHistory, prettyHistory } from "../../src/format/history.js";
import { jsonLineChanges, lineChangesText, linesMovedText } from "../../src/format/line-changes.js";
import { jsonNumbers, type NumberRow, prettyNumbers, standingText } from "../../src/format/numbers.js";
import { jsonResolution, prettyResolution, type ResolutionReport } from "../../src/format/resolve.js";
import { jsonShown, shownTitle } from "../../src/format/show.js";
import { jsonStatus, prettyStatus, type StatusReport } from "../../src/format/status.js";
import { theme } from "../../src/format/theme.js";
import type { Agent } from "../../src/model/agent.js";
import { emptyManifest, type LineChange } from "../../src/model/manifest.js";
import type { Version } from "../../src/model/version.js";

const plain = theme(false);
const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const oid = (digit: string): string => digit.repeat(40);
const version: Version = {
  version: 4,
  title: "Opening\u001b[31m day",
  tagOid: oid("a"),
  commit: oid("b"),
  author: { name: "Dev\u0007", email: "dev@example.com" },
  timestamp: now / 1000 - 7200,
  timezoneOffset: 60,
  configTree: null,
  agentsChanged: null,
  previous: null,
  renumberedFrom: null,
};
const agent: Agent = {
  slug: "desk",
  config: { voice_id: "11labs-Adrian" },
  engine: { kind: "retell-llm", config: { general_prompt: "Hello" } },
};
const pin = { agent: "desk", version: 4, weight: 1 };
const draft = { agent: "desk", version: null, weight: 1 };
const moved: LineChange = { number: "+14155550100", direction: "inbound", before: [draft], after: [pin] };

describe("history", () => {
  const row: HistoryRow = { ...version, agentsChanged: ["desk", "intake"], numbers: ["+14155550100"] };

  it("is a line for each version, without control characters", () => {
    const handMade = { ...row, version: 3, title: null, numbers: [], agentsChanged: [] };
    expect(prettyHistory([row, handMade], now, plain)).toBe(
      `v4  Opening day  2 hours ago  Dev   desk, intake  +14155550100
v3  (no title)   2 hours ago  Dev
`,
    );
  });

  it("has its documented fields in JSON, and no others", () => {
    expect(JSON.parse(jsonHistory([row]))).toEqual([
      {
        version: 4,
        ref: "v4",
        title: version.title,
        author: version.author,
        date: "2026-01-02T02:04:05+01:00",
        commit: version.commit,
        tagOid: version.tagOid,
        agentsChanged: ["desk", "intake"],
        numbers: ["+14155550100"],
      },
    ]);
  });
});

describe("numbers", () => {
  const row: NumberRow = {
    number: "+14155550100",
    nickname: "Front desk",
    lines: {
      inbound: [
        { ...pin, weight: 0.9, commit: oid("b") },
        { ...draft, weight: 0.1, commit: null },
      ],
      outbound: [{ ...draft, commit: oid("c") }],
      inbound_sms: [],
      outbound_sms: [],
    },
    settings: { fallback_number: "+14155550199" },
  };

  it("are a line for each direction in use", () => {
    const none = { inbound: [], outbound: [], inbound_sms: [], outbound_sms: [] };
    const bare = { ...row, number: "+14155550101", nickname: null, lines: none };
    expect(prettyNumbers([row, bare], plain, null)).toBe(
      `+14155550100  Front desk  inbound   desk@v4:0.9 desk@draft:0.1
                          outbound  desk@draft
+14155550101              no agent
`,
    );
  });

  it("have no column for nicknames where none has one", () => {
    expect(prettyNumbers([{ ...row, nickname: null }], plain, 80)).toBe(
      `+14155550100  inbound   desk@v4:0.9 desk@draft:0.1
              outbound  desk@draft
`,
    );
    expect(prettyNumbers([], plain, 80)).toBe("");
  });

  it("fit a narrow terminal: nicknames are cut by width, and a split stands below itself", () => {
    const long = { ...row, nickname: "受付 reception of the clinic" };
    expect(prettyNumbers([long], plain, 60)).toBe(
      `+14155550100  受付 re…  inbound   desk@v4:0.9 desk@draft:0.1
                        outbound  desk@draft
`,
    );
    expect(prettyNumbers([long], plain, 48)).toBe(
      `+14155550100  受付 re…  inbound   desk@v4:0.9
                                  desk@draft:0.1
                        outbound  desk@draft
`,
    );
  });

  it("say of which commit they are, and what does not route everywhere", () => {
    const here = { branch: "main", commit: oid("b"), upstream: null, isEdited: false };
    expect(standingText(here, plain)).toBe("on main, commit bbbbbbbbbbbb\n");
    const upstream = { remote: "origin", branch: "main", ahead: 2, behind: 1 };
    expect(standingText({ ...here, branch: null, upstream, isEdited: true }, plain)).toBe(
      `on a detached HEAD, commit bbbbbbbbbbbb
! 2 commits not pushed to origin/main
! 1 commit of origin/main not here yet
! phone-numbers.yaml has edits that are not committed, and route nothing
`,
    );
    expect(standingText({ ...here, commit: null }, plain)).toBe("");
  });

  it("have every direction in JSON, and their settings", () => {
    expect(JSON.parse(jsonNumbers([row]))).toEqual([
      {
        number: "+14155550100",
        nickname: "Front desk",
        inbound: [
          { agent: "desk", version: 4, ref: "v4", weight: 0.9, commit: oid("b") },
          { agent: "desk", version: null, ref: "draft", weight: 0.1, commit: null },
        ],
        outbound: [{ agent: "desk", version: null, ref: "draft", weight: 1, commit: oid("c") }],
        inbound_sms: [],
        outbound_sms: [],
        fallback_number: "+14155550199",
      },
    ]);
  });
});

describe("deploy", () => {
  const report: DeployReport = {
    status: "planned",
    version: 5,
    title: "Shorter",
    commit: null,
    tagOid: null,
    scope: null,
    agentsChanged: ["desk", "intake", "survey"],
    agentsAdded: ["intake"],
    agentsRemoved: ["survey"],
    attach: [moved],
    followingDraft: ["+14155550102"],
    staying: [],
    hasNumbers: true,
    push: null,
    pushedAlong: [],
    pushed: false,
    isIdle: false,
  };
  const push = { remote: "origin", branch: "main" };

  it("tells its plan: agents, lines that move, lines that change at once", () => {
    expect(deployPlanText(report, plain)).toBe(
      `Version v5 "Shorter"
  ~ desk
  + intake
  - survey
  +14155550100 inbound: desk@draft → desk@v4
  +14155550102 follows the draft and changes at once
`,
    );
    const unchanged = {
      ...report,
      status: "unchanged" as const,
      attach: [],
      followingDraft: [],
      isIdle: true,
    };
    expect(deployPlanText(unchanged, plain)).toBe(
      "Nothing changed in agents/ since v5: no version is made.\n",
    );
  });

  it("tells version and draft together", () => {
    expect(deployResultText({ ...report, status: "deployed" }, plain)).toBe(
      "✓ deployed v5; the draft is now v6\n✓ +14155550100 inbound: desk@v4\n",
    );
    expect(deployResultText({ ...report, status: "unchanged" }, plain)).toBe(
      "✓ still v5\n✓ +14155550100 inbound: desk@v4\n",
    );
    expect(deployWhereText({ ...report, status: "deployed" })).toBe("  committed here, not pushed\n");
  });

  it("says where it is pushed, before and after, and what goes along", () => {
    const plan = { ...report, agentsChanged: [], attach: [], followingDraft: [], push, pushedAlong: [3, 4] };
    expect(deployPlanText(plan, plain)).toBe(
      'Version v5 "Shorter"\n  no agent changed\n  goes to origin/main, with v3, v4, not pushed before\n',
    );
    expect(deployResultText({ ...plan, status: "deployed" }, plain)).toBe(
      "✓ deployed v5; the draft is now v6\n",
    );
    expect(deployWhereText(plan)).toBe("  pushed to origin/main\n");
    const idle = { ...plan, status: "unchanged" as const, pushedAlong: [], isIdle: true };
    expect(deployPlanText(idle, plain)).toBe("Nothing changed in agents/ since v5: no version is made.\n");
    expect(deployResultText(idle, plain) + deployWhereText(idle)).toBe("✓ still v5\n");
  });

  it("says what it leaves to be done: pushing it, or the numbers that stay where they were", () => {
    const done = { ...report, status: "deployed" as const, pushLater: null as string | null };
    const stays = (number: string, agent = "desk") => ({
      number,
      direction: "inbound" as const,
      agent,
      version: 3,
    });
    const next = (over: Partial<typeof done> & { pushLater?: string | null }) =>
      deployNextText({ ...done, ...over } as typeof done);
    expect(next({})).toBe("");
    expect(next({ hasNumbers: false })).toBe("  next: tagline attach +14155550100 desk@v5\n");
    expect(next({ pushLater: "tagline deploy" })).toBe("  next: tagline deploy\n");
    expect(next({ staying: [stays("+14155550101")] })).toBe(
      "  +14155550101 stays at desk@v3\n  next: tagline attach +14155550101 desk@v5\n",
    );
    expect(
      next({
        staying: [stays("+14155550101"), { ...stays("+14155550102"), direction: "outbound" as never }],
      }),
    ).toBe("  2 numbers stay at earlier versions\n  next: tagline numbers\n");
    expect(next({ staying: [stays("+14155550101"), stays("+14155550102")] })).toBe(
      "  2 numbers stay at earlier versions\n  next: tagline attach +14155550101 +14155550102 desk@v5\n",
    );
    expect(next({ status: "unchanged" as never, attach: [], isIdle: true, title: null })).toBe("");
    expect(next({ status: "unchanged" as never, isIdle: true })).toBe(
      "  the title is not used; a version all the same: --even-if-unchanged\n",
    );
  });

  it("has its documented fields in JSON", () => {
    expect(JSON.parse(jsonDeploy({ ...report, attach: [moved, moved] }))).toEqual({
      status: "planned",
      version: 5,
      ref: "v5",
      title: "Shorter",
      commit: null,
      tagOid: null,
      draft: 6,
      scope: null,
      agentsChanged: ["desk", "intake", "survey"],
      attached: ["+14155550100"],
      followingDraft: ["+14155550102"],
      pushed: false,
    });
  });
});

describe("lines that move", () => {
  it("are told before and after", () => {
    const detached = { ...moved, before: [pin], after: [] };
    expect(lineChangesText([moved, detached], plain)).toBe(
      "  +14155550100 inbound: desk@draft → desk@v4\n  +14155550100 inbound: desk@v4 → no agent\n",
    );
    expect(linesMovedText([moved, detached], plain)).toBe(
      "✓ +14155550100 inbound: desk@v4\n✓ +14155550100 inbound: no agent\n",
    );
  });

  it("take two rows where one would be wider than a terminal", () => {
    const split = [0.9, 0.1].map((weight, i) => ({ agent: "receptionist", version: i, weight }));
    expect(lineChangesText([{ ...moved, before: split, after: split.toReversed() }], plain)).toBe(
      `  +14155550100 inbound: receptionist@v0:0.9 receptionist@v1:0.1
    → receptionist@v1:0.1 receptionist@v0:0.9
`,
    );
  });

  it("have refs beside versions in JSON", () => {
    const undo = ["tagline attach +14155550100 desk@draft"];
    const report = { status: "moved", changes: [moved], commit: oid("b"), pushed: true, undo } as const;
    expect(JSON.parse(jsonLineChanges(report))).toEqual({
      status: "moved",
      changes: [
        {
          number: "+14155550100",
          direction: "inbound",
          before: [{ agent: "desk", version: null, ref: "draft", weight: 1 }],
          after: [{ agent: "desk", version: 4, ref: "v4", weight: 1 }],
        },
      ],
      commit: oid("b"),
      pushed: true,
      undo,
    });
  });
});

describe("resolve", () => {
  const candidate = { pin, changedIn: 3, commit: oid("b"), agent };
  const one: ResolutionReport = { number: "+14155550100", direction: "inbound", candidates: [candidate] };
  const fields = {
    agent: "desk",
    version: 4,
    ref: "v4",
    changedIn: 3,
    commit: oid("b"),
    agentConfig: agent.config,
    engine: { type: "retell-llm", config: { general_prompt: "Hello" } },
  };

  it("says which version the agent is the same as", () => {
    expect(prettyResolution(one, plain)).toBe(
      "+14155550100 inbound → desk@v4 (same as v3)  retell-llm, commit bbbbbbbbbbbb\n",
    );
  });

  it("is one configuration in JSON, or candidates with weights", () => {
    expect(JSON.parse(jsonResolution(one))).toEqual({
      number: "+14155550100",
      direction: "inbound",
      ...fields,
    });
    const split = { ...one, candidates: [candidate, { ...candidate, pin: { ...pin, weight: 0.5 } }] };
    expect(JSON.parse(jsonResolution(split))).toMatchObject({
      candidates: [
        { weight: 1, ...fields },
        { weight: 0.5, ...fields },
      ],
    });
  });
});

describe("show", () => {
  it("names what is shown, and has agent and engine in JSON", () => {
    expect(shownTitle({ agent, rev: { kind: "worktree" }, commit: null })).toBe("# desk in the working tree");
    const shown = { agent, rev: { kind: "version" as const, version: 4 }, commit: oid("b") };
    expect(shownTitle(shown)).toBe("# desk at v4");
    expect(JSON.parse(jsonShown(shown))).toEqual({
      agent: "desk",
      version: 4,
      ref: "v4",
      commit: oid("b"),
      agentConfig: agent.config,
      engine: { type: "retell-llm", config: { general_prompt: "Hello" } },
    });
    const custom: Agent = { ...agent, engine: { kind: "custom-llm", url: "wss://llm.example" } };
    expect(JSON.parse(jsonShown({ ...shown, agent: custom }))).toMatchObject({
      engine: { type: "custom-llm", config: null },
    });
  });
});

describe("status", () => {
  const fresh: StatusReport = {
    branch: "main",
    commit: oid("b"),
    agents: ["desk"],
    newest: version,
    draftChanges: [],
    uncommitted: [],
    manifestEdited: false,
    problems: [],
    manifest: emptyManifest,
    unfinished: null,
    deployBranch: null,
    upstream: null,
    remote: null,
    missingVersions: [],
    isBare: false,
    protected: true,
    protectionWish: "unsaid",
    recovered: [],
    next: "tagline deploy",
  };

  it("puts newest version, draft and edits side by side, and ends with the next step", () => {
    const edited = { ...fresh, draftChanges: ["de\u001b[1msk"], uncommitted: ["intake"] };
    expect(prettyStatus(edited, now, plain)).toBe(
      `On branch main, 1 agent: desk
Newest version v4 "Opening day", 2 hours ago by Dev${" "}
The draft (to be v5) differs in: desk
Uncommitted edits: intake
Next: tagline deploy
`,
    );
  });

  it("has its documented fields in JSON, and no others", () => {
    expect(JSON.parse(jsonStatus({ ...fresh, uncommitted: ["desk"] }))).toEqual({
      ...{ branch: "main", commit: oid("b"), agents: ["desk"], version: 4, ref: "v4", draft: 5 },
      ...{ agentsChanged: [], uncommitted: ["desk"], manifestEdited: false, numbers: [] },
      summary: { errors: 0, warnings: 0 },
      ...{ unfinished: null, deployBranch: null, upstream: null, protected: true, recovered: [] },
      next: ["tagline deploy"],
    });
  });

  it("tells what was interrupted, what the remote lacks or has, and the first problems, errors before warnings", () => {
    const problem = (severity: "error" | "warning", line: number) => ({
      ...{ severity, code: "bad-language-tag", file: "agents/desk/agent.yaml", line, column: 1 },
      ...{ endLine: line, endColumn: 2, pointer: "", message: "Not\u001b[1m a tag." },
    });
    const told: StatusReport = {
      ...fresh,
      branch: "work",
      deployBranch: "main",
      unfinished: "merge",
      upstream: { remote: "origin", branch: "work", ahead: 1, behind: 2 },
      protected: false,
      recovered: [
        { outcome: "completed", version: 4 },
        { outcome: "dropped", version: null },
        { outcome: "undecided", version: 5 },
      ],
      problems: [problem("warning", 1), problem("warning", 2), problem("error", 3), problem("warning", 4)],
    };
    expect(prettyStatus(told, now, plain)).toBe(
      `! A deploy of v4 was interrupted, and is complete now.
! A change was interrupted before it took effect; nothing is left of it.
! A deploy of v5 was interrupted while it was pushed: the next deploy asks the remote.
On branch work, 1 agent: desk
A merge is in progress.
Versions are made on main.
Newest version v4 "Opening day", 2 hours ago by Dev${" "}
The draft is equal to v4.
1 commit not pushed to origin/work: deploy pushes.
2 commits of origin/work not here yet.
✗ 1 error, 3 warnings
  agents/desk/agent.yaml:3  bad-language-tag  Not a tag.
  agents/desk/agent.yaml:1  bad-language-tag  Not a tag.
  agents/desk/agent.yaml:2  bad-language-tag  Not a tag.
  … 1 more: tagline validate
Next: tagline deploy
`,
    );
    const last = { ...fresh, protected: false, next: "tagline protect install" };
    expect(prettyStatus(last, now, plain)).toContain(
      "\nVersions are not protected; to leave it so: git config tagline.protect false\nNext: tagline protect install\n",
    );
    expect(prettyStatus({ ...fresh, protected: false, protectionWish: "wanted" }, now, plain)).toContain(
      "\nVersions are to be protected from git, and are not here.\nNext: tagline deploy\n",
    );
    const bare = { ...fresh, isBare: true, newest: null, missingVersions: [4] };
    expect(prettyStatus({ ...bare, agents: Array(30).fill("desk") }, now, plain)).toBe(
      `Bare repository, branch main, 30 agents
Numbers are pinned to v4, and its tag is not in this clone.
Next: tagline deploy
`,
    );
  });
});
