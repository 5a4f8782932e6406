import { compareConfigurations } from "../../src/diff/compare-configurations.js";
import { failure } from "../../src/errors.js";
import type { JsonObject } from "../../src/model/json.js";
import { emptyManifest } from "../../src/model/manifest.js";
import type { Version } from "../../src/model/version.js";
import type {
  Actions,
  Comparison,
  HistoryEntry,
  NumberRow,
  NumbersRead,
  Planned,
  Status,
} from "../../src/tui/actions.js";

/** 2026-01-02T03:04:05Z in milliseconds. */
export const now = Date.UTC(2026, 0, 2, 3, 4, 5);

const oid = (n: number): string => n.toString(16).padStart(40, "0");

/** A version as `history` has it: an hour older for each number below the newest. */
export function entry(
  version: number,
  newest: number,
  more: Partial<HistoryEntry> = {},
): HistoryEntry & Version {
  return {
    version,
    title: `Title of v${version}`,
    tagOid: oid(1000 + version),
    commit: oid(2000 + version),
    author: { name: "Dev", email: "dev@example.com" },
    timestamp: now / 1000 - 3600 * (newest - version + 1),
    timezoneOffset: 60,
    configTree: oid(3000 + version),
    agentsChanged: ["desk"],
    previous: null,
    renumberedFrom: null,
    numbers: [],
    ...more,
  };
}

const flow = (greeting: string, goodbye: string): JsonObject => ({
  start_speaker: "agent",
  nodes: [
    { id: "greet", name: "Greeting", type: "conversation", instruction: { type: "prompt", text: greeting } },
    { id: "bye", name: "Goodbye", type: "end", instruction: { type: "prompt", text: goodbye } },
  ],
});

const agent = (speed: number, engine: JsonObject) => ({
  slug: "desk",
  config: { agent_name: "Desk", voice_speed: speed },
  engine: { kind: "conversation-flow", config: engine } as const,
});

/** A comparison of two sides in which a field, two nodes and nothing else changed. */
export function comparison(from: Comparison["from"]["rev"], to: Comparison["to"]["rev"]): Comparison {
  const before = new Map([["desk", agent(1, flow("Say hello to the caller.", "Say goodbye."))]]);
  const after = new Map([["desk", agent(1.2, flow("Say good evening to the caller.", "Say good night."))]]);
  const diff = compareConfigurations(
    { oids: new Map([["desk", oid(1)]]), agents: before, manifest: emptyManifest },
    { oids: new Map([["desk", oid(2)]]), agents: after, manifest: emptyManifest },
  );
  return {
    from: { rev: from, commit: oid(1) },
    to: { rev: to, commit: oid(2) },
    diff,
    before,
    after,
    moved: [],
  };
}

const row = (number: string, nickname: string | null, inbound: NumberRow["lines"]["inbound"]): NumberRow => ({
  number,
  nickname,
  lines: { inbound, outbound: [], inbound_sms: [], outbound_sms: [] },
  settings: {},
});

/** Three numbers: on the newest version, on an older one, on the draft. */
export const numbers: NumbersRead = {
  rows: [
    row("+14155550100", "Front desk", [{ agent: "desk", version: 3, weight: 1, commit: oid(2003) }]),
    row("+14155550101", null, [
      { agent: "desk", version: 1, weight: 0.9, commit: oid(2001) },
      { agent: "desk", version: 3, weight: 0.1, commit: oid(2003) },
    ]),
    row("+14155550102", "Night line", [{ agent: "desk", version: null, weight: 1, commit: oid(9) }]),
  ],
  problems: [],
  pins: new Map([
    ["desk@v3", "current"],
    ["desk@v1", "stale"],
    ["desk@draft", "draft"],
  ]),
};

export const status: Status = {
  branch: "main",
  commit: oid(9),
  agents: ["desk", "intake"],
  newest: entry(3, 3),
  draftChanges: ["desk"],
  uncommitted: [],
  manifestEdited: false,
  missingVersions: [],
  problems: [],
  manifest: emptyManifest,
};

/** Actions over a repository of `count` versions that is not there; what was asked for is kept. */
export function fakeActions(
  count: number,
  more: Partial<Actions> = {},
): Actions & { readonly asked: string[] } {
  const asked: string[] = [];
  const newest = count - 1;
  const planned: Planned = {
    plan: {
      kind: "lines",
      changes: [
        {
          number: "+14155550100",
          direction: "inbound",
          before: [{ agent: "desk", version: 3, weight: 1 }],
          after: [{ agent: "desk", version: 2, weight: 1 }],
        },
      ],
      push: null,
      notes: { added: [], goingBack: [], passedOver: [], followingDraft: [] },
    },
    apply() {
      asked.push("apply");
      if (planned.plan.kind !== "lines") return Promise.reject(new Error("not here"));
      return Promise.resolve({ kind: "lines", changes: planned.plan.changes, push: null });
    },
  };
  return {
    asked,
    listVersions: () => Promise.resolve(Array.from({ length: count }, (_, i) => newest - i)),
    readVersion(version) {
      asked.push(`version ${version}`);
      return Promise.resolve(entry(version, newest, version === 3 ? { numbers: ["+14155550100"] } : {}));
    },
    readStatus: () => Promise.resolve(status),
    readNumbers: () => Promise.resolve(numbers),
    read(request) {
      asked.push(JSON.stringify(request));
      switch (request.kind) {
        case "changes":
          return Promise.resolve({
            kind: "changes",
            comparison: comparison(request.from ?? { kind: "nothing" }, request.to),
          });
        case "agents":
          return Promise.resolve({ kind: "agents", slugs: ["desk", "intake"] });
        case "configuration":
          return Promise.resolve({
            kind: "configuration",
            lines: [
              [{ kind: "key", text: "agent:" }],
              [
                { kind: "key", text: "  agent_name:" },
                { kind: "text", text: ` ${request.agent}` },
              ],
            ],
          });
        case "tag":
          return Promise.resolve({
            kind: "tag",
            tag: {
              version: entry(request.version, newest),
              message: `Title\n\nConfig-Tree: ${oid(1)}\n`,
              isSigned: false,
            },
          });
        case "integrity":
          return Promise.resolve({
            kind: "integrity",
            verified: {
              ok: true,
              findings: [],
              checked: { versions: count, remote: null, signatures: null, newest: null },
              usualRemote: null,
            },
          });
        case "line-history":
          return Promise.resolve({
            kind: "line-history",
            history: { number: request.number, runs: [], passedOver: [] },
          });
      }
    },
    async *search({ text, agent: slug }) {
      asked.push(`search ${text} ${slug}`);
      const hits = text === "v2" ? [{ version: 2, where: "title" }] : [];
      yield { hits: slug === null ? hits : [{ version: 1, where: null }], searched: count, total: count };
    },
    plan(request) {
      asked.push(JSON.stringify(request));
      if (request.kind === "restore")
        return Promise.reject(
          failure("uncommitted-edits", {
            version: request.version,
            edited: ["agents/desk/agent.yaml"],
            untracked: [],
          }),
        );
      return Promise.resolve(planned);
    },
    copy: (text) => void asked.push(`copy ${text}`),
    edit: (file, line) => Promise.resolve(void asked.push(`edit ${file}:${line}`)),
    suspend: () => Promise.resolve(void asked.push("suspend")),
    pause: () => Promise.resolve(),
    now: () => now,
    ...more,
  };
}
