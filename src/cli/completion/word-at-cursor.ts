import type { Command } from "../command.js";
import { globalOptions } from "../overview.js";
import { ownOptions } from "../own-options.js";

/** What the word at the cursor may be: the name of an option or argument's value, options, or nothing known. */
export type WordAtCursor =
  | { readonly kind: "command" }
  | { readonly kind: "option"; readonly options: readonly KnownOption[] }
  /** `before` stands in the same word: `--to=` of `--to=v3`. */
  | { readonly kind: "value"; readonly of: Placeholder; readonly before: string; readonly typed: string }
  | { readonly kind: "nothing" };

/** What help shows in place of a value: `agent[@rev]` of `<agent[@rev]>`; a list where only its words are allowed. */
export interface Placeholder {
  readonly name: string;
  readonly choices: readonly string[] | null;
}

/** An option as it is typed. */
export interface KnownOption {
  readonly names: readonly string[];
  readonly description: string;
  /** Null for one that takes no value. */
  readonly value: Placeholder | null;
  /** Whether a value must follow: `[remote]` need not. */
  readonly needsValue: boolean;
}

/** The option that `flags` (`-n, --limit <count>`) describes. */
function knownOption(option: {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
}): KnownOption {
  const names = option.flags.match(/(?<![\w-])--?[A-Za-z][\w-]*/g) ?? [];
  const [, open, name] = /([<[])(.+)[>\]]$/.exec(option.flags) ?? [];
  return {
    names,
    description: option.description,
    value: name === undefined ? null : { name, choices: option.choices ?? null },
    needsValue: open === "<",
  };
}

/** Every option of a command, or those that may stand before its name. */
export function optionsOf(command: Command | null): readonly KnownOption[] {
  return [...(command === null ? [] : ownOptions(command)), ...globalOptions].map(knownOption);
}

/** The placeholder of an argument as commander spells it: `file.json` of `<file.json...>`. */
export function placeholderOf(argument: string): string {
  return argument.slice(1, -1).replace(/\.\.\.$/, "");
}

/**
 * What the last of `words` may be; `words` is what stands behind `tagline`, up to the cursor, and `name` where in it
 * the command's name is (or would be).
 */
export function wordAtCursor(words: readonly string[], name: number, command: Command | null): WordAtCursor {
  const typed = words.at(-1) ?? "";
  const options = optionsOf(command);
  const find = (word: string): KnownOption | undefined => options.find(({ names }) => names.includes(word));
  let awaited: KnownOption | null = null;
  let isEnded = false;
  let count = 0;
  const used = new Set<KnownOption>();
  for (const [i, word] of words.slice(0, -1).entries()) {
    if (awaited !== null && !(word.startsWith("-") && !awaited.needsValue)) {
      awaited = null;
      continue;
    }
    awaited = null;
    if (!isEnded && word === "--") isEnded = true;
    else if (!isEnded && word.startsWith("-")) {
      const option = find(word.split("=")[0] ?? word);
      if (option !== undefined) used.add(option);
      if (option?.value && !word.includes("=")) awaited = option;
    } else if (i !== name) count += 1;
  }
  if (awaited?.value && (awaited.needsValue || !typed.startsWith("-")))
    return { kind: "value", of: awaited.value, before: "", typed };
  if (!isEnded && typed.startsWith("-")) {
    const equals = typed.indexOf("=");
    const of = equals < 0 ? null : find(typed.slice(0, equals))?.value;
    if (equals < 0) return { kind: "option", options: options.filter((option) => !used.has(option)) };
    if (!of) return { kind: "nothing" };
    return { kind: "value", of, before: typed.slice(0, equals + 1), typed: typed.slice(equals + 1) };
  }
  if (command === null) return { kind: "command" };
  const at = command.arguments[count] ?? command.arguments.at(-1);
  const isTaken = at === undefined || (count >= command.arguments.length && !at.name.includes("..."));
  if (isTaken) return { kind: "nothing" };
  return { kind: "value", of: { name: placeholderOf(at.name), choices: null }, before: "", typed };
}
