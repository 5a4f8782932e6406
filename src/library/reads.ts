import { LRUCache } from "lru-cache";
import { type CompareOptions, type Comparison, compare } from "../compare/index.js";
import { nearest } from "../config/did-you-mean.js";
import { failure } from "../errors.js";
import { exportAgent, withSecrets } from "../export/index.js";
import { treeOfCommit } from "../git/trees.js";
import { changedIn } from "../history/index.js";
import { type Agent, agentsDirectory, isSlug } from "../model/agent.js";
import type { Direction, NumberEntry } from "../model/manifest.js";
import type { Version } from "../model/version.js";
import { type Candidate, changedIn as lastChanged } from "../resolve/index.js";
import { unknownAgent, type ValidateResult, validate } from "../validate/index.js";
import { draw } from "./draw.js";
import { findAgent } from "./find-agent.js";
import type { Shared } from "./open-repository.js";
import type { IdKind } from "./platform-ids.js";
import { engineConfig } from "./read-agents.js";
import {
  type AgentReply,
  agentReply,
  type ConversationFlowReply,
  type PhoneNumberReply,
  phoneNumberReply,
  type RetellLlmReply,
  versionFields,
} from "./replies.js";
import type { Snapshot } from "./snapshot.js";
import { type VersionName, versionNumber } from "./wanted-version.js";

/** Which version of a thing, and whether its secrets are filled in. */
export interface ReadOptions {
  /** `2`, `"2"`, `"v2"`, `latest` (the draft) or `latest_published`; without one, the draft. */
  readonly version?: VersionName | null;
  /** True fills in `$env` from the environment, and throws `missing-secret` where it lacks one. */
  readonly secrets?: boolean;
}

/** A version of one agent, as lists tell it. */
export interface VersionReply {
  readonly version: number;
  readonly is_published: boolean;
  /** Milliseconds since 1970. */
  readonly last_modification_timestamp: number;
  readonly base_version?: number;
  readonly version_title?: string;
  readonly version_description?: string;
}

/** What a line runs now: one agent, drawn by weight where there are several. */
export interface ResolvedLine extends Omit<Candidate, "moved"> {
  readonly number: string;
  readonly direction: Direction;
}

/** The state of what is read. */
export interface RepositoryState {
  readonly branch: string;
  /** Null before the first commit. */
  readonly commit: string | null;
  /** The newest version; null before the first. */
  readonly newest: number | null;
  /** The number of the draft. */
  readonly draft: number;
}

/** What can be asked of a repository. Ids are slugs (`receptionist`, `llm_receptionist`) or the platform's. */
export interface Reads {
  /** Throws `unknown-agent`, `unknown-version`, `unknown-revision`; `invalid-configuration` for unreadable files. */
  getAgent(id: string, options?: ReadOptions): Promise<AgentReply>;
  getRetellLlm(id: string, options?: ReadOptions): Promise<RetellLlmReply>;
  getConversationFlow(id: string, options?: ReadOptions): Promise<ConversationFlowReply>;
  /** Ids of the draft's agents, of those with an LLM, or of those with a flow, in alphabetical order. */
  listIds(kind?: IdKind): Promise<readonly string[]>;
  /** The draft, and below it the versions in which the agent changed, newest first; `limit` ends the list early. */
  listVersions(id: string, options?: { readonly limit?: number }): Promise<readonly VersionReply[]>;
  listPhoneNumbers(options?: Pick<ReadOptions, "secrets">): Promise<readonly PhoneNumberReply[]>;
  /** Throws `unknown-number`. */
  getPhoneNumber(number: string, options?: Pick<ReadOptions, "secrets">): Promise<PhoneNumberReply>;
  /** Throws `unknown-number`, `nothing-to-resolve`. With a key, a split line always gives the same for it. */
  resolveNumber(
    number: string,
    options?: { readonly direction?: Direction; readonly key?: string | null; readonly secrets?: boolean },
  ): Promise<ResolvedLine>;
  /** The draft's problems, or a version's, with the manifest's. */
  validate(options?: {
    readonly agents?: readonly string[];
    readonly version?: number;
  }): Promise<ValidateResult>;
  /** The last version against the draft, unless sides are named. */
  diff(options?: Partial<CompareOptions>): Promise<Comparison>;
  /** A text that is another one whenever the reply to a read may be another one; null for what cannot be told. */
  identity(kind: IdKind, id: string, version?: VersionName | null): Promise<string | null>;
  state(): Promise<RepositoryState>;
  /** An object that is another one whenever any answer may be another one; null when that is to be found out first. */
  moment(): object | null;
}

/** How many answers to "is this agent in that version" are remembered. */
const maximumAnswers = 50_000;

export function readMethods({ world, snapshots, reader }: Shared): Reads {
  const answers = new LRUCache<string, boolean>({ max: maximumAnswers });
  const isIn = async (snapshot: Snapshot, { commit }: Version, slug: string): Promise<boolean> => {
    const known = answers.get(`${commit} ${slug}`);
    if (known !== undefined) return known;
    const tree = await treeOfCommit(snapshot.repo, commit);
    const answer = (await tree.find(`${agentsDirectory}/${slug}`)) !== null;
    answers.set(`${commit} ${slug}`, answer);
    return answer;
  };
  const find = async (kind: IdKind, id: string, { version }: ReadOptions) => {
    const snapshot = await snapshots.current();
    return { snapshot, ...(await reader.find(snapshot, kind, id, version)) };
  };
  const secretsOf = (options: ReadOptions) => (options.secrets === true ? world.env : null);
  return {
    async getAgent(id, options = {}) {
      const { snapshot, ...found } = await find("agent_id", id, options);
      const { agent } = found;
      const env = secretsOf(options);
      const config = env === null ? agent.config : exportAgent(agent, { shape: "agent", secrets: env }).value;
      return agentReply(snapshot, found, config);
    },
    async getRetellLlm(id, options = {}) {
      const { snapshot, agent, at, ids } = await find("llm_id", id, options);
      const env = secretsOf(options);
      const config =
        env === null ? engineConfig(agent) : exportAgent(agent, { shape: "llm", secrets: env }).value;
      const own = { llm_id: ids.idOf("llm_id", agent.slug) };
      return { ...own, ...versionFields(snapshot, at), ...config } as RetellLlmReply;
    },
    async getConversationFlow(id, options = {}) {
      const { snapshot, agent, at, ids } = await find("conversation_flow_id", id, options);
      const env = secretsOf(options);
      const config =
        env === null ? engineConfig(agent) : exportAgent(agent, { shape: "flow", secrets: env }).value;
      const own = { conversation_flow_id: ids.idOf("conversation_flow_id", agent.slug) };
      return { ...own, ...versionFields(snapshot, at), ...config } as unknown as ConversationFlowReply;
    },
    async listIds(kind = "agent_id") {
      const snapshot = await snapshots.current();
      const ids: string[] = [];
      for (const slug of await draftSlugs(snapshot))
        if (await reader.has(snapshot, slug, kind)) ids.push(snapshot.ids.idOf(kind, slug));
      return ids;
    },
    async listVersions(id, { limit = Number.POSITIVE_INFINITY } = {}) {
      const snapshot = await snapshots.current();
      const slug = findAgent(snapshot, id);
      const listed: VersionReply[] = [];
      const isInDraft = (await snapshot.tree.find(`${agentsDirectory}/${slug}`)) !== null;
      if (isInDraft) listed.push(versionReply(snapshot, null));
      for (const number of snapshot.versions.numbers) {
        if (listed.length >= limit) break;
        const version = await snapshot.versions.read(number);
        if (version === null || !(await changedIn(snapshot, version)).includes(slug)) continue;
        // A version that removed the agent changed it, and has none.
        if (await isIn(snapshot, version, slug)) listed.push(versionReply(snapshot, version));
      }
      if (listed.length === 0) throw unknownAgent(id, await draftSlugs(snapshot), { kind: "draft" });
      return listed;
    },
    async listPhoneNumbers(options = {}) {
      const snapshot = await snapshots.current();
      return [...snapshot.manifest.numbers.values()].map((entry) =>
        phoneNumberReply(snapshot, filledInNumber(entry, secretsOf(options))),
      );
    },
    async getPhoneNumber(number, options = {}) {
      const snapshot = await snapshots.current();
      const entry = snapshot.manifest.numbers.get(number);
      if (entry === undefined) throw unknownNumber(snapshot, number);
      return phoneNumberReply(snapshot, filledInNumber(entry, secretsOf(options)));
    },
    async resolveNumber(number, { direction = "inbound", key = null, secrets = false } = {}) {
      const snapshot = await snapshots.current();
      const entry = snapshot.manifest.numbers.get(number);
      if (entry === undefined) throw unknownNumber(snapshot, number);
      const pins = entry.lines[direction] ?? [];
      const pin = draw(pins, key === null ? null : [number, direction, key].join("\n"));
      if (pin === undefined) throw failure("nothing-to-resolve", { number, direction });
      const found = await reader.find(snapshot, "agent_id", pin.agent, pin.version);
      const commit = found.at.published?.commit ?? snapshot.commit ?? "";
      const agent = secrets ? filledIn(found.agent, world.env) : found.agent;
      return { number, direction, pin, commit, agent, changedIn: await lastChanged(snapshot, pin) };
    },
    async validate({ agents = [], version } = {}) {
      return validate(world, { agents, rev: version === undefined ? null : { kind: "version", version } });
    },
    diff: ({ from = null, to = null, agents = null } = {}) => compare(world, { from, to, agents }),
    async identity(kind, id, version) {
      const snapshot = await snapshots.current();
      const slug = snapshot.ids.slugOf(kind, id);
      const number = versionNumber(snapshot, version);
      if (slug === null) return null;
      if (number === snapshot.draft) return [kind, slug, number, snapshot.commit, snapshot.ids.key].join(" ");
      const byAssigned = snapshot.ids.isAssigned(kind, id) ? snapshot.ids.key : "";
      const tag = snapshot.published.tagOid(number);
      return tag === null ? null : [kind, slug, number, tag, byAssigned].join(" ");
    },
    async state() {
      const { commit, newest, draft } = await snapshots.current();
      return { branch: world.branch, commit, newest: newest?.version ?? null, draft };
    },
    moment: () => snapshots.young(),
  };
}

async function draftSlugs({ tree }: Snapshot): Promise<readonly string[]> {
  const entries = (await tree.entries(agentsDirectory)) ?? [];
  return entries.flatMap(({ name, kind }) => (kind === "directory" && isSlug(name) ? [name] : []));
}

function versionReply(snapshot: Snapshot, published: Version | null): VersionReply {
  const base = published === null ? snapshot.newest?.version : published.previous?.version;
  const number = published?.version ?? snapshot.draft;
  return {
    ...versionFields(snapshot, { number, published }),
    ...(base === undefined ? {} : { base_version: base }),
    ...(published?.title ? { version_title: published.title } : {}),
    ...(published?.description === undefined ? {} : { version_description: published.description }),
  };
}

function unknownNumber({ manifest }: Snapshot, number: string): Error {
  const didYouMean = nearest(number, manifest.numbers.keys());
  return failure("unknown-number", { number, ...(didYouMean === null ? {} : { didYouMean }) });
}

function filledInNumber(
  entry: NumberEntry,
  env: Readonly<Record<string, string | undefined>> | null,
): NumberEntry {
  return env === null ? entry : { ...entry, settings: withSecrets(entry.settings, entry.number, env) };
}

function filledIn(agent: Agent, env: Readonly<Record<string, string | undefined>>): Agent {
  const { engine } = agent;
  const config = withSecrets(agent.config, agent.slug, env);
  if (engine.kind === "custom-llm") return { ...agent, config };
  return { ...agent, config, engine: { ...engine, config: withSecrets(engine.config, agent.slug, env) } };
}
