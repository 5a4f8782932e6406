import { readConfiguration } from "../config/load.js";
import { failure } from "../errors.js";
import { commitChange } from "../git/commit-change.js";
import { editTree, type TreeEdit } from "../git/edit-tree.js";
import { readIdentity } from "../git/identity.js";
import { makeCommit } from "../git/make-objects.js";
import { type NewObject, withUnwritten } from "../git/objects.js";
import { branchHead, refuseUnfinished } from "../git/state.js";
import { type CommittedTree, committedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import { agentsDirectory } from "../model/agent.js";
import type { Problem } from "../model/problem.js";
import { cleanTitle } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import {
  openForWriting,
  type PushRequest,
  pushStep,
  refuseBehind,
  type WritableWorkspace,
} from "../push/index.js";
import type { World } from "../world.js";

/** What becomes of the draft's files, and how the commit tells it. */
export interface DraftEdit {
  readonly edits: ReadonlyMap<string, TreeEdit>;
  /** The commit's message: one line, whatever a caller put into it, as trailers of a commit mean something. */
  readonly title: string;
}

/** An edit of the draft that was planned and can be applied once. */
export interface PlannedDraftEdit {
  /** True when the draft holds all of it already: nothing is committed. */
  readonly isIdle: boolean;
  /** Warnings that the edit brings. */
  readonly problems: readonly Problem[];
  /** Commits it; gives the commit, or null when there was nothing to do. Throws as `commitChange` does. */
  apply(): Promise<{ readonly commit: Oid | null }>;
}

/**
 * Plans a commit on the world's branch that changes some files of the draft, whatever stands in a working tree.
 * Throws what `choose` throws, `invalid-configuration` for errors that the draft did not have before, and as
 * `openForWriting`.
 */
export async function planDraftEdit(
  world: World,
  options: {
    readonly push: PushRequest;
    choose(workspace: WritableWorkspace, draft: CommittedTree): Promise<DraftEdit>;
  },
): Promise<PlannedDraftEdit> {
  const workspace = await openForWriting(world, "edit", [], options.push);
  const { repo } = workspace;
  await refuseUnfinished(repo);
  const head = await branchHead(repo);
  refuseBehind(workspace.push);
  const draft = head.commit === null ? emptyTree : await treeOfCommit(repo, head.commit);
  const { edits, title } = await options.choose(workspace, draft);
  const message = `${cleanTitle(title)}\n`;
  const { root, objects } = await editTree(draft, edits);
  const after = committedTree(withUnwritten(repo, objects), root.oid);
  const isIdle = head.commit !== null && root.oid === (await editTree(draft, new Map())).root.oid;
  const problems = isIdle ? [] : await newProblems(workspace, draft, after, edits);
  return {
    isIdle,
    problems,
    async apply() {
      if (isIdle) return { commit: null };
      return { commit: await commit(workspace, head, { message, tree: root.oid, objects }) };
    },
  };
}

async function commit(
  { repo, push }: WritableWorkspace,
  head: { readonly ref: string; readonly commit: Oid | null },
  change: { readonly message: string; readonly tree: Oid; readonly objects: readonly NewObject[] },
): Promise<Oid> {
  const { message, tree, objects } = change;
  const { committer } = await readIdentity(repo);
  const parents = head.commit === null ? [] : [head.commit];
  const made = await makeCommit(repo, { tree, parents, message, needs: objects });
  await commitChange(repo, {
    base: { ref: head.ref, commit: head.commit },
    commit: made.oid,
    tag: null,
    push: pushStep(push, made.oid, head.commit),
    // The branch's working tree is known only when the commit is made.
    index: [],
    files: [],
    stats: new Map(),
    objects: [...objects, made],
    committer,
    reflog: `commit: ${message.slice(0, message.indexOf("\n"))}`,
  });
  return made.oid;
}

/** What the edit brings, errors as a refusal: a mistake that is there already must not hinder another edit. */
async function newProblems(
  { repo, versions }: WritableWorkspace,
  draft: CommittedTree,
  after: CommittedTree,
  edits: DraftEdit["edits"],
): Promise<readonly Problem[]> {
  const slugs = [...edits.keys()].filter((path) => path.startsWith(`${agentsDirectory}/`));
  const agents = [...new Set(slugs.map((path) => path.split("/")[1] ?? ""))];
  const options = { agents, versions: agentsOfVersions(repo, versions) };
  const before = await readConfiguration(draft, options);
  const known = new Set(before.problems.map(nameOf));
  const { problems, sources } = await readConfiguration(after, options);
  const brought = problems.filter((problem) => !known.has(nameOf(problem)));
  const errors = brought.filter(isRefused).length;
  if (errors > 0) throw failure("invalid-configuration", { errors, problems: brought, sources });
  return brought;
}

/** What is committed stays in git for ever, so that a secret is more than a warning here. */
function isRefused({ severity, code }: Problem): boolean {
  return severity === "error" || code === "secret-in-plain-text";
}

function nameOf({ file, pointer, code, message }: Problem): string {
  return [file, pointer, code, message].join("\n");
}
