import { prettyNumberHistory } from "../../format/number-history.js";
import { plainText } from "../../format/plain-text.js";
import type { Theme } from "../../format/theme.js";
import { wrapText } from "../../format/wrap-text.js";
import { formatPin } from "../../model/pin.js";
import type { NumberHistory } from "../actions.js";
import type { NumberLine } from "../number-lines.js";
import { type Content, linesOnly } from "./content.js";

/** The lines that run a version (null: the draft). */
export function numbersContent(
  version: number | null,
  lines: readonly NumberLine[],
  width: number,
  theme: Theme,
): Content {
  const on = lines.flatMap((line) =>
    line.pins.filter((pin) => pin.version === version).map((pin) => ({ line, pin })),
  );
  const what = version === null ? "the draft" : `v${version}`;
  if (on.length === 0)
    return linesOnly(wrapText(`No number points to ${what}. Press a to attach one.`, width));
  return linesOnly(
    on.flatMap(({ line, pin }) => {
      const name = line.nickname === null ? "" : ` ${theme.muted(`(${plainText(line.nickname)})`)}`;
      const share = pin.weight === 1 ? "" : `, ${percent(pin.weight)} of its calls`;
      return wrapText(
        `${plainText(line.number)}${name} ${line.direction} runs ${plainText(pin.agent)}${share}`,
        width,
      );
    }),
  );
}

const meanings: Readonly<Record<NumberLine["state"], string>> = {
  broken: "nothing answers to it: no such agent in that version",
  stale: "another configuration than the newest version has",
  current: "what the newest version has",
  draft: "follows the draft: changes with every commit",
  none: "no agent",
};

/** What a line would run now. */
export function lineContent(line: NumberLine, width: number, theme: Theme): Content {
  const mark = {
    broken: theme.error("✗"),
    stale: theme.warning("!"),
    current: theme.ok("✓"),
    draft: theme.changed("~"),
    none: "·",
  };
  const pins = line.pins.map((pin) => {
    const share = pin.weight === 1 ? "" : `  ${percent(pin.weight)} of its calls`;
    const commit = pin.commit === null ? "no such version" : pin.commit.slice(0, 12);
    return `${theme.pinned(plainText(formatPin(pin)))}${share}  ${theme.muted(commit)}`;
  });
  const lines = [
    `${mark[line.state]} ${meanings[line.state]}`,
    "",
    ...(pins.length === 0 ? ["No agent answers this line. Press a to attach one."] : pins),
  ];
  return linesOnly(lines.flatMap((text) => wrapText(text, width)));
}

/** What the lines of a number pointed to. */
export function lineHistoryContent(
  history: NumberHistory,
  now: number,
  width: number,
  theme: Theme,
): Content {
  if (history.runs.length === 0) return linesOnly([`${plainText(history.number)} never had an agent.`]);
  const lines = prettyNumberHistory(history, now, theme).trimEnd().split("\n");
  return linesOnly(lines.flatMap((text) => wrapText(text, width)));
}

function percent(weight: number): string {
  return `${Number((weight * 100).toFixed(4))} %`;
}
