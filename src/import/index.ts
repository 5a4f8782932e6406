import { dirname, join } from "node:path";
import slugify from "@sindresorhus/slugify";
import { editIds } from "../config/edit-ids.js";
import { writeYaml } from "../config/write-yaml.js";
import { failure, type TaglineError } from "../errors.js";
import { writeFile } from "../git/durable.js";
import { openWorkspace } from "../git/workspace.js";
import { agentsDirectory } from "../model/agent.js";
import type { World } from "../world.js";
import { classify } from "./classify.js";
import {
  type ImportedAgent,
  type ImportPlan,
  type ImportRefusal,
  type ImportRequest,
  planImport,
} from "./plan.js";
import { readJson } from "./read-json.js";

const idsPath = "tagline.ids.yaml";

/** An import that was planned and can be applied once. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  /** Writes the agents, each directory whole or not at all. */
  apply(): Promise<void>;
}

/**
 * Plans the import of JSON files. Throws `bad-import` for what is no export, and `file-exists` for an agent
 * that is there already: nothing is ever overwritten.
 */
export async function planImportation(
  world: World,
  files: readonly { readonly name: string; readonly text: string }[],
  request: ImportRequest,
): Promise<PlannedImport> {
  const { repo, workTree } = await openWorkspace(world, "import into");
  const taken = new Set((await workTree.entries(agentsDirectory))?.map(({ name }) => name) ?? []);
  const found = files.flatMap(({ name, text }) => classify(name, readJson(name, text)));
  const plan = planImport(found, request, taken, nameOf);
  if ("refused" in plan) throw refusal(plan.refused);
  return {
    plan,
    async apply() {
      for (const agent of plan.agents) await writeAgent(world, repo.workdir, agent);
      const known = await world.fs.readFile(join(repo.workdir, idsPath), "utf8").catch(() => null);
      const ids = new Map(
        plan.agents
          .filter((agent) => Object.keys(agent.ids).length > 0)
          .map((agent) => [agent.slug, agent.ids]),
      );
      if (ids.size > 0)
        await writeFile(world.fs, join(repo.workdir, idsPath), Buffer.from(editIds(known, ids)));
    },
  };
}

/** `Front Desk (EN)` → `front-desk-en`; a name without letters is `agent`. */
function nameOf(name: string): string {
  return slugify(name, { decamelize: false }).slice(0, 63).replace(/-+$/, "") || "agent";
}

/** The directory is made beside its place and renamed into it: half an agent is never seen. */
async function writeAgent(world: World, root: string, agent: ImportedAgent): Promise<void> {
  const target = join(root, agentsDirectory, agent.slug);
  const temporary = join(root, agentsDirectory, `.import-${agent.slug}`);
  const files = new Map<string, string>();
  files.set("agent.yaml", writeYaml(agent.agent, { schema: "../../schemas/agent.schema.json" }));
  if (agent.engine !== null) {
    const schema = `../../schemas/${agent.engine.file.replace(".yaml", "")}.schema.json`;
    files.set(agent.engine.file, writeYaml(agent.engine.value, { schema }));
  }
  for (const [path, text] of agent.texts) files.set(path, text);
  for (const [path, text] of files) {
    await world.fs.mkdir(dirname(join(temporary, path)), { recursive: true });
    await writeFile(world.fs, join(temporary, path), Buffer.from(text));
  }
  await world.fs.rename(temporary, target);
}

function refusal(refused: ImportRefusal): TaglineError {
  switch (refused.kind) {
    case "engine-missing":
      return failure("bad-import", {
        file: refused.file,
        reason: `its engine ${refused.engine} is in none of the files`,
        hint: "import the agent and its LLM or flow together",
      });
    case "exists":
      return failure("file-exists", {
        path: `${agentsDirectory}/${refused.slug}`,
        hint: "choose another name: --as <slug>",
      });
    case "bad-slug":
      return failure("bad-import", {
        file: refused.file,
        reason: `"${refused.slug}" cannot name an agent`,
        hint: "--as <slug>",
      });
  }
}
