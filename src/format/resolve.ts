import type { Agent } from "../model/agent.js";
import type { Direction } from "../model/manifest.js";
import type { WeightedPin } from "../model/pin.js";
import { formatRef, type Oid } from "../model/version.js";
import { engineJson } from "./engine.js";
import { jsonDocument } from "./json.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** A line and the agents that it may run now; several where calls are split by weight. */
export interface ResolutionReport {
  readonly number: string;
  readonly direction: Direction;
  readonly candidates: readonly {
    readonly pin: WeightedPin;
    /** The version in which the agent last changed; null when that is not known. */
    readonly changedIn: number | null;
    readonly commit: Oid;
    readonly agent: Agent;
  }[];
}

/** A resolution for people: one line for each agent that may answer. */
export function prettyResolution({ number, direction, candidates }: ResolutionReport, theme: Theme): string {
  return candidates
    .map(({ pin, commit, agent, changedIn }) => {
      const same = changedIn === null || changedIn === pin.version ? "" : ` (same as v${changedIn})`;
      const engine = theme.muted(`${agent.engine.kind}, commit ${commit.slice(0, 12)}`);
      return `${theme.strong(plainText(number))} ${direction} → ${theme.pinned(pinsText([pin]))}${same}  ${engine}\n`;
    })
    .join("");
}

/** The stable JSON of `resolve` (DESIGN section 6): `candidates` with weights where there are several. */
export function jsonResolution({ number, direction, candidates }: ResolutionReport): string {
  const listed = candidates.map(({ pin, commit, agent, changedIn }) => ({
    weight: pin.weight,
    agent: pin.agent,
    version: pin.version,
    ref: formatRef(pin.version),
    changedIn,
    commit,
    agentConfig: agent.config,
    engine: engineJson(agent.engine),
  }));
  const [only] = listed;
  if (only === undefined || listed.length > 1) return jsonDocument({ number, direction, candidates: listed });
  const { weight: _, ...candidate } = only;
  return jsonDocument({ number, direction, ...candidate });
}
