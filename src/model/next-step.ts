import { directions, type Manifest } from "./manifest.js";
import type { ProtectionWish } from "./protection-state.js";

/** How the branch stands to where it is pushed, as far as was fetched. */
export interface RemoteStanding {
  readonly remote: string;
  /** The branch's name there. */
  readonly branch: string;
  /** Commits here that are not there; null where that branch was never fetched. */
  readonly ahead: number | null;
  readonly behind: number | null;
}

/** What the next step depends on. */
export interface Standing {
  readonly branch: string | null;
  readonly agents: readonly string[];
  readonly newest: { readonly version: number } | null;
  readonly draftChanges: readonly string[];
  readonly uncommitted: readonly string[];
  readonly manifestEdited: boolean;
  readonly manifest: Manifest;
  readonly errors: number;
  /** Pinned versions without a tag in this clone, newest first. */
  readonly missingVersions: readonly number[];
  /** Whether there are no files to edit or to deploy, as in a bare repository. */
  readonly isBare: boolean;
  /** The merge, rebase, cherry-pick or revert that is under way. */
  readonly unfinished: string | null;
  /** Whether it left conflicts that are not resolved. */
  readonly hasConflicts: boolean;
  /** The branch that versions are made on, where it is another one than this. */
  readonly deployBranch: string | null;
  readonly upstream: RemoteStanding | null;
  /** A remote that versions could go to, where the branch has no upstream. */
  readonly remote: string | null;
  /** Whether a push that was interrupted may have arrived. */
  readonly undecided: boolean;
  /** Whether git itself refuses to move versions; null where it cannot be told. */
  readonly protected: boolean | null;
  readonly protectionWish: ProtectionWish;
}

/** The one command to type next: what stands in the way first, then what is to be published, then what is missing. */
export function nextStep(standing: Standing): string {
  if (standing.isBare) return nextInBare(standing);
  const { branch, agents, newest, upstream, errors } = standing;
  const saved = standing.uncommitted.length > 0 || standing.manifestEdited ? " --autostash" : "";
  // git says of each file how it is resolved.
  if (standing.hasConflicts) return "git status";
  if (standing.unfinished !== null) return `git ${standing.unfinished} --continue`;
  if (agents.length === 0 && newest === null) return "tagline init";
  if (branch === null) return `git switch ${standing.deployBranch ?? "main"}`;
  if (standing.missingVersions.length > 0 && (upstream ?? standing.remote) !== null)
    return "git fetch --tags";
  if (errors > 0) return "tagline validate";
  if (standing.undecided) return "tagline deploy";
  if (standing.deployBranch !== null) return "tagline review";
  // A rebase would leave commits of versions behind that were made here and not pushed.
  if ((upstream?.behind ?? 0) > 0)
    return `git pull ${(upstream?.ahead ?? 0) > 0 ? "--no-rebase" : "--ff-only"}${saved}`;
  const isDraftAhead = newest === null || standing.draftChanges.length > 0;
  if (isDraftAhead || standing.uncommitted.length > 0) return "tagline deploy";
  if (standing.manifestEdited) return "git add phone-numbers.yaml && git commit phone-numbers.yaml";
  if ((upstream?.ahead ?? 0) > 0) return "tagline deploy";
  if (upstream === null && standing.remote !== null) return pushWithUpstream(standing.remote, branch);
  const free = numberWithoutAgent(standing.manifest);
  if (standing.manifest.numbers.size === 0 || free !== null)
    return `tagline attach ${free ?? "+14155550100"} ${agents[0]}@v${newest?.version}`;
  if (asksForProtection(standing)) return protect;
  return "tagline history";
}

const protect = "tagline protect install";

function asksForProtection(standing: Standing): boolean {
  return standing.protected === false && standing.protectionWish !== "declined";
}

/** What is deployed comes from clones; here it is checked and kept. */
function nextInBare(standing: Standing): string {
  if (standing.errors > 0) return "tagline validate --at draft";
  return standing.newest !== null && asksForProtection(standing) ? protect : "tagline verify";
}

/** Pushes a branch with its versions, and has whatever Tagline commits on it pushed from then on. */
export function pushWithUpstream(remote: string, branch: string): string {
  return `git push -u --follow-tags ${remote} ${branch}`;
}

/** The first number that no agent answers or calls with, or null. */
function numberWithoutAgent({ numbers }: Manifest): string | null {
  for (const { number, lines } of numbers.values())
    if (directions.every((direction) => (lines[direction] ?? []).length === 0)) return number;
  return null;
}
