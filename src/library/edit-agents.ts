import { randomBytes } from "node:crypto";
import { idsPath } from "../config/edit-ids.js";
import { editFile } from "../edit-draft/edit-file.js";
import type { DraftEdit } from "../edit-draft/index.js";
import { failure } from "../errors.js";
import type { TreeEdit } from "../git/edit-tree.js";
import { unknownVersion } from "../git/revs.js";
import { filesBelow } from "../git/tree-files.js";
import { directoryMode } from "../git/tree-object.js";
import { type CommittedTree, treeOfCommit } from "../git/trees.js";
import type { OpenRepository } from "../git/workspace.js";
import { planTexts } from "../import/plan-texts.js";
import { slugOf, slugWith } from "../import/slug-of.js";
import { type Agent, agentsDirectory, engineFiles } from "../model/agent.js";
import { isJsonObject, type JsonObject } from "../model/json.js";
import { serverAssigned } from "../model/server-assigned.js";
import { unknownAgent } from "../validate/index.js";
import type { World } from "../world.js";
import type { AgentReader } from "./read-agents.js";

/** What edits of agents are made from: the draft as it is when they are made. */
export interface AgentDraft {
  readonly opened: OpenRepository;
  readonly tree: CommittedTree;
  readonly reader: AgentReader;
  readonly env: World["env"];
}

const draft = { kind: "draft" } as const;
/** An engine that came alone waits in a directory of such a name until an agent is made for it. */
const waiting = /^(?:llm|flow)-[0-9a-f]{8}$/;

/** Sets fields of an agent; the others stay. Throws `unknown-agent`, `cannot-edit`. */
export async function updateAgentEdit(
  source: AgentDraft,
  slug: string,
  body: JsonObject,
): Promise<DraftEdit> {
  const agent = await draftAgent(source, slug);
  const { response_engine: wanted, ...fields } = withoutAssigned(body);
  const engine = wanted === undefined ? agent.config.response_engine : sameEngine(agent, wanted);
  const after = { ...agent.config, ...(engine === undefined ? {} : { response_engine: engine }), ...fields };
  const edits = await editFile(source.tree, slug, "agent.yaml", after, source);
  return { edits, message: `Update ${slug}: ${names(body)}\n` };
}

/** Sets fields of an agent's engine; the others stay. Throws as `updateAgentEdit`. */
export async function updateEngineEdit(
  source: AgentDraft,
  slug: string,
  kind: "retell-llm" | "conversation-flow",
  body: JsonObject,
): Promise<DraftEdit> {
  const { engine } = await draftAgent(source, slug);
  if (engine.kind !== kind) throw unknownAgent(slug, [], draft);
  const after = { ...engine.config, ...withoutAssigned(body) };
  const edits = await editFile(source.tree, slug, engineFiles[engine.kind], after, source);
  return { edits, message: `Update the engine of ${slug}: ${names(body)}\n` };
}

/** Makes the draft of an agent what a version had. Throws `unknown-version`, `unknown-agent`, `cannot-restore`. */
export async function restoreEdit({ opened }: AgentDraft, slug: string, version: number): Promise<DraftEdit> {
  const found = await opened.versions.read(version);
  if (found === null) throw await unknownVersion(opened.versions, version);
  const tree = await treeOfCommit(opened.repo, found.commit);
  const path = `${agentsDirectory}/${slug}`;
  const entry = await tree.find(path);
  if (entry === null) throw unknownAgent(slug, [], { kind: "version", version });
  for (const [at, { kind }] of await filesBelow(tree, path))
    if (kind !== "file")
      throw failure("cannot-restore", { version, reason: `its ${at} is a ${kind}, which is never followed` });
  const edit: TreeEdit = { mode: directoryMode, oid: entry.oid };
  return { edits: new Map([[path, edit]]), message: `Restore ${slug} from v${version}\n` };
}

/** Takes an agent out of the draft; versions keep it. Throws `unknown-agent`. */
export async function removeEdit({ tree }: AgentDraft, slug: string): Promise<DraftEdit> {
  const path = `${agentsDirectory}/${slug}`;
  if ((await tree.find(path)) === null) throw unknownAgent(slug, [], draft);
  return { edits: new Map([[path, null]]), message: `Remove ${slug}\n` };
}

/** Makes a new agent of an engine alone, under a name to be kept until an agent is made for it. */
export async function createEngineEdit(
  source: AgentDraft,
  kind: "retell-llm" | "conversation-flow",
  body: JsonObject,
): Promise<DraftEdit & { readonly slug: string }> {
  const slug = `${kind === "retell-llm" ? "llm" : "flow"}-${randomBytes(4).toString("hex")}`;
  const field = kind === "retell-llm" ? "retellLlmData" : "conversationFlow";
  const agent = {
    response_engine: { type: kind },
    voice_id: "11labs-Adrian",
    [field]: withoutAssigned(body),
  };
  return imported(source, slug, agent, new Map());
}

/**
 * Makes a new agent. Its engine is the one that the body names: taken over where no agent has it yet, otherwise a
 * copy. Throws `unknown-agent`, `bad-import`.
 */
export async function createAgentEdit(
  source: AgentDraft,
  body: JsonObject,
  engineOf: (id: string, kind: "llm_id" | "conversation_flow_id") => string | null,
): Promise<DraftEdit & { readonly slug: string }> {
  const { response_engine: engine, ...fields } = withoutAssigned(body);
  const type = isJsonObject(engine) ? engine.type : undefined;
  const name = typeof body.agent_name === "string" ? slugOf(body.agent_name) : null;
  const slug = await freeSlug(source.tree, name ?? `agent-${randomBytes(4).toString("hex")}`);
  if (!isJsonObject(engine) || (type !== "retell-llm" && type !== "conversation-flow"))
    return imported(source, slug, { ...fields, response_engine: engine ?? null }, new Map());
  const kind = type === "retell-llm" ? "llm_id" : "conversation_flow_id";
  const id = String(engine[kind] ?? "");
  const owner = engineOf(id, kind);
  if (owner === null) throw unknownAgent(id, [], draft);
  const other = await draftAgent(source, owner);
  if (other.engine.kind !== type) throw unknownAgent(id, [], draft);
  const isTaken = !waiting.test(owner);
  const removed = isTaken ? [] : [[`${agentsDirectory}/${owner}`, null] as const];
  // The id by which its maker knows the engine goes on to name it.
  const whole = {
    ...fields,
    response_engine: isTaken ? { type } : { type, [kind]: id },
    [type === "retell-llm" ? "retellLlmData" : "conversationFlow"]: other.engine.config,
  };
  return imported(source, slug, whole, new Map(removed));
}

async function imported(
  { tree }: AgentDraft,
  slug: string,
  body: JsonObject,
  before: ReadonlyMap<string, TreeEdit>,
): Promise<DraftEdit & { readonly slug: string }> {
  const bytes = await tree.read(idsPath);
  const idsFile = bytes === null ? null : Buffer.from(bytes).toString("utf8");
  // A secret in plain text is refused when the edit is planned: only its sender can put it into the environment.
  const plan = planTexts(
    [{ name: "the request", text: JSON.stringify(body) }],
    { as: slug, voice: null, keepSecrets: true },
    { slugs: new Set(), idsFile },
  );
  const edits = new Map(before);
  for (const agent of plan.agents) for (const [path, text] of agent.files) edits.set(path, Buffer.from(text));
  if (plan.ids !== null) edits.set(plan.ids.path, Buffer.from(plan.ids.text));
  return { slug, edits, message: `Create ${slug}\n` };
}

async function freeSlug(tree: CommittedTree, wanted: string): Promise<string> {
  let slug = wanted;
  for (let i = 2; (await tree.find(`${agentsDirectory}/${slug}`)) !== null; i++)
    slug = slugWith(wanted, String(i));
  return slug;
}

async function draftAgent({ tree, reader }: AgentDraft, slug: string): Promise<Agent> {
  const entry = await tree.find(`${agentsDirectory}/${slug}`);
  if (entry === null) throw unknownAgent(slug, [], draft);
  return reader.read(tree, slug, entry.oid, draft);
}

/** An agent and its engine are one directory: the engine can be named again, or a custom one's address changed. */
function sameEngine({ slug, config, engine }: Agent, wanted: unknown): JsonObject {
  const written = isJsonObject(config.response_engine) ? config.response_engine : {};
  const given = wanted as JsonObject | null;
  if (!isJsonObject(given ?? undefined) || given?.type !== engine.kind)
    throw failure("cannot-edit", {
      path: `agents/${slug}/agent.yaml`,
      reason: `its engine is a ${engine.kind} and stays one`,
    });
  return { ...written, ...withoutAssigned(given) };
}

function withoutAssigned(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !serverAssigned.has(key)));
}

function names(body: JsonObject): string {
  const fields = Object.keys(withoutAssigned(body));
  return fields.length > 6 ? `${fields.slice(0, 6).join(", ")} and more` : fields.join(", ");
}
