import { editManifest } from "../config/edit-manifest.js";
import { readConfiguration } from "../config/load.js";
import { failure, type TaglineError } from "../errors.js";
import { commitChange } from "../git/commit-change.js";
import { readIdentity } from "../git/identity.js";
import type { Steps } from "../git/journal.js";
import { findRev } from "../git/revs.js";
import { branchHead, refuseUnfinished } from "../git/state.js";
import { emptyTree, treeOfCommit } from "../git/trees.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import type { Workspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import type { Configuration } from "../model/configuration.js";
import { type LineChange, type Manifest, manifestPath } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import type { Tree } from "../model/tree.js";
import type { Oid, Rev } from "../model/version.js";
import { unknownNumber } from "../numbers/unknown-number.js";
import {
  openForWriting,
  type PushRequest,
  pushStep,
  refuseBehind,
  type WritableWorkspace,
} from "../push/index.js";
import { unknownAgent } from "../validate/index.js";
import type { World } from "../world.js";
import { manifestCommit, manifestFile } from "./manifest-commit.js";
import { manifestIsEdited } from "./manifest-edited.js";
import { type AttachRefusal, type AttachRequest, planAttach } from "./plan.js";

/** An attach or detach that was planned and can be applied once. */
export interface PlannedAttach {
  /** Lines that move; empty when everything already points there. */
  readonly changes: readonly LineChange[];
  /** Numbers that move and that the manifest does not have yet. */
  readonly added: readonly string[];
  /** Where it will be pushed; null stays in this clone. */
  readonly push: { readonly remote: string; readonly branch: string } | null;
  /** Applies it; gives the commit, or null when only the file was edited or nothing changed. */
  apply(): Promise<{ readonly commit: Oid | null }>;
}

/** What lines to move are chosen from. */
export interface LineChoice {
  readonly workspace: Workspace;
  /** HEAD's commit; null before the first. */
  readonly head: Oid | null;
  /** The manifest of HEAD, or the working tree's where nothing is to be committed. */
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
  readonly sources: Configuration["sources"];
}

/**
 * Plans a change of pins. The manifest is that of HEAD, or the working tree's with `commit: false`. Throws
 * `manifest-edited`, `weighted-line`, `unknown-number`, and `unknown-version`, `unknown-agent` or `no-draft` for a pin
 * that would dangle.
 */
export async function planAttachment(
  world: World,
  request: AttachRequest & { readonly commit: boolean; readonly push: PushRequest },
): Promise<PlannedAttach> {
  return planLines(world, {
    commit: request.commit,
    push: request.push,
    message: moveMessage,
    async choose({ workspace, manifest }) {
      await refusePins(workspace, request.pins);
      const changes = planAttach(request, manifest);
      if ("refused" in changes) throw refusal(changes.refused, manifest);
      return changes;
    },
  });
}

/**
 * Plans the lines that `choose` gives, whatever they were chosen by. Throws what `choose` throws,
 * `manifest-edited`, and `invalid-configuration` when a pin would dangle.
 */
export async function planLines(
  world: World,
  options: {
    readonly commit: boolean;
    readonly push: PushRequest;
    choose(from: LineChoice): Promise<readonly LineChange[]>;
    /** The commit's message, with its last newline. */
    message(changes: readonly LineChange[]): string;
  },
): Promise<PlannedAttach> {
  const push: PushRequest = options.commit ? options.push : { kind: "no" };
  const workspace = await openForWriting(world, "edit", [], push);
  const { repo, versions, workTree } = workspace;
  await refuseUnfinished(repo);
  const head = await branchHead(repo);
  if (options.commit && (await manifestIsEdited(workspace)))
    throw failure("manifest-edited", { path: manifestPath, beside: true });
  refuseBehind(workspace.push);
  const base = head.commit === null ? emptyTree : await treeOfCommit(repo, head.commit);
  const raw = await workTree.readRaw(manifestPath);
  const text = raw === null ? null : Buffer.from(raw).toString("utf8");
  const lookup = { agents: [], versions: agentsOfVersions(repo, versions) };
  const before = await readConfiguration(withManifest(base, text), lookup);
  const changes = await options.choose({ workspace, head: head.commit, ...before });
  const after = editManifest(
    text,
    changes.map(({ number, direction, after: pins }) => ({ number, direction, pins })),
  );

  // Their messages too: a line that dangles already must not be moved to another pin that does.
  const known = new Set(before.problems.map(({ pointer, message }) => `${pointer} ${message}`));
  const checked = await readConfiguration(withManifest(base, after), lookup);
  const problems = checked.problems.filter(
    ({ severity, pointer, message }) => severity === "error" && !known.has(`${pointer} ${message}`),
  );
  if (problems.length > 0)
    throw failure("invalid-configuration", { errors: problems.length, problems, sources: checked.sources });
  const target = workspace.push;
  const numbers = new Set(changes.map(({ number }) => number));
  return {
    changes,
    added: [...numbers].filter((number) => !before.manifest.numbers.has(number)),
    push: target === null ? null : { remote: target.remote, branch: target.branch },
    async apply() {
      if (changes.length === 0) return { commit: null };
      const message = options.message(changes);
      return applyAttach(workspace, head, { raw, after, commit: options.commit, message });
    },
  };
}

/** A pin as it was typed is judged before it is in the manifest: no file has it that could be looked at. */
async function refusePins({ repo, versions }: Workspace, pins: AttachRequest["pins"]): Promise<void> {
  for (const { agent, version } of pins) {
    const rev: Rev = version === null ? { kind: "draft" } : { kind: "version", version };
    const { commit, tree } = await findRev(repo, versions, rev);
    if (commit === null) throw failure("no-draft");
    const entries = (await tree.entries(agentsDirectory)) ?? [];
    const slugs = entries.filter(({ kind }) => kind === "directory").map(({ name }) => name);
    if (!slugs.includes(agent)) throw unknownAgent(agent, slugs, rev);
  }
}

function refusal(refused: AttachRefusal, manifest: Manifest): TaglineError {
  switch (refused.kind) {
    case "unknown-number":
      return unknownNumber(refused.number, manifest.numbers.keys());
    case "several-lines": {
      const { number, lines } = refused;
      return failure("several-lines", { number, lines: lines.join(", "), first: lines[0] ?? "inbound" });
    }
    case "weighted-line":
      return failure("weighted-line", { ...refused, pins: refused.pins.map(describePin).join(" ") });
  }
}

async function applyAttach(
  workspace: WritableWorkspace,
  head: Steps["base"],
  edit: { raw: Uint8Array | null; after: string; commit: boolean; message: string },
): Promise<{ commit: Oid | null }> {
  const { repo } = workspace;
  const { committer } = await readIdentity(repo);
  if (!edit.commit) {
    const nothing = {
      commit: null,
      tag: null,
      push: null,
      objects: [],
      index: [],
      stats: new Map(),
      reflog: "",
    };
    await commitChange(repo, { ...nothing, base: head, files: [manifestFile(edit)], committer });
    return { commit: null };
  }
  const made = await manifestCommit(workspace, head.commit, edit);
  const target = pushStep(workspace.push, made.commit, head.commit);
  await commitChange(repo, { ...made, base: head, committer, tag: null, push: target });
  return { commit: made.commit };
}

/** The manifest's text in the tree of HEAD: what would be committed. */
function withManifest(base: Tree, text: string | null): Tree {
  const bytes = text === null ? null : Buffer.from(text);
  return {
    read: (path) => (path === manifestPath ? Promise.resolve(bytes) : base.read(path)),
    async entries(path) {
      const entries = await base.entries(path);
      if (path !== "" || entries === null) return entries;
      const others = entries.filter(({ name }) => name !== manifestPath);
      return bytes === null ? others : [...others, { name: manifestPath, kind: "file", size: bytes.length }];
    },
  };
}

/** The message of a commit that moves lines. */
export function moveMessage(changes: readonly LineChange[]): string {
  const lines = changes.map(describeChange);
  const [only] = lines;
  if (lines.length === 1) return `${only}\n`;
  return `Move ${lines.length} lines\n\n${lines.join("\n")}\n`;
}

function describeChange({ number, direction, after }: LineChange): string {
  if (after.length === 0) return `Detach ${direction} of ${number}`;
  return `Attach ${direction} of ${number} to ${after.map(describePin).join(" ")}`;
}

function describePin(pin: LineChange["after"][number]): string {
  const share = pin.weight === 1 ? "" : `:${pin.weight}`;
  return `${pin.agent}@${pin.version === null ? "draft" : `v${pin.version}`}${share}`;
}
