import type { Theme } from "../../format/theme.js";
import { visible } from "../../format/value-lines.js";
import { wrapText } from "../../format/wrap-text.js";
import type { CodeLine } from "../actions.js";
import { type Content, linesOnly } from "./content.js";

/** An agent's configuration as coloured YAML. */
export function configurationContent(code: readonly CodeLine[], width: number, theme: Theme): Content {
  const styles = {
    key: theme.pinned,
    text: theme.added,
    value: theme.changed,
    comment: theme.muted,
    plain: (text: string) => text,
  };
  return linesOnly(
    code.flatMap((line) =>
      wrapText(line.map(({ kind, text }) => styles[kind](visible(text))).join(""), width),
    ),
  );
}
