import { type CheckOptions, checkConfiguration } from "../config/check-configuration.js";
import type { Repository } from "../git/repository.js";
import type { CheckedConfiguration } from "../model/configuration.js";
import type { Tree } from "../model/tree.js";
import { openKnownChecks } from "./known-checks.js";

/**
 * Checks all agents of a tree, or some, and the manifest, remembering in the repository what was checked. A deploy
 * may rely on what it gets here: a result stands for git's ids of what was checked and for nothing else, and it is
 * those ids that a deploy commits.
 */
export async function checkTree(
  repo: Repository,
  tree: Tree,
  options: CheckOptions,
): Promise<CheckedConfiguration> {
  const known = await openKnownChecks(repo);
  const checked = await checkConfiguration(tree, { ...options, known: known.results });
  await known.save();
  return checked;
}
