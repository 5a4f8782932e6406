import { manifestIsEdited } from "../attach/manifest-edited.js";
import { changedAgents } from "../deploy/plan.js";
import { readHead } from "../git/refs.js";
import { stageAgents } from "../git/stage.js";
import { shortBranch } from "../git/state.js";
import { type CommittedTree, emptyTree, treeOfCommit } from "../git/trees.js";
import { agentsOfVersions } from "../git/version-lookup.js";
import { openWorkspace, type Workspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import { directions, type Manifest } from "../model/manifest.js";
import type { Problem } from "../model/problem.js";
import type { Oid, Version } from "../model/version.js";
import { readDraftManifest } from "../numbers/draft-manifest.js";
import { checkTree } from "../validate/check-tree.js";
import type { World } from "../world.js";

/** Where a repository stands. */
export interface Status {
  /** The branch's short name; null when HEAD is detached. */
  readonly branch: string | null;
  readonly commit: Oid | null;
  readonly agents: readonly string[];
  /** The newest version; null before the first. */
  readonly newest: Version | null;
  /** Agents whose draft (HEAD) differs from the newest version. */
  readonly draftChanges: readonly string[];
  /** Agents whose files on disk differ from the draft. */
  readonly uncommitted: readonly string[];
  readonly manifestEdited: boolean;
  readonly problems: readonly Problem[];
  /** Versions that numbers are pinned to at HEAD, and whose tags are not in this clone. */
  readonly missingVersions: readonly number[];
  /** The manifest that routes: HEAD's. */
  readonly manifest: Manifest;
}

/** Compares newest version, draft and working tree. Throws as `openWorkspace` does. */
export async function readStatus(world: World): Promise<Status> {
  return statusOf(await openWorkspace(world, "look at"));
}

/** The same, of a repository that is open. */
export async function statusOf(workspace: Workspace): Promise<Status> {
  const { repo, versions, workTree, index } = workspace;
  const head = await readHead(repo);
  const draft = head.commit === null ? emptyTree : await treeOfCommit(repo, head.commit);
  const newest = await versions.newest();
  const published = newest === null ? emptyTree : await treeOfCommit(repo, newest.commit);
  const configuration = await checkTree(repo, workTree, { versions: agentsOfVersions(repo, versions) });
  const fileMode = repo.config("core.filemode") !== "false";
  const onDisk = await stageAgents(workTree, draft, index, { scope: null, fileMode });
  const draftAgents = await agentOids(draft);
  const { manifest } = await readDraftManifest(workspace);
  return {
    branch: head.kind === "branch" ? shortBranch(head.ref) : null,
    commit: head.commit,
    agents: [...configuration.slugs].sort(),
    newest,
    draftChanges: changedAgents(draftAgents, await agentOids(published)),
    uncommitted: changedAgents(onDisk.agents, draftAgents),
    manifestEdited: await manifestIsEdited(workspace),
    problems: configuration.problems,
    missingVersions: pinnedVersions(manifest).filter((version) => !versions.numbers.includes(version)),
    manifest,
  };
}

/** Each once, newest first. */
function pinnedVersions({ numbers }: Manifest): number[] {
  const pins = [...numbers.values()].flatMap(({ lines }) =>
    directions.flatMap((direction) => lines[direction] ?? []),
  );
  return [...new Set(pins.flatMap(({ version }) => version ?? []))].sort((a, b) => b - a);
}

async function agentOids(tree: CommittedTree): Promise<Map<string, Oid>> {
  return new Map((await tree.objectEntries(agentsDirectory))?.map(({ name, oid }) => [name, oid]) ?? []);
}
