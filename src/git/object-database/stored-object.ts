import { hash } from "node:crypto";
import type { Oid } from "../../model/version.js";

export type ObjectType = "blob" | "tree" | "commit" | "tag";

/** An object as it is stored. The bytes are shared with other readers: nobody writes into them. */
export interface StoredObject {
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

/** The id that git gives to bytes: sha1 over `<type> <length>\0<bytes>`. */
export function nameObject(type: ObjectType, bytes: Uint8Array): Oid {
  return hash("sha1", Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]));
}
