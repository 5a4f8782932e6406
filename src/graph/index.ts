import type { Comparison } from "../compare/index.js";
import { failure } from "../errors.js";
import type { Agent } from "../model/agent.js";
import type { Picture } from "../model/picture.js";
import type { Oid, Rev } from "../model/version.js";
import { showAgent } from "../show/index.js";
import type { World } from "../world.js";
import { drawFlow } from "./draw-flow.js";
import { drawStates } from "./draw-states.js";
import type { Drawing } from "./drawing.js";
import { aroundChanges, markChanges, plainPicture } from "./mark-changes.js";

/** An agent's picture, and the sides it shows. */
export interface DrawnAgent {
  readonly picture: Picture;
  readonly rev: Rev;
  readonly commit: Oid | null;
  /** The side that changes are marked against; null in a picture of one side. */
  readonly against: { readonly rev: Rev; readonly commit: Oid | null } | null;
  /** Versions whose tags were moved by hand: they are drawn as they were published. */
  readonly moved: readonly number[];
}

/**
 * Draws the flow of one agent at a rev (null: the working tree where there is one, else the draft), or the
 * states of an LLM. With `against`, what was added, removed and changed since that rev is marked. Throws
 * `nothing-to-draw` for an agent that has neither, and as `showAgent` does.
 */
export async function graphAgent(
  world: World,
  slug: string,
  rev: Rev | null,
  against: Rev | null,
): Promise<DrawnAgent> {
  const { agent, rev: shown, commit, moved } = await showAgent(world, slug, rev);
  const now = drawAgent(agent);
  if (against === null) {
    if (now === null) throw nothingToDraw(agent);
    return { picture: plainPicture(now), rev: shown, commit, against: null, moved: numbers(moved) };
  }
  const old = await showAgent(world, slug, against);
  const before = drawAgent(old.agent);
  if (now === null && before === null) throw nothingToDraw(agent);
  return {
    picture: markChanges(before, now),
    rev: shown,
    commit,
    against: { rev: old.rev, commit: old.commit },
    moved: numbers(moved, old.moved),
  };
}

function numbers(...versions: readonly (number | null)[]): number[] {
  return versions.filter((version) => version !== null);
}

/** Pictures of the agents that changed, by slug; of a large flow only what stands around the changes. */
export function drawChanges({
  diff,
  before,
  after,
}: Pick<Comparison, "diff" | "before" | "after">): ReadonlyMap<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const { agent, change } of diff.agents) {
    // What is new or gone as a whole has no changes to mark.
    if (change.kind === "added" || change.kind === "removed") continue;
    const old = before.get(change.kind === "renamed" ? change.from : agent);
    const whole = pictureOfChange(old, after.get(agent));
    if (whole !== null) pictures.set(agent, aroundChanges(whole, largePicture));
  }
  return pictures;
}

/** More nodes than these are no picture that a reviewer takes in. */
const largePicture = 40;

/** The picture of what changed in an agent; null when neither side has a flow or states, or none of it changed. */
function pictureOfChange(before: Agent | undefined, after: Agent | undefined): Picture | null {
  const old = before === undefined ? null : drawAgent(before);
  const now = after === undefined ? null : drawAgent(after);
  if (old === null && now === null) return null;
  const picture = markChanges(old, now);
  const isMarked = [...picture.nodes, ...picture.edges].some(({ mark }) => mark !== "same");
  return isMarked ? picture : null;
}

function drawAgent({ engine }: Agent): Drawing | null {
  switch (engine.kind) {
    case "conversation-flow":
      return drawFlow(engine.config);
    case "retell-llm":
      return drawStates(engine.config);
    case "custom-llm":
      return null;
  }
}

function nothingToDraw({ slug, engine }: Agent): Error {
  return failure("nothing-to-draw", { agent: slug, engine: engine.kind });
}
