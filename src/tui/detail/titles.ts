import { plainText } from "../../format/plain-text.js";
import { counted } from "../../format/plural.js";
import { isoTime, relativeTime } from "../../format/time.js";
import { formatRev } from "../../model/version.js";
import type { SideRev } from "../actions.js";
import type { VersionRow } from "../rows.js";
import type { State } from "../state.js";

/** What a row of the versions' list is, in two lines. */
export function versionTitle(state: State, row: VersionRow): { title: string; subtitle: string } {
  const { theme } = state;
  if (row.kind === "worktree")
    return { title: theme.strong("working tree"), subtitle: "edits that are not committed" };
  if (row.kind === "draft") return { title: theme.strong("draft"), subtitle: draftText(state) };
  const name = theme.pinned(`v${row.version}`);
  const entry = state.rows.get(row.version);
  if (entry === undefined) return { title: name, subtitle: "" };
  if (entry === null) return { title: name, subtitle: theme.error("this tag is no version: tagline verify") };
  const title = entry.title === null ? theme.muted("(no title)") : theme.strong(plainText(entry.title));
  const agents =
    entry.agentsChanged.length === 0 ? "no agent changed" : entry.agentsChanged.map(plainText).join(", ");
  // What a narrow pane cuts is the least: the title, when and who stand in the list too.
  const parts = [plainText(entry.author.name), relativeTime(entry.timestamp, state.now), agents];
  if (entry.numbers.length > 0) parts.push(counted(entry.numbers.length, "number"));
  parts.push(isoTime(entry.timestamp, entry.timezoneOffset));
  return { title: `${name}  ${title}`, subtitle: theme.muted(parts.join(" · ")) };
}

/** How the draft stands: equal to the newest version, ahead of it by some agents, invalid. */
export function draftText(state: Pick<State, "status" | "versions" | "theme">): string {
  const { status, theme } = state;
  if (status.kind === "loading") return theme.muted("reading …");
  if (status.kind === "failed") return theme.error(plainText(status.failure.message));
  const { newest, draftChanges, uncommitted, problems } = status.value;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const parts = [
    newest === null
      ? "nothing is deployed yet"
      : draftChanges.length === 0
        ? `equal to v${newest.version}`
        : `ahead of v${newest.version} by ${draftChanges.map(plainText).join(", ")}`,
  ];
  if (uncommitted.length > 0) parts.push(`not committed: ${uncommitted.map(plainText).join(", ")}`);
  const text = parts.join("; ");
  return errors > 0 ? `${theme.error(`invalid: ${counted(errors, "error")}`)}; ${text}` : text;
}

/** A side of a comparison, as it is called here. */
export function sideName(rev: SideRev): string {
  switch (rev.kind) {
    case "nothing":
      return "nothing";
    case "worktree":
      return "the working tree";
    default:
      return plainText(formatRev(rev));
  }
}
