import { plainText } from "../../format/plain-text.js";
import { counted } from "../../format/plural.js";
import type { Theme } from "../../format/theme.js";
import { isoTime, relativeTime } from "../../format/time.js";
import { wrapText } from "../../format/wrap-text.js";
import { formatRev, type Rev } from "../../model/version.js";
import type { Failure, ReadRequest, SideRev } from "../actions.js";
import { draftRows, problemsOf } from "../draft-rows.js";
import { type Loadable, loadedValue } from "../loadable.js";
import { numberLines } from "../number-lines.js";
import { rememberLast } from "../remember-last.js";
import { resourceOf } from "../resources.js";
import { revOf, type VersionRow, versionBefore, versionRowAt } from "../rows.js";
import type { DetailTab, State } from "../state.js";
import { configurationContent } from "./configuration-content.js";
import { type Content, emptyContent, linesOnly } from "./content.js";
import { diffContent } from "./diff-content.js";
import { lineContent, lineHistoryContent, numbersContent } from "./numbers-content.js";
import { problemsContent } from "./problems-content.js";
import { tagContent } from "./tag-content.js";

/** What the right pane shows: what it is about, which tab, and that tab's content. */
export interface DetailPage {
  readonly title: string;
  readonly subtitle: string;
  readonly tab: DetailTab | null;
  /** What the tab says beside its name: which agent, against which version. */
  readonly note: string;
  readonly content: Content;
}

/** What the right pane of this state needs to have read, the most wanted first. */
export function requestsOf(state: State): readonly ReadRequest[] {
  const subject = subjectOf(state);
  switch (subject.kind) {
    case "nothing":
      return [];
    case "comparison":
      return [{ kind: "changes", from: subject.from, to: subject.to, agent: null }];
    case "version":
      return requestsOfTree(state, subject);
    case "agent":
      return requestsOfTree(state, subject);
    case "line":
      return subject.tab === "history" ? [{ kind: "line-history", number: subject.number }] : [];
  }
}

/** The right pane of a state, for a pane of that width. */
export function detailPage(state: State, width: number): DetailPage {
  const { theme } = state;
  const subject = subjectOf(state);
  switch (subject.kind) {
    case "nothing": {
      const list = { versions: state.versions, draft: state.status, numbers: state.numbers }[state.tab];
      // The list has no room for why it could not be read.
      const content = list.kind === "failed" ? failureContent(list.failure, width, theme) : emptyContent;
      return { title: "", subtitle: "", tab: null, note: "", content };
    }
    case "comparison": {
      const title = `${theme.strong(sideName(subject.from))} → ${theme.strong(sideName(subject.to))}`;
      const { words, context } = state.detail;
      const note = `${words ? "words marked" : "whole lines"}, ${counted(context, "line")} around`;
      const content = changesOf(
        state,
        { kind: "changes", from: subject.from, to: subject.to, agent: null },
        width,
      );
      return { title, subtitle: "", tab: null, note, content };
    }
    case "version": {
      const { title, subtitle } = versionTitle(state, subject.row);
      return { title, subtitle, tab: subject.tab, ...treePage(state, subject, width) };
    }
    case "agent": {
      const title = theme.strong(subject.agent === null ? "everything" : plainText(subject.agent));
      return { title, subtitle: draftText(state), tab: subject.tab, ...treePage(state, subject, width) };
    }
    case "line": {
      const line = subject.line;
      const name = line.nickname === null ? "" : `  ${plainText(line.nickname)}`;
      const title = `${theme.strong(plainText(line.number))}${theme.muted(name)}  ${line.direction}`;
      const content =
        subject.tab === "history"
          ? loaded(
              resourceOf(state, { kind: "line-history", number: subject.number }),
              width,
              theme,
              ({ history }) => lineHistoryContent(history, state.now, width, theme),
            )
          : lineContent(line, width, theme);
      return { title, subtitle: "", tab: subject.tab, note: "", content };
    }
  }
}

/** Which of an agent list the configuration tab shows; null while it is not known. */
export function shownAgent(
  state: State,
): { readonly slug: string; readonly at: number; readonly of: number } | null {
  const subject = subjectOf(state);
  if (subject.kind !== "version") return null;
  const found = resourceOf(state, { kind: "agents", rev: revOf(subject.row) });
  if (found.kind !== "loaded" || found.value.slugs.length === 0) return null;
  const { slugs } = found.value;
  const at = ((state.detail.agent % slugs.length) + slugs.length) % slugs.length;
  return { slug: slugs[at] ?? "", at, of: slugs.length };
}

type TreeSubject =
  | { readonly kind: "version"; readonly row: VersionRow; readonly tab: DetailTab }
  | { readonly kind: "agent"; readonly agent: string | null; readonly tab: DetailTab };

type Subject =
  | { readonly kind: "nothing" }
  | { readonly kind: "comparison"; readonly from: SideRev; readonly to: Rev }
  | TreeSubject
  | {
      readonly kind: "line";
      readonly number: string;
      readonly line: ReturnType<typeof numberLines>[number];
      readonly tab: DetailTab;
    };

function subjectOf(state: State): Subject {
  const { compared, detail, lists, tab } = state;
  if (compared !== null) return { kind: "comparison", ...compared };
  const shown = detail.tabs[tab];
  switch (tab) {
    case "versions": {
      const row = versionRowAt(state, lists.versions.cursor);
      return row === null ? { kind: "nothing" } : { kind: "version", row, tab: shown };
    }
    case "draft": {
      const status = loadedValue(state.status);
      const row = status === null ? undefined : draftRows(status)[lists.draft.cursor];
      return row === undefined ? { kind: "nothing" } : { kind: "agent", agent: row.agent, tab: shown };
    }
    case "numbers": {
      const read = loadedValue(state.numbers);
      const line = read === null ? undefined : numberLines(read)[lists.numbers.cursor];
      return line === undefined
        ? { kind: "nothing" }
        : { kind: "line", number: line.number, line, tab: shown };
    }
  }
}

function changesRequest(state: State, subject: TreeSubject): Extract<ReadRequest, { kind: "changes" }> {
  if (subject.kind === "agent")
    return { kind: "changes", from: newestSide(state), to: { kind: "worktree" }, agent: subject.agent };
  const { row } = subject;
  switch (row.kind) {
    case "worktree":
      return { kind: "changes", from: { kind: "draft" }, to: { kind: "worktree" }, agent: null };
    case "draft":
      return { kind: "changes", from: newestSide(state), to: { kind: "draft" }, agent: null };
    case "version": {
      const before = versionBefore(state, row.version);
      const from: SideRev = before === null ? { kind: "nothing" } : { kind: "version", version: before };
      return { kind: "changes", from, to: { kind: "version", version: row.version }, agent: null };
    }
  }
}

function newestSide(state: State): SideRev {
  const newest = loadedValue(state.versions)?.[0];
  return newest === undefined ? { kind: "nothing" } : { kind: "version", version: newest };
}

function requestsOfTree(state: State, subject: TreeSubject): readonly ReadRequest[] {
  switch (subject.tab) {
    case "changes":
      return [changesRequest(state, subject)];
    case "configuration": {
      if (subject.kind === "agent")
        return subject.agent === null
          ? []
          : [{ kind: "configuration", rev: { kind: "worktree" }, agent: subject.agent }];
      const rev = revOf(subject.row);
      const agent = shownAgent(state);
      const list: ReadRequest = { kind: "agents", rev };
      return agent === null ? [list] : [list, { kind: "configuration", rev, agent: agent.slug }];
    }
    case "tag":
      return subject.kind === "version" && subject.row.kind === "version"
        ? [{ kind: "tag", version: subject.row.version }, { kind: "integrity" }]
        : [];
    default:
      return [];
  }
}

function treePage(state: State, subject: TreeSubject, width: number): { note: string; content: Content } {
  const { theme } = state;
  switch (subject.tab) {
    case "changes": {
      const request = changesRequest(state, subject);
      const note = request.from === null ? "" : `since ${sideName(request.from)}`;
      return { note, content: changesOf(state, request, width) };
    }
    case "configuration": {
      const agent = subject.kind === "agent" ? subject.agent : (shownAgent(state)?.slug ?? null);
      if (subject.kind === "agent" && agent === null)
        return { note: "", content: linesOnly(["Choose an agent on the left."]) };
      const rev: Rev = subject.kind === "agent" ? { kind: "worktree" } : revOf(subject.row);
      if (agent === null) {
        const list = resourceOf(state, { kind: "agents", rev });
        return { note: "", content: loaded(list, width, theme, () => linesOnly(["No agents."])) };
      }
      const which = subject.kind === "version" ? shownAgent(state) : null;
      const note = which === null ? agent : `${agent}, ${which.at + 1} of ${which.of}`;
      const read = resourceOf(state, { kind: "configuration", rev, agent });
      return {
        note,
        content: loaded(read, width, theme, ({ lines }) => rememberedConfiguration(lines, width, theme)),
      };
    }
    case "numbers": {
      const version =
        subject.kind === "version" && subject.row.kind === "version" ? subject.row.version : null;
      const content = loaded(state.numbers, width, theme, (read) =>
        numbersContent(version, numberLines(read), width, theme),
      );
      return { note: "", content };
    }
    case "tag": {
      if (subject.kind !== "version" || subject.row.kind !== "version")
        return {
          note: "",
          content: linesOnly(wrapText("Only a version has a tag: D deploys the draft.", width)),
        };
      const verified = resourceOf(state, { kind: "integrity" });
      const integrity =
        verified.kind === "loaded" ? ({ kind: "loaded", value: verified.value.verified } as const) : verified;
      const tag = resourceOf(state, { kind: "tag", version: subject.row.version });
      return {
        note: "",
        content: loaded(tag, width, theme, (read) => tagContent(read.tag, integrity, width, theme)),
      };
    }
    case "problems": {
      const agent = subject.kind === "agent" ? subject.agent : null;
      const content = loaded(state.status, width, theme, (status) =>
        problemsContent(problemsOf(status, agent), width, theme),
      );
      return { note: "", content };
    }
    case "history":
      return { note: "", content: emptyContent };
  }
}

function sideName(rev: SideRev): string {
  switch (rev.kind) {
    case "nothing":
      return "nothing";
    case "worktree":
      return "the working tree";
    default:
      return plainText(formatRev(rev));
  }
}

const rememberedDiff = rememberLast(
  (
    comparison: Parameters<typeof diffContent>[0],
    width: number,
    words: boolean,
    context: number,
    folded: ReadonlySet<string>,
    theme: Theme,
  ) => diffContent(comparison, { width, words, context, folded }, theme),
);

const rememberedConfiguration = rememberLast(configurationContent);

function changesOf(state: State, request: Extract<ReadRequest, { kind: "changes" }>, width: number): Content {
  const { words, context, folded } = state.detail;
  const { theme } = state;
  return loaded(resourceOf(state, request), width, theme, ({ comparison }) =>
    rememberedDiff(comparison, width, words, context, folded, theme),
  );
}

function loaded<T>(read: Loadable<T>, width: number, theme: Theme, make: (value: T) => Content): Content {
  switch (read.kind) {
    case "loading":
      return linesOnly([theme.muted("reading …")]);
    case "failed":
      return failureContent(read.failure, width, theme);
    case "loaded":
      return make(read.value);
  }
}

function failureContent({ message, hint, problems }: Failure, width: number, theme: Theme): Content {
  const lines = wrapText(`${theme.error("✗")} ${plainText(message)}`, width);
  if (hint !== null) lines.push(...wrapText(`${theme.muted("hint:")} ${plainText(hint)}`, width));
  return problems.length === 0 ? linesOnly(lines) : withAbove(lines, problemsContent(problems, width, theme));
}

function withAbove(above: readonly string[], content: Content): Content {
  const by = above.length + 1;
  return {
    lines: [...above, "", ...content.lines],
    changes: content.changes.map((line) => line + by),
    sections: content.sections.map(({ line, key }) => ({ line: line + by, key })),
    places: content.places.map((place) => ({ ...place, line: place.line + by })),
  };
}

function versionTitle(state: State, row: VersionRow): { title: string; subtitle: string } {
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
