import { deflateSync } from "node:zlib";
import type { Oid } from "../../model/version.js";
import type { WorldFs } from "../../world.js";
import { damage } from "./damage.js";
import { inflateWhole } from "./inflate.js";
import type { ObjectType, StoredObject } from "./stored-object.js";

/** The file of a loose object: `<type> <length>\0<bytes>`, compressed. */
export function looseObject(type: ObjectType, bytes: Uint8Array): Buffer {
  return deflateSync(Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]));
}

/** Reads a loose object's file. Throws `Damage`; rejects with the system's error when it is not there. */
export async function readLooseObject(fs: WorldFs, path: string, oid: Oid): Promise<StoredObject> {
  const content = inflateWhole(await fs.readFile(path), oid);
  const end = content.indexOf(0);
  const header = /^(blob|tree|commit|tag) (\d+)$/.exec(content.toString("latin1", 0, Math.max(end, 0)));
  const bytes = content.subarray(end + 1);
  if (header === null || Number(header[2]) !== bytes.length) throw damage(oid);
  return { type: header[1] as ObjectType, bytes };
}
