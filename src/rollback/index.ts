import { type LineChoice, type PlannedAttach, planLines } from "../attach/index.js";
import { failure, type TaglineError } from "../errors.js";
import { unknownVersion } from "../git/revs.js";
import type { OpenRepository } from "../git/workspace.js";
import type { ManifestCommit } from "../history/manifest-history.js";
import { directions, type LineChange, type Manifest, manifestPath } from "../model/manifest.js";
import { formatPin } from "../model/pin.js";
import { unknownNumber } from "../numbers/unknown-number.js";
import type { PushRequest } from "../push/index.js";
import type { World } from "../world.js";
import { type ChoiceRefusal, chooseLines, planLine, planRollback, type RollbackRequest } from "./plan.js";
import { readPast } from "./read-past.js";

/** A rollback that was planned and can be applied once. */
export interface PlannedRollback extends PlannedAttach {
  /** Commits whose manifest could not be read where one of the lines stands, and which were passed over. */
  readonly passedOver: readonly ManifestCommit[];
  /** Numbers with a line on the draft: going back from a version leaves them where they are. */
  readonly followingDraft: readonly string[];
}

/**
 * Plans the way back of lines to pins that they had on this branch. Throws `cannot-roll-back` naming every line
 * that has none, `unknown-number`, `unknown-version`, `several-lines`, and as `planLines` does.
 */
export async function planGoingBack(
  world: World,
  request: RollbackRequest & { readonly commit: boolean; readonly push: PushRequest },
): Promise<PlannedRollback> {
  let passedOver: readonly ManifestCommit[] = [];
  let followingDraft: readonly string[] = [];
  const planned = await planLines(world, {
    commit: request.commit,
    push: request.push,
    message: commitMessage,
    async choose(from) {
      const { workspace, head, manifest } = from;
      await refuseUnknownVersion(workspace, request.to);
      await refuseUnknownVersion(workspace, request.allOn);
      const chosen = chooseLines(request, manifest);
      if ("refused" in chosen) throw choiceRefusal(chosen.refused, from);
      const { forward = true } = request;
      const isEnough = (line: Parameters<typeof planLine>[0]): boolean =>
        "after" in planLine(line, request.to, forward);
      const read = await readPast(workspace, head, chosen, isEnough);
      const changes = planRollback(read.lines, request.to, forward);
      if ("refused" in changes) throw failure("cannot-roll-back", { lines: changes.refused });
      passedOver = read.passedOver;
      followingDraft = numbersOnDraft(manifest);
      return changes;
    },
  });
  return { ...planned, passedOver, followingDraft };
}

async function refuseUnknownVersion({ versions }: OpenRepository, version: number | null): Promise<void> {
  if (version !== null && (await versions.read(version)) === null)
    throw await unknownVersion(versions, version);
}

function choiceRefusal(refused: ChoiceRefusal, { manifest, problems, sources }: LineChoice): TaglineError {
  const { number } = refused;
  switch (refused.kind) {
    case "unknown-number": {
      // A manifest that cannot be read has no numbers: then it is not the number that is wrong.
      const errors = problems.filter(({ severity, file }) => severity === "error" && file === manifestPath);
      if (manifest.numbers.size === 0 && errors.length > 0)
        return failure("invalid-configuration", { errors: errors.length, problems: errors, sources });
      return unknownNumber(number, manifest.numbers.keys());
    }
    case "several-lines": {
      const { lines } = refused;
      return failure("several-lines", { number, lines: lines.join(", "), first: lines[0] ?? "inbound" });
    }
  }
}

function numbersOnDraft(manifest: Manifest): string[] {
  return [...manifest.numbers.values()]
    .filter(({ lines }) =>
      directions.some((direction) => lines[direction]?.some(({ version }) => version === null)),
    )
    .map(({ number }) => number);
}

function commitMessage(changes: readonly LineChange[]): string {
  const lines = changes.map(
    ({ number, direction, after }) =>
      `Roll back ${direction} of ${number} to ${after.map(formatPin).join(" ")}`,
  );
  const [only] = lines;
  return lines.length === 1 ? `${only}\n` : `Roll back ${lines.length} lines\n\n${lines.join("\n")}\n`;
}
