import { hash } from "node:crypto";
import type { Oid } from "../model/version.js";
import type { ObjectType } from "./object-store.js";

/** The id that git gives to bytes: sha1 over `<type> <length>\0<bytes>`. */
export function nameObject(type: ObjectType, bytes: Uint8Array): Oid {
  return hash("sha1", Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]));
}
