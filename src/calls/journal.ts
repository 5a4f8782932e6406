import { join } from "node:path";
import { syncDirectory } from "../git/durable.js";
import { isMissing } from "../git/errno.js";
import { journalDirectory } from "../git/journal.js";
import { cannotWrite } from "../git/locks.js";
import type { Repository } from "../git/repository.js";
import type { JsonObject, JsonValue } from "../model/json.js";
import type { Oid } from "../model/version.js";

/** A web call as it was created: what it runs never changes. */
export interface CallRecord {
  readonly call_id: string;
  /** The agent by its directory's name, and the id by which replies know it. */
  readonly agent: string;
  readonly agent_id: string;
  readonly agent_name: string | null;
  /** The number of the version, or the one that the draft had then. */
  readonly version: number;
  readonly is_published: boolean;
  readonly commit: Oid;
  /** Oid of the agent's directory: the exact configuration. */
  readonly tree: Oid;
  /** Milliseconds since 1970. */
  readonly created_at: number;
  readonly metadata?: JsonValue;
  readonly retell_llm_dynamic_variables?: JsonObject;
  readonly agent_override?: JsonObject;
  readonly current_node_id?: string | null;
  readonly current_state?: string | null;
}

const idPattern = /^call_([0-9a-z]{9})[0-9a-f]{20}$/;

/** The id of a call: it says on which day it was created, so that one file has to be looked through. */
export function callId(createdAt: number, random: Uint8Array): string {
  const time = createdAt.toString(36).padStart(9, "0");
  return `call_${time}${Buffer.from(random).toString("hex").slice(0, 20)}`;
}

/**
 * Adds a call to the journal, `<common git dir>/tagline/calls/<day>.jsonl`, and waits until it is on the disk. Each
 * record begins and ends with a newline, so that one that was cut off spoils no other. Throws `cannot-write`.
 */
export async function appendCall(repo: Repository, call: CallRecord): Promise<void> {
  const { fs } = repo.world;
  const path = fileOf(repo, call.created_at);
  const directory = join(journalDirectory(repo), "calls");
  try {
    await fs.mkdir(directory, { recursive: true });
    const file = await fs.open(path, "a", 0o600);
    try {
      await file.writeFile(`\n${JSON.stringify(call)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await syncDirectory(fs, directory);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** The call of that id; null when none was created here. */
export async function readCall(repo: Repository, id: string): Promise<CallRecord | null> {
  const time = idPattern.exec(id)?.[1];
  if (time === undefined) return null;
  const text = await repo.world.fs
    .readFile(fileOf(repo, Number.parseInt(time, 36)), "utf8")
    .catch((error: unknown) => {
      if (isMissing(error)) return "";
      throw error;
    });
  const needle = `"call_id":${JSON.stringify(id)}`;
  for (const line of text.split("\n")) {
    if (!line.includes(needle)) continue;
    const call = parse(line);
    // The needle may also stand in what a caller gave for another call.
    if (call?.call_id === id) return call;
  }
  return null;
}

function fileOf(repo: Repository, createdAt: number): string {
  const day = new Date(createdAt).toISOString().slice(0, 10);
  return join(journalDirectory(repo), "calls", `${day}.jsonl`);
}

/** Null for a line that a kill or a power cut has cut off. */
function parse(line: string): CallRecord | null {
  try {
    return JSON.parse(line) as CallRecord;
  } catch {
    return null;
  }
}
