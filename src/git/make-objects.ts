import { withTrailer } from "../model/tag-message.js";
import type { Oid } from "../model/version.js";
import { commitObject, formatMoment, type Signature, tagObject } from "./commit-object.js";
import { readIdentity } from "./identity.js";
import type { NewObject } from "./objects.js";
import type { Repository } from "./repository.js";
import { readSigningDefaults, signObject } from "./sign-object.js";

/** Asks git ahead for what making a commit or a tag needs; what is wrong with it is told when one is made. */
export function askAhead(repo: Repository): void {
  for (const asked of [readIdentity(repo), readSigningDefaults(repo)]) asked.catch(() => undefined);
}

/**
 * The commit that `git commit` would make now, in the name of the user, signed where `commit.gpgSign` says so.
 * `needs` are objects that it refers to and that are not written yet. Throws `no-identity`, `git-refuses` and
 * as `signObject` does.
 */
export async function makeCommit(
  repo: Repository,
  commit: {
    readonly tree: Oid;
    readonly parents: readonly Oid[];
    readonly message: string;
    readonly needs: readonly NewObject[];
  },
): Promise<NewObject> {
  const { tree, parents, needs } = commit;
  const message = withCaller(repo, commit.message);
  const identity = await readIdentity(repo);
  const unsigned = commitObject({ ...commit, message, ...identity });
  if (!(await readSigningDefaults(repo)).commit) return unsigned;
  const named = parents.flatMap((parent) => ["-p", parent]);
  return signObject(repo, {
    what: "The commit",
    because: "commit.gpgSign",
    unsigned,
    needs,
    args: ["commit-tree", "-S", ...named, "-F", "-", tree],
    message,
    env: { ...variables("AUTHOR", identity.author), ...variables("COMMITTER", identity.committer) },
    ref: null,
  });
}

/**
 * The annotated tag that `git tag -a v<N>` would make now, signed where `tag.gpgSign` or `sign` (`signTags` in
 * tagline.yaml) says so. Throws as `makeCommit` does.
 */
export async function makeTag(
  repo: Repository,
  tag: {
    readonly version: number;
    readonly commit: Oid;
    readonly message: string;
    readonly needs: readonly NewObject[];
    readonly sign: boolean;
  },
): Promise<NewObject> {
  const { commit, needs, sign } = tag;
  const message = withCaller(repo, tag.message);
  const { committer } = await readIdentity(repo);
  const name = `v${tag.version}`;
  const unsigned = tagObject({ commit, name, tagger: committer, message });
  if (!sign && !(await readSigningDefaults(repo)).tag) return unsigned;
  return signObject(repo, {
    what: name,
    because: sign ? "signTags in tagline.yaml" : "tag.gpgSign",
    unsigned,
    needs,
    args: ["tag", "-s", "--cleanup=verbatim", "-F", "-", name, commit],
    message,
    env: variables("COMMITTER", committer),
    ref: `refs/tags/${name}`,
  });
}

/** The author is whoever runs this; who asked for it, say over HTTP, is a trailer. */
function withCaller({ world }: Repository, message: string): string {
  return world.caller === undefined ? message : withTrailer(message, "Requested-By", world.caller);
}

function variables(role: "AUTHOR" | "COMMITTER", person: Signature): Record<string, string> {
  return {
    [`GIT_${role}_NAME`]: person.name,
    [`GIT_${role}_EMAIL`]: person.email,
    // With the sign, a small number is a time too, and not a date such as 20260102.
    [`GIT_${role}_DATE`]: `@${formatMoment(person)}`,
  };
}
