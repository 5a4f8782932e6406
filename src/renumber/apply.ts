import { moveMessage } from "../attach/index.js";
import { manifestCommit } from "../attach/manifest-commit.js";
import { editManifest } from "../config/edit-manifest.js";
import { readSettings } from "../config/settings.js";
import { changedAgents } from "../deploy/plan.js";
import { failure } from "../errors.js";
import { commitChange } from "../git/commit-change.js";
import { readIdentity } from "../git/identity.js";
import { makeTag } from "../git/make-objects.js";
import { moveTags } from "../git/move-tags.js";
import type { NewObject } from "../git/objects.js";
import type { Repository } from "../git/repository.js";
import { treeOfCommit } from "../git/trees.js";
import type { Workspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import { manifestPath } from "../model/manifest.js";
import { formatTagMessage } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import type { GatheredFacts } from "./facts.js";
import type { Renumbered, RenumberPlan } from "./plan.js";

/** A version as others name it. */
interface Named {
  readonly tagOid: Oid;
  readonly commit: Oid;
}

/**
 * Carries out a plan: the new tags one by one, the last together with the commit that moves the pins, and then the
 * old tags at once. Killed anywhere in between, the same plan takes up what is left. Gives that commit, or null.
 * Throws as `commitChange` does, `no-identity`, and `tags-not-moved` when git refuses the last step.
 */
export async function applyRenumber(
  workspace: Workspace,
  gathered: GatheredFacts,
  plan: RenumberPlan,
): Promise<Oid | null> {
  const { repo } = workspace;
  const { committer } = await readIdentity(repo);
  const nothing = { commit: null, index: [], files: [], objects: [], stats: new Map(), reflog: "" };
  const lines = plan.lines.length === 0 ? null : await linesCommit(workspace, plan);
  const write = async (
    tag: { readonly version: number; readonly oid: Oid } | null,
    objects: readonly NewObject[],
    edit: typeof lines,
  ): Promise<void> => {
    const change = { ...nothing, ...edit, objects: [...(edit?.objects ?? []), ...objects] };
    await commitChange(repo, { ...change, base: plan.base, committer, tag, push: null });
  };

  const { signTags } = readSettings(await workspace.workTree.read("tagline.yaml"));
  const known = knownAfter(gathered, plan);
  const left = plan.versions.filter(({ isMade }) => !isMade);
  for (const renumbered of left) {
    const tag = await newTag(repo, renumbered, known, signTags);
    await write({ version: renumbered.to, oid: tag.oid }, [tag], renumbered === left.at(-1) ? lines : null);
    known.set(renumbered.to, { tagOid: tag.oid, commit: renumbered.commit });
  }
  if (left.length === 0 && lines !== null) await write(null, [], lines);

  const [first] = plan.versions;
  const moves = plan.versions.map(({ from, tagOid, there }) => ({ version: from, from: tagOid, to: there }));
  const refused = await moveTags(repo, moves);
  if (refused !== null) throw failure("tags-not-moved", { version: first?.from ?? 0, reason: refused });
  return lines?.commit ?? null;
}

/** Every version as it will be, apart from those that are still to be made: the remote's own go first. */
function knownAfter({ facts, there }: GatheredFacts, { versions }: RenumberPlan): Map<number, Named> {
  const known = new Map<number, Named>();
  const going = new Set(versions.map(({ from }) => from));
  for (const { version, tagOid, commit } of facts.here)
    if (!going.has(version)) known.set(version, { tagOid, commit });
  for (const [version, { oid, peeled }] of there)
    if (peeled !== null) known.set(version, { tagOid: oid, commit: peeled });
  return known;
}

async function newTag(
  repo: Repository,
  { from, to, title, description, commit, tagOid }: Renumbered,
  known: ReadonlyMap<number, Named>,
  sign: boolean,
): Promise<NewObject> {
  const below = Math.max(...[...known.keys()].filter((version) => version < to));
  const before = known.get(below);
  const tree = await treeOfCommit(repo, commit);
  const configTree = (await tree.find(agentsDirectory))?.oid;
  if (configTree === undefined)
    throw failure("number-blocked", { version: to, reason: `v${from} here has no ${agentsDirectory}/` });
  const agentsBefore = before === undefined ? new Map<string, Oid>() : await agentsOf(repo, before.commit);
  const message = formatTagMessage(to, title, {
    configTree,
    agentsChanged: changedAgents(await agentsOf(repo, commit), agentsBefore),
    previous: before === undefined ? null : { version: below, tagOid: before.tagOid },
    ...(description === undefined ? {} : { description }),
    renumberedFrom: { version: from, tagOid },
  });
  return makeTag(repo, { version: to, commit, message, needs: [], sign });
}

async function agentsOf(repo: Repository, commit: Oid): Promise<Map<string, Oid>> {
  const entries = (await (await treeOfCommit(repo, commit)).objectEntries(agentsDirectory)) ?? [];
  return new Map(entries.map(({ name, oid }) => [name, oid]));
}

async function linesCommit(
  workspace: Workspace,
  { base, lines, versions }: RenumberPlan,
): ReturnType<typeof manifestCommit> {
  const raw = await workspace.workTree.readRaw(manifestPath);
  const text = raw === null ? null : Buffer.from(raw).toString("utf8");
  const after = editManifest(
    text,
    lines.map(({ number, direction, after: pins }) => ({ number, direction, pins })),
  );
  const subject = versions.map(({ from, to }) => `v${from} to v${to}`).join(", ");
  const message = `Renumber ${subject}\n\n${moveMessage(lines)}`;
  return manifestCommit(workspace, base.commit, { raw, after, message });
}
