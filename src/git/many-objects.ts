import type { Oid } from "../model/version.js";
import type { ObjectType, StoredObject } from "./object-database/stored-object.js";
import { readObject } from "./objects.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** From here on starting git takes less than it saves: 10 ms against 12 µs an object. */
const many = 1000;

/**
 * Reads objects and gives each to `use`, with its place in `oids`; those that are nowhere are passed over. A great many
 * come from `git cat-file`, which needs a fourth of the time, and are used while it reads the next; where it is not
 * there or fails, they are read one by one, from the start.
 */
export async function readObjects(
  repo: Repository,
  oids: readonly Oid[],
  use: (place: number, object: StoredObject) => void,
): Promise<void> {
  if (oids.length >= many) {
    const reader = batchReader(oids, use);
    const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, ["cat-file", "--batch", "--buffer"], {
      input: oids.map((oid) => `${oid}\n`).join(""),
      onOutput: reader.take,
      optional: true,
    });
    if (said?.code === 0 && reader.read() === oids.length) return;
  }
  for (const [place, oid] of oids.entries()) {
    const object = await readObject(repo, oid);
    if (object !== null) use(place, object);
  }
}

/** Reads `<oid> <type> <size>\n<bytes>\n`, or `<oid> missing\n`, once for each of `oids` (git-cat-file, "Batch output"). */
function batchReader(
  oids: readonly Oid[],
  use: (place: number, object: StoredObject) => void,
): { readonly take: (chunk: Buffer) => void; readonly read: () => number } {
  let place = 0;
  let rest: Buffer = Buffer.alloc(0);
  const take = (chunk: Buffer): void => {
    const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (let end = data.indexOf("\n"); end >= 0; end = data.indexOf("\n", at)) {
      const header = data.toString("latin1", at + (oids[place]?.length ?? 0) + 1, end);
      const space = header.indexOf(" ");
      const size = space < 0 ? 0 : Number(header.slice(space));
      const next = space < 0 ? end + 1 : end + 1 + size + 1;
      if (next > data.length) break;
      if (space >= 0)
        use(place, { type: header.slice(0, space) as ObjectType, bytes: data.subarray(end + 1, next - 1) });
      place += 1;
      at = next;
    }
    rest = data.subarray(at);
  };
  return { take, read: () => place };
}
