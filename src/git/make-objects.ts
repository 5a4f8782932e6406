import type { Oid } from "../model/version.js";
import { commitObject, tagObject } from "./commit-object.js";
import { readIdentity } from "./identity.js";
import type { NewObject } from "./objects.js";
import type { Repository } from "./repository.js";

/**
 * The commit that `git commit` would make now, in the name of the user. `needs` are objects that it refers to
 * and that are not written yet. Throws `no-identity`.
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
  return commitObject({ ...commit, ...(await readIdentity(repo)) });
}

/** The annotated tag that `git tag -a v<N>` would make now. Throws `no-identity`. */
export async function makeTag(
  repo: Repository,
  tag: {
    readonly version: number;
    readonly commit: Oid;
    readonly message: string;
    readonly needs: readonly NewObject[];
  },
): Promise<NewObject> {
  const { committer } = await readIdentity(repo);
  return tagObject({ ...tag, name: `v${tag.version}`, tagger: committer });
}
