import { type CheckOptions, checkConfiguration } from "../config/check-configuration.js";
import type { Repository } from "../git/repository.js";
import type { CheckedConfiguration } from "../model/configuration.js";
import type { Tree } from "../model/tree.js";
import { openKnownChecks } from "./known-checks.js";

/**
 * Checks all agents of a tree, or some, and the manifest, remembering in the repository what was checked. A deploy
 * may trust what it gets here: every byte of the tree that it commits is read and hashed now, and a result stands for
 * that hash alone.
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
