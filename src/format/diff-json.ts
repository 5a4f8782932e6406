import type { AffectedLine, AgentDiff, BlastRadius, DescribedChange } from "../model/change.js";
import { type DiffReport, isEmptyDiff } from "./diff-report.js";
import { jsonDocument } from "./json.js";
import { lineChangeJson, pinJson } from "./pin-json.js";
import { sideJson } from "./side.js";

/** The stable JSON of `diff` (docs/diff-json.md). */
export function jsonDiff(report: DiffReport): string {
  return jsonDocument(diffValue(report));
}

/** The same as a value, for the reports that contain it. */
export function diffValue({ from, to, diff }: DiffReport): object {
  return {
    from: sideJson(from),
    to: sideJson(to),
    identical: isEmptyDiff(diff),
    agents: diff.agents.map(agentJson),
    numbers: { unreadable: diff.unreadableManifest, changes: diff.numbers.map(changeJson) },
    radius: radiusJson(diff.radius),
  };
}

function agentJson({ agent, change, engineBefore, engineAfter, changes }: AgentDiff): object {
  return {
    agent,
    change: change.kind,
    renamedFrom: change.kind === "renamed" ? change.from : null,
    unreadable: change.kind === "unreadable" ? change.side : null,
    engineBefore,
    engineAfter,
    changes: changes.map(changeJson),
  };
}

function changeJson(change: DescribedChange): object {
  const { text: _, label, layout, names, ...own } = change;
  return { ...own, label, layout, ...(names === null ? {} : { names }) };
}

function radiusJson({ followingDraft, pinned, moved }: BlastRadius): object {
  return {
    followingDraft: followingDraft.map(affectedJson),
    pinned: pinned.map(affectedJson),
    moved: moved.map(lineChangeJson),
  };
}

function affectedJson({ number, nickname, direction, pin }: AffectedLine): object {
  return { number, nickname, direction, ...pinJson(pin) };
}
