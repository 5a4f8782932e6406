import { planAttachment } from "../attach/index.js";
import { editNumbers, type NumberEdit } from "../config/edit-number.js";
import { type DeployResult, planDeployment } from "../deploy/index.js";
import { type DraftEdit, planDraftEdit } from "../edit-draft/index.js";
import { failure } from "../errors.js";
import type { CommittedTree } from "../git/trees.js";
import type { JsonObject } from "../model/json.js";
import { type Direction, type LineChange, manifestPath } from "../model/manifest.js";
import { parsePin, type WeightedPin } from "../model/pin.js";
import { cleanDescription } from "../model/tag-message.js";
import type { WritableWorkspace } from "../push/index.js";
import type { World } from "../world.js";
import {
  type AgentDraft,
  createAgentEdit,
  createEngineEdit,
  removeEdit,
  restoreEdit,
  updateAgentEdit,
  updateEngineEdit,
} from "./edit-agents.js";
import { findAgent } from "./find-agent.js";
import { numberEdits } from "./number-edits.js";
import type { PhoneNumberRequest } from "./number-request.js";
import type { Shared } from "./open-repository.js";
import type { IdKind } from "./platform-ids.js";
import type { Reads } from "./reads.js";
import type { AgentReply, ConversationFlowReply, PhoneNumberReply, RetellLlmReply } from "./replies.js";
import type { Snapshot } from "./snapshot.js";
import { type VersionName, versionNumber } from "./wanted-version.js";
import { writeQueue } from "./write-queue.js";

/** Who asks, where it is not the author of the commits: a trailer of each. */
export interface WriteOptions {
  readonly caller?: string;
}

/** What to publish. */
export interface DeployRequest extends WriteOptions {
  readonly title?: string | null;
  /** More words for the version's tag. */
  readonly description?: string | null;
  /** The number that the version must get; any when absent. */
  readonly version?: number;
  /** Numbers to point at the new version; `agent` null keeps the one that the number has. */
  readonly attach?: readonly { readonly number: string; readonly agent: string | null }[];
  /** True makes a version also where nothing changed. */
  readonly evenIfUnchanged?: boolean;
}

/** Which line gets pins, and whether a split one may be overwritten. */
export interface AttachOptions extends WriteOptions {
  readonly direction?: Direction;
  readonly replace?: boolean;
}

/** A pin as text (`receptionist@v3`, `receptionist@draft`), or with its share of the calls. */
export type PinRequest = string | WeightedPin;

/** Which draft an edit is meant for: its number, `latest`, or whatever there is. */
export interface EditOptions extends WriteOptions {
  readonly version?: VersionName | null;
}

/**
 * What can be changed. Each is one commit on the branch by git's configured author, or a tag for `deploy`; writes of
 * one opened repository are done one after the other. All throw the refusals of the command of that name, and
 * `checkout-edited` where a working tree on the branch has edits in the way.
 */
export interface Writes {
  /** Publishes the committed draft as the next version. Throws `not-the-draft`, `invalid-configuration`. */
  deploy(request?: DeployRequest): Promise<DeployResult>;
  /** Points lines at pins; without pins, detaches them. Gives the lines that moved. */
  attach(
    numbers: string | readonly string[],
    pins: PinRequest | readonly PinRequest[],
    options?: AttachOptions,
  ): Promise<readonly LineChange[]>;
  /** Throws `number-exists`. */
  createPhoneNumber(
    request: PhoneNumberRequest & { readonly phone_number: string },
    options?: WriteOptions,
  ): Promise<PhoneNumberReply>;
  updatePhoneNumber(
    number: string,
    request: PhoneNumberRequest,
    options?: WriteOptions,
  ): Promise<PhoneNumberReply>;
  deletePhoneNumber(number: string, options?: WriteOptions): Promise<void>;
  /** An engine that `response_engine` names is taken over, or copied from the agent that has it. */
  createAgent(body: JsonObject, options?: WriteOptions): Promise<AgentReply>;
  createRetellLlm(body: JsonObject, options?: WriteOptions): Promise<RetellLlmReply>;
  createConversationFlow(body: JsonObject, options?: WriteOptions): Promise<ConversationFlowReply>;
  /** Sets the fields that are given; the others stay. Throws `not-the-draft`, `cannot-edit`. */
  updateAgent(id: string, body: JsonObject, options?: EditOptions): Promise<AgentReply>;
  updateRetellLlm(id: string, body: JsonObject, options?: EditOptions): Promise<RetellLlmReply>;
  updateConversationFlow(id: string, body: JsonObject, options?: EditOptions): Promise<ConversationFlowReply>;
  /** Takes an agent, with its engine, out of the draft; versions keep it. */
  deleteAgent(id: string, options?: WriteOptions): Promise<void>;
  /** Makes an agent's draft what a version had. */
  restoreAgent(id: string, version: number, options?: WriteOptions): Promise<AgentReply>;
}

export function writeMethods({ world, snapshots, reader, push }: Shared, reads: Reads): Writes {
  const queue = writeQueue();
  const request = { kind: push } as const;
  const write = async <T>(
    { caller }: WriteOptions,
    work: (world: World, snapshot: Snapshot) => Promise<T>,
  ): Promise<T> => {
    const asking = caller === undefined ? world : { ...world, caller };
    try {
      return await queue.run(async () => work(asking, await snapshots.fresh()));
    } finally {
      snapshots.expire();
    }
  };
  const edit = <E extends DraftEdit>(
    options: WriteOptions,
    choose: (snapshot: Snapshot, draft: AgentDraft) => Promise<E>,
  ): Promise<E> =>
    write(options, async (asking, snapshot) => {
      let chosen: E | null = null;
      const plan = await planDraftEdit(asking, {
        push: request,
        async choose(opened: WritableWorkspace, tree: CommittedTree) {
          chosen = await choose(snapshot, { opened, tree, reader, env: world.env });
          return chosen;
        },
      });
      await plan.apply();
      if (chosen === null) throw new Error("An edit is chosen before it is applied.");
      return chosen;
    });
  const editNumber = async (
    options: WriteOptions,
    edits: (snapshot: Snapshot) => readonly NumberEdit[],
    title: string,
  ) => {
    await edit(options, async (snapshot, { tree }) => {
      const bytes = await tree.read(manifestPath);
      const text = editNumbers(bytes === null ? null : Buffer.from(bytes).toString("utf8"), edits(snapshot));
      return { edits: new Map([[manifestPath, Buffer.from(text)]]), title };
    });
  };
  const editAgent = async (
    kind: IdKind,
    id: string,
    options: EditOptions,
    change: (draft: AgentDraft, slug: string) => Promise<DraftEdit>,
  ): Promise<void> => {
    await edit(options, (snapshot, draft) => {
      const version = versionNumber(snapshot, options.version);
      if (version !== snapshot.draft) throw failure("not-the-draft", { version, draft: snapshot.draft });
      return change(draft, findAgent(snapshot, id, kind));
    });
  };
  const engineIdOf = async (kind: IdKind, slug: string): Promise<string> =>
    (await snapshots.current()).ids.idOf(kind, slug);
  return {
    deploy({ title = null, description, version, attach = [], evenIfUnchanged = false, ...options } = {}) {
      const words = cleanDescription(description ?? "");
      const asked = {
        scope: null,
        branch: world.branch,
        title,
        ...(words === null ? {} : { description: words }),
        attach,
        evenIfUnchanged,
        push: request,
        ...(version === undefined ? {} : { version }),
      };
      return write(options, async (asking) => (await planDeployment(asking, asked)).apply());
    },
    attach(numbers, pins, { direction, replace = false, ...options } = {}) {
      const asked = {
        numbers: [numbers].flat(),
        pins: (Array.isArray(pins) ? pins : [pins]).map(toPin),
        direction: direction ?? null,
        replace,
        commit: true,
        push: request,
      };
      return write(options, async (asking) => {
        const plan = await planAttachment(asking, asked);
        await plan.apply();
        return plan.changes;
      });
    },
    async createPhoneNumber({ phone_number: number, ...request }, options = {}) {
      const edits = (snapshot: Snapshot): NumberEdit[] => {
        if (snapshot.manifest.numbers.has(number)) throw failure("number-exists", { number });
        return [{ kind: "add", number }, ...numberEdits(snapshot, number, request)];
      };
      await editNumber(options, edits, `Add ${number}`);
      return reads.getPhoneNumber(number);
    },
    async updatePhoneNumber(number, request, options = {}) {
      await reads.getPhoneNumber(number);
      const edits = (snapshot: Snapshot): NumberEdit[] => numberEdits(snapshot, number, request);
      await editNumber(options, edits, `Update ${number}: ${Object.keys(request).join(", ")}`);
      return reads.getPhoneNumber(number);
    },
    async deletePhoneNumber(number, options = {}) {
      await reads.getPhoneNumber(number);
      await editNumber(options, () => [{ kind: "remove", number }], `Remove ${number}`);
    },
    async createAgent(body, options = {}) {
      const made = await edit(options, (snapshot, draft) =>
        createAgentEdit(draft, body, (id, kind) => snapshot.ids.slugOf(kind, id)),
      );
      return reads.getAgent(await engineIdOf("agent_id", made.slug));
    },
    async createRetellLlm(body, options = {}) {
      const made = await edit(options, (_, draft) => createEngineEdit(draft, "retell-llm", body));
      return reads.getRetellLlm(await engineIdOf("llm_id", made.slug));
    },
    async createConversationFlow(body, options = {}) {
      const made = await edit(options, (_, draft) => createEngineEdit(draft, "conversation-flow", body));
      return reads.getConversationFlow(await engineIdOf("conversation_flow_id", made.slug));
    },
    async updateAgent(id, body, options = {}) {
      await editAgent("agent_id", id, options, (draft, slug) => updateAgentEdit(draft, slug, body));
      return reads.getAgent(id);
    },
    async updateRetellLlm(id, body, options = {}) {
      await editAgent("llm_id", id, options, (draft, slug) =>
        updateEngineEdit(draft, slug, "retell-llm", body),
      );
      return reads.getRetellLlm(id);
    },
    async updateConversationFlow(id, body, options = {}) {
      await editAgent("conversation_flow_id", id, options, (draft, slug) =>
        updateEngineEdit(draft, slug, "conversation-flow", body),
      );
      return reads.getConversationFlow(id);
    },
    deleteAgent: (id, options = {}) => editAgent("agent_id", id, options, removeEdit),
    async restoreAgent(id, version, options = {}) {
      await editAgent("agent_id", id, options, (draft, slug) => restoreEdit(draft, slug, version));
      return reads.getAgent(id);
    },
  };
}

function toPin(pin: PinRequest): WeightedPin {
  if (typeof pin !== "string") return pin;
  const parsed = parsePin(pin);
  if (parsed === null)
    throw failure("usage", {
      message: `"${pin}" is not a pin.`,
      hint: "receptionist@v3 or receptionist@draft",
    });
  return { ...parsed, weight: 1 };
}
