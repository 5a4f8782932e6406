import type { WorldFs } from "../../world.js";
import { damage } from "./damage.js";
import { openWindows } from "./file-windows.js";

/** Which objects a pack has, and where. */
export interface PackIndex {
  /** Where in the pack the object of that id starts, or null. The id as its 20 bytes. */
  find(oid: Buffer): Promise<number | null>;
}

/** Where the parts of an index stand; `stride` is from one id to the next. */
interface Layout {
  readonly fanoutAt: number;
  readonly oidsAt: number;
  readonly stride: number;
}

const magic = 0xff744f63;
const fanoutSize = 256 * 4;

/**
 * Opens a pack's index, version 1 or 2 (git's gitformat-pack): a table of how many ids start with each byte or
 * a lower one, then the ids in order. Of a large one only the parts that are asked for are read. Throws
 * `Damage` for anything else.
 */
export async function openPackIndex(fs: WorldFs, path: string): Promise<PackIndex> {
  const file = await openWindows(fs, path);
  const head = await file.read(0, 8 + fanoutSize);
  const isNew = head.length > 8 && head.readUInt32BE(0) === magic;
  const layout: Layout = isNew
    ? { fanoutAt: 8, oidsAt: 8 + fanoutSize, stride: 20 }
    : { fanoutAt: 0, oidsAt: fanoutSize + 4, stride: 24 };
  const perObject = isNew ? 28 : 24;
  if (head.length < 8 + fanoutSize || (isNew && head.readUInt32BE(4) !== 2)) throw damage(path);
  const fanout = Array.from({ length: 256 }, (_, at) => head.readUInt32BE(layout.fanoutAt + at * 4));
  const count = fanout[255] ?? 0;
  if (fanout.some((upTo, at) => upTo < (fanout[at - 1] ?? 0))) throw damage(path);
  if (file.size < layout.fanoutAt + fanoutSize + count * perObject + 40) throw damage(path);

  const offsetOf = async (at: number): Promise<number> => {
    if (!isNew) return (await file.read(fanoutSize + at * 24, 4)).readUInt32BE();
    const offsetsAt = layout.oidsAt + count * 24;
    const offset = (await file.read(offsetsAt + at * 4, 4)).readUInt32BE();
    if (offset < 0x80000000) return offset;
    // Beyond 2 GB, what stands there is a place in a table of larger numbers.
    const far = await file.read(offsetsAt + count * 4 + (offset - 0x80000000) * 8, 8);
    if (far.length < 8) throw damage(path);
    return Number(far.readBigUInt64BE());
  };

  return {
    async find(oid) {
      const top = oid[0] ?? 0;
      const from = fanout[top - 1] ?? 0;
      const upTo = fanout[top] ?? 0;
      if (from === upTo) return null;
      const ids = await file.read(layout.oidsAt + from * layout.stride, (upTo - from) * layout.stride);
      for (let low = 0, high = upTo - from; low < high; ) {
        const middle = (low + high) >> 1;
        const start = middle * layout.stride;
        const order = ids.compare(oid, 0, 20, start, start + 20);
        if (order === 0) return offsetOf(from + middle);
        if (order < 0) low = middle + 1;
        else high = middle;
      }
      return null;
    },
  };
}
