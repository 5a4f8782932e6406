import { resolve } from "node:path";
import { plainText } from "../../format/plain-text.js";
import type { World } from "../../world.js";
import { nameIndex } from "../name-index.js";
import { commandTable } from "../table.js";
import { type Candidate, valuesOf } from "./values.js";
import { wordAtCursor } from "./word-at-cursor.js";

/** More than a person looks through; of ten thousand versions these are the newest that begin as typed. */
const most = 200;

/**
 * What `tagline __complete` prints for the words behind `tagline` up to the cursor, the last of them the one to
 * complete: a line for each candidate, with what it is behind a tab; or `:file` or `:directory` where the shell itself
 * knows best. Never throws for what a repository holds or lacks.
 */
export async function complete(words: readonly string[], world: World): Promise<string> {
  const before = words.slice(0, -1);
  const at = nameIndex(before);
  const name = before[at];
  const entry = commandTable.find((candidate) => candidate.name === name);
  if (name === "help") return written(commands(), words.at(-1) ?? "");
  if (name !== undefined && entry === undefined) return "";
  const command = (await entry?.load()) ?? null;
  const word = wordAtCursor(words, at, command);
  switch (word.kind) {
    case "nothing":
      return "";
    case "command":
      return written(commands(), words.at(-1) ?? "");
    case "option": {
      const typed = words.at(-1) ?? "";
      const names = word.options.flatMap(({ names, description }) =>
        names
          .filter((each) => each.startsWith("--") || typed === each)
          .map((value) => ({ value, description })),
      );
      return written(names, typed);
    }
    case "value": {
      const { of, typed } = word;
      const found =
        of.choices === null
          ? await valuesOf(of.name, inDirectory(words, world), typed)
          : { kind: "words" as const, words: of.choices.map((value) => ({ value, description: "" })) };
      if (found.kind !== "words") return `:${found.kind}\n`;
      return written(
        found.words.map(({ value, description }) => ({ value: word.before + value, description })),
        word.before + typed,
      );
    }
  }
}

function commands(): readonly Candidate[] {
  return commandTable.map(({ name, summary }) => ({ value: name, description: summary }));
}

/** The world of `-C`, where one was typed. */
function inDirectory(words: readonly string[], world: World): World {
  const at = words.indexOf("-C");
  const directory = words[at + 1];
  return at < 0 || at + 1 >= words.length - 1 || directory === undefined
    ? world
    : { ...world, cwd: resolve(world.cwd, directory) };
}

/** Only words that every shell takes as they are: a branch may have any name, `$(…)` among them. */
function written(candidates: readonly Candidate[], typed: string): string {
  return candidates
    .filter(({ value }) => value.startsWith(typed) && /^[\w@%+=:,./-]+$/.test(value))
    .slice(0, most)
    .map(({ value, description }) => `${value}\t${plainText(description)}\n`)
    .join("");
}
