import { nearest } from "../config/did-you-mean.js";
import { failure } from "../errors.js";
import type { Repository } from "../git/repository.js";
import { remoteNames } from "../git/state.js";

/**
 * The name of a remote that this repository has. `name` is null where none was named and none is the usual one; `option`
 * is what names one. Throws `no-remote`, `unknown-remote`.
 */
export function knownRemote(repo: Repository, name: string | null, option: "--push" | "--remote"): string {
  const known = remoteNames(repo);
  if (name === null) throw failure("no-remote", { known, option });
  if (known.includes(name)) return name;
  const didYouMean = nearest(name, known);
  throw failure("unknown-remote", {
    remote: name,
    hasRemotes: known.length > 0,
    ...(didYouMean === null ? {} : { didYouMean }),
  });
}
