import { plainText } from "../../format/plain-text.js";
import { counted } from "../../format/plural.js";
import type { Theme } from "../../format/theme.js";
import { wrapText } from "../../format/wrap-text.js";
import type { Rev } from "../../model/version.js";
import type { Failure, ReadRequest } from "../actions.js";
import { problemsOf } from "../draft-rows.js";
import { type Loadable, loadedValue } from "../loadable.js";
import { numberLines } from "../number-lines.js";
import { rememberLast } from "../remember-last.js";
import { resourceOf } from "../resources.js";
import { revOf } from "../rows.js";
import type { DetailTab, State } from "../state.js";
import { configurationContent } from "./configuration-content.js";
import { type Content, emptyContent, linesOnly } from "./content.js";
import { diffContent } from "./diff-content.js";
import { lineContent, lineHistoryContent, numbersContent } from "./numbers-content.js";
import { problemsContent } from "./problems-content.js";
import { changesRequest, shownAgent, subjectOf, type TreeSubject } from "./subject.js";
import { tagContent } from "./tag-content.js";
import { draftText, sideName, versionTitle } from "./titles.js";

/** What the right pane shows: what it is about, which tab, and that tab's content. */
export interface DetailPage {
  readonly title: string;
  readonly subtitle: string;
  readonly tab: DetailTab | null;
  /** What the tab says beside its name: which agent, against which version. */
  readonly note: string;
  readonly content: Content;
}

/** The right pane of a state, for a pane of that width. */
export function detailPage(state: State, width: number): DetailPage {
  const { theme } = state;
  const subject = subjectOf(state);
  switch (subject.kind) {
    case "nothing": {
      const list = { versions: state.versions, draft: state.status, numbers: state.numbers }[state.tab];
      // The list has no room for why it could not be read.
      const content =
        list.kind === "failed" ? failureContent(list.failure, width, theme) : manifestProblems(state, width);
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

/** Why there are no numbers, where the manifest that routes cannot be read. */
function manifestProblems({ tab, numbers, theme }: State, width: number): Content {
  const problems = tab === "numbers" ? (loadedValue(numbers)?.problems ?? []) : [];
  return problems.length === 0 ? emptyContent : problemsContent(problems, width, theme);
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
