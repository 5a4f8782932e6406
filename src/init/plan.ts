import type { EngineType } from "../model/agent.js";

/** A file as this command would make it. */
export interface NewFile {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
}

/**
 * What is at a path: nothing, and then from where on (`.vscode` of `.vscode/settings.json`); something; or a link or
 * a file on the way, through which nothing is written.
 */
export type AtPath =
  | { readonly kind: "nothing"; readonly from: string }
  | { readonly kind: "there" }
  | { readonly kind: "blocked"; readonly by: string };

/** The README as it is found: `marked` has the section already, `other` is none that a section can be added to. */
export type ReadmeFound =
  | { readonly kind: "none" }
  | { readonly kind: "marked" | "other"; readonly path: string }
  | { readonly kind: "own"; readonly path: string; readonly text: string };

/** Something that was not made, and why; `hint` is what makes it after all. */
export interface LeftOut {
  readonly path: string;
  readonly reason: string;
  readonly hint: string | null;
}

/** Everything that the plan is made from. */
export interface InitFacts {
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly hasRepository: boolean;
  /** The branch that versions are made on. */
  readonly branch: string;
  /** The number that the next deploy makes. */
  readonly draft: number;
  readonly agent: {
    readonly slug: string;
    readonly engine: EngineType;
    /** By path from the root. */
    readonly files: ReadonlyMap<string, string>;
    readonly at: AtPath;
  } | null;
  readonly number: { readonly number: string; readonly agent: string } | null;
  readonly files: readonly (NewFile & { readonly at: AtPath })[];
  readonly readme: {
    readonly found: ReadmeFound;
    readonly section: string;
    /** Whether the section goes to the end of a README that is there. */
    readonly appends: boolean;
  };
  readonly leftOut: readonly LeftOut[];
  /** Paths that git would not take. */
  readonly ignored: ReadonlySet<string>;
}

/** What will be made: nothing in it overwrites anything. */
export interface InitPlan {
  readonly directory: string;
  readonly makesRepository: boolean;
  readonly branch: string;
  readonly draft: number;
  /** The agent that is made; null when there are agents. */
  readonly agent: Omit<NonNullable<InitFacts["agent"]>, "at"> | null;
  /** The number that the new manifest has, pinned to the draft of an agent. */
  readonly number: InitFacts["number"];
  readonly create: readonly NewFile[];
  /** A README that grows: its text before and after. */
  readonly append: { readonly path: string; readonly before: string; readonly text: string } | null;
  /** Paths that are there and stay as they are. */
  readonly kept: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** What to give to `git add`: the topmost of each new path. */
  readonly added: readonly string[];
}

/** The comment that the section in a README begins with, and is found by. */
export const readmeMark = "<!-- tagline init -->";

/** Works out what is missing. */
export function planInit(facts: InitFacts): InitPlan {
  const { agent } = facts;
  const makesAgent = agent !== null && agent.at.kind === "nothing";
  const added = new Set<string>(agent?.at.kind === "nothing" ? [agent.at.from] : []);
  const kept: string[] = [];
  const leftOut = [...facts.leftOut];
  const create: NewFile[] = [];
  for (const { path, text, at } of facts.files) {
    switch (at.kind) {
      case "nothing":
        create.push({ path, text });
        if (!facts.ignored.has(path)) added.add(at.from);
        break;
      case "there":
        kept.push(path);
        break;
      case "blocked":
        leftOut.push({
          path,
          reason: `${at.by} is a link or a file, and nothing is written through it`,
          hint: null,
        });
        break;
    }
  }
  const { found, section, appends } = facts.readme;
  const append =
    found.kind === "own" && appends
      ? { path: found.path, before: found.text, text: withSection(found.text, section) }
      : null;
  if (found.kind === "none") {
    create.push({ path: "README.md", text: `# Voice agents\n\n${section}` });
    if (!facts.ignored.has("README.md")) added.add("README.md");
  } else if (append !== null) added.add(found.path);
  else if (found.kind === "own")
    leftOut.push({ path: found.path, reason: "it is yours", hint: "--readme adds a section to it" });
  else kept.push(found.path);
  const { number } = facts;
  return {
    directory: facts.directory,
    makesRepository: !facts.hasRepository,
    branch: facts.branch,
    draft: facts.draft,
    agent: makesAgent ? { slug: agent.slug, engine: agent.engine, files: agent.files } : null,
    number: create.some(({ path }) => path === "phone-numbers.yaml") ? number : null,
    create,
    append,
    kept,
    leftOut,
    added: [...added],
  };
}

/** True when there is nothing to do. */
export function isIdle(plan: InitPlan): boolean {
  return !plan.makesRepository && plan.agent === null && plan.create.length === 0 && plan.append === null;
}

/** The section behind a text, a blank line between them, with the line ends that the text has. */
function withSection(text: string, section: string): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" ? "" : text.endsWith("\n") ? end : end + end;
  return text + gap + section.replaceAll("\n", end);
}
