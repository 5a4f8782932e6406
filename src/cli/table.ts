import type { Command } from "./command.js";

/** One line a command: what the overview says, and where the rest is loaded from when it is asked for. */
export interface TableEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** Commands that are for one thing; `title` is what the overview and the README call it. */
export interface TableGroup {
  readonly title: string;
  readonly commands: readonly TableEntry[];
}

/** Every command, in the order of the overview. To add one: a file in `commands/`, and a line here. */
export const commandGroups: readonly TableGroup[] = [
  {
    title: "starting",
    commands: [
      {
        name: "init",
        summary: "make a repository of agents, ready to deploy",
        load: async () => (await import("./commands/init.js")).initCommand,
      },
      {
        name: "new",
        summary: "make a new agent, valid at once",
        load: async () => (await import("./commands/new.js")).newCommand,
      },
    ],
  },
  {
    title: "bringing agents in and out",
    commands: [
      {
        name: "import",
        summary: "turn dashboard exports and API bodies into YAML",
        load: async () => (await import("./commands/import.js")).importCommand,
      },
      {
        name: "export",
        summary: "write an agent as the JSON that the dashboard imports",
        load: async () => (await import("./commands/export.js")).exportCommand,
      },
    ],
  },
  {
    title: "finding mistakes",
    commands: [
      {
        name: "validate",
        summary: "find what would break a call",
        load: async () => (await import("./commands/validate.js")).validateCommand,
      },
      {
        name: "explain",
        summary: "tell what a code of validate means",
        load: async () => (await import("./commands/explain.js")).explainCommand,
      },
      {
        name: "graph",
        summary: "draw an agent's flow",
        load: async () => (await import("./commands/graph.js")).graphCommand,
      },
      {
        name: "schema",
        summary: "print the JSON schema of a file",
        load: async () => (await import("./commands/schema.js")).schemaCommand,
      },
    ],
  },
  {
    title: "knowing where things stand",
    commands: [
      {
        name: "status",
        summary: "what is deployed, what is not, and what to do next",
        load: async () => (await import("./commands/status.js")).statusCommand,
      },
      {
        name: "history",
        summary: "list the versions, newest first",
        load: async () => (await import("./commands/history.js")).historyCommand,
      },
      {
        name: "diff",
        summary: "show what changed between two versions, by meaning",
        load: async () => (await import("./commands/diff.js")).diffCommand,
      },
      {
        name: "show",
        summary: "print an agent's configuration at any version",
        load: async () => (await import("./commands/show.js")).showCommand,
      },
      {
        name: "browse",
        summary: "look at versions, draft and numbers on a full screen, and change them",
        load: async () => (await import("./commands/browse.js")).browseCommand,
      },
    ],
  },
  {
    title: "publishing",
    commands: [
      {
        name: "deploy",
        summary: "publish the agents as the next version",
        load: async () => (await import("./commands/deploy.js")).deployCommand,
      },
      {
        name: "review",
        summary: "report on a branch: problems, changes, numbers affected",
        load: async () => (await import("./commands/review.js")).reviewCommand,
      },
    ],
  },
  {
    title: "phone numbers",
    commands: [
      {
        name: "numbers",
        summary: "list the phone numbers and where they point",
        load: async () => (await import("./commands/numbers.js")).numbersCommand,
      },
      {
        name: "attach",
        summary: "point phone numbers at a version or at the draft",
        load: async () => (await import("./commands/attach.js")).attachCommand,
      },
      {
        name: "detach",
        summary: "take the agent off phone numbers",
        load: async () => (await import("./commands/detach.js")).detachCommand,
      },
      {
        name: "resolve",
        summary: "print what a phone number would run now",
        load: async () => (await import("./commands/resolve.js")).resolveCommand,
      },
    ],
  },
  {
    title: "going back",
    commands: [
      {
        name: "rollback",
        summary: "point phone numbers back at what they ran before",
        load: async () => (await import("./commands/rollback.js")).rollbackCommand,
      },
      {
        name: "restore",
        summary: "put a version's agents back into the working tree",
        load: async () => (await import("./commands/restore.js")).restoreCommand,
      },
    ],
  },
  {
    title: "trusting versions",
    commands: [
      {
        name: "verify",
        summary: "check that no version was moved, deleted or made by hand",
        load: async () => (await import("./commands/verify.js")).verifyCommand,
      },
      {
        name: "protect",
        summary: "keep git itself from moving or deleting versions",
        load: async () => (await import("./commands/protect.js")).protectCommand,
      },
      {
        name: "renumber",
        summary: "give a version that was never pushed another number",
        load: async () => (await import("./commands/renumber.js")).renumberCommand,
      },
    ],
  },
  {
    title: "programs and shells",
    commands: [
      {
        name: "serve",
        summary: "answer the platform's API out of this repository",
        load: async () => (await import("./commands/serve.js")).serveCommand,
      },
      {
        name: "completion",
        summary: "print what a shell needs to complete commands",
        load: async () => (await import("./commands/completion.js")).completionCommand,
      },
    ],
  },
];

/** The same, one after the other. */
export const commandTable: readonly TableEntry[] = commandGroups.flatMap(({ commands }) => commands);
