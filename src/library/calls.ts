import { randomBytes } from "node:crypto";
import { appendCall, type CallRecord, callId, readCall } from "../calls/journal.js";
import { publicKeys, signToken, type TokenClaims, tokenLifetime, verifyToken } from "../calls/token.js";
import { failure } from "../errors.js";
import type { JsonObject, JsonValue } from "../model/json.js";
import type { Shared } from "./open-repository.js";
import type { VersionName } from "./wanted-version.js";

/** What a web call is asked for. */
export interface WebCallRequest {
  readonly agent_id: string;
  /** The draft when absent: the call keeps the one there is now. */
  readonly agent_version?: VersionName | null;
  readonly metadata?: JsonValue;
  readonly retell_llm_dynamic_variables?: JsonObject;
  readonly agent_override?: JsonObject;
  readonly current_node_id?: string | null;
  readonly current_state?: string | null;
}

/** A web call that was created: what it keeps, and the token with which to join it. */
export interface WebCall extends CallRecord {
  /** A signed JSON Web Token that names call, agent, version and tree. */
  readonly access_token: string;
  /** Milliseconds since 1970. */
  readonly expires_at: number;
}

/** Web calls. */
export interface Calls {
  /** Throws as `getAgent` does. The call keeps agent, version and configuration for ever. */
  createWebCall(request: WebCallRequest): Promise<WebCall>;
  /** Throws `unknown-call`. */
  getCall(id: string): Promise<CallRecord>;
  /** What a token says, when it is one of this repository's and has not expired; null otherwise. */
  verifyToken(token: string): Promise<TokenClaims | null>;
  /** The keys that verify tokens elsewhere, as a JSON Web Key Set; empty before the first token. */
  publicKeys(): Promise<{ readonly keys: readonly unknown[] }>;
}

export function callMethods({ snapshots, reader }: Shared): Calls {
  return {
    async createWebCall({ agent_id, agent_version, ...given }) {
      const snapshot = await snapshots.current();
      const { repo } = snapshot;
      const { agent, at, oid } = await reader.find(snapshot, "agent_id", agent_id, agent_version);
      const created = repo.world.clock.now();
      const { agent_name: name } = agent.config;
      const call: CallRecord = {
        call_id: callId(created, randomBytes(10)),
        agent: agent.slug,
        agent_id: snapshot.ids.idOf("agent_id", agent.slug),
        agent_name: typeof name === "string" ? name : null,
        version: at.number,
        is_published: at.published !== null,
        commit: at.published?.commit ?? snapshot.commit ?? "",
        tree: oid,
        created_at: created,
        ...given,
      };
      const access_token = await signToken(repo, call);
      await appendCall(repo, call);
      const expires_at = (Math.floor(created / 1000) + tokenLifetime) * 1000;
      return { ...call, access_token, expires_at };
    },
    async getCall(id) {
      const call = await readCall((await snapshots.current()).repo, id);
      if (call === null) throw failure("unknown-call", { id });
      return call;
    },
    verifyToken: async (token) => verifyToken((await snapshots.current()).repo, token),
    publicKeys: async () => publicKeys((await snapshots.current()).repo),
  };
}
