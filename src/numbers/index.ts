import { agentsOfVersions } from "../git/version-lookup.js";
import { type OpenRepository, openRepository } from "../git/workspace.js";
import type { JsonObject } from "../model/json.js";
import { type Direction, directions } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import type { Problem } from "../model/problem.js";
import type { Oid } from "../model/version.js";
import type { World } from "../world.js";
import { readDraftManifest } from "./draft-manifest.js";

/** A pin with the commit that it stands for; null when the version does not exist. */
export interface ResolvedPin extends WeightedPin {
  readonly commit: Oid | null;
}

/** A number of the manifest at HEAD. */
export interface NumberRow {
  readonly number: string;
  readonly nickname: string | null;
  readonly lines: Readonly<Record<Direction, readonly ResolvedPin[]>>;
  readonly settings: JsonObject;
}

/** Every number of the manifest at HEAD, in the file's order, and what is wrong with the manifest. */
export async function listNumbers(
  world: World,
): Promise<{ rows: NumberRow[]; problems: readonly Problem[] }> {
  return readNumbers(await openRepository(world));
}

/** The same, of a repository that is open. */
export async function readNumbers(
  opened: OpenRepository,
): Promise<{ rows: NumberRow[]; problems: readonly Problem[] }> {
  const { manifest, problems, head } = await readDraftManifest(
    opened,
    agentsOfVersions(opened.repo, opened.versions),
  );
  const rows: NumberRow[] = [];
  for (const { number, nickname, lines, settings } of manifest.numbers.values()) {
    const resolved: Record<Direction, ResolvedPin[]> = {
      inbound: [],
      outbound: [],
      inbound_sms: [],
      outbound_sms: [],
    };
    for (const direction of directions)
      for (const pin of lines[direction] ?? []) {
        const commit =
          pin.version === null ? head : ((await opened.versions.read(pin.version))?.commit ?? null);
        resolved[direction].push({ ...pin, commit });
      }
    rows.push({ number, nickname, lines: resolved, settings });
  }
  return { rows, problems };
}
