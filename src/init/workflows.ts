import { join } from "node:path";
import type { WorldFs } from "../world.js";

/** Where a repository's workflows take Tagline's actions from, and with them the program: one commit on GitHub. */
export interface ActionSource {
  /** `owner/name`. */
  readonly repository: string;
  /** All 40 digits: a tag or a branch could be moved. */
  readonly commit: string;
  /** What people and update bots read beside the commit: `0.1.0`. */
  readonly version: string;
}

/** A file to write: its path below the repository. */
export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
}

const directory = ".github/workflows";

/** The workflows that a repository of agents gets: those of this repository, which run on its own `agents/`. */
const names = ["tagline-review.yml", "tagline-deploy.yml", "tagline-verify.yml"];

/** Where they go, from the repository's root. */
export const workflowPaths = names.map((name) => `${directory}/${name}`);

/**
 * The GitHub workflows for a repository whose versions are made on `branch`. `installation` is the directory of
 * Tagline's package, which holds them.
 */
export async function readWorkflows(
  fs: Pick<WorldFs, "readFile">,
  installation: string,
  { source, branch }: { readonly source: ActionSource; readonly branch: string },
): Promise<WorkflowFile[]> {
  return Promise.all(
    workflowPaths.map(async (path) => {
      const text = await fs.readFile(join(installation, path), "utf8");
      return { path, text: forRepository(text, source, branch) };
    }),
  );
}

function forRepository(text: string, { repository, commit, version }: ActionSource, branch: string): string {
  return text
    .replaceAll(/uses: \.\/(\.github\/actions\/[a-z]+)/g, `uses: ${repository}/$1@${commit} # ${version}`)
    .replaceAll(/docs\/[a-z-]+\.md/g, `https://github.com/${repository}/blob/${commit}/$&`)
    .replace("branches: [main]", () => `branches: [${JSON.stringify(branch)}]`);
}
