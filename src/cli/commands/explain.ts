import { stripVTControlCharacters } from "node:util";
import { meant } from "../../config/did-you-mean.js";
import { type ProblemCode, problemCodes } from "../../config/problem-codes.js";
import { failure } from "../../errors.js";
import { textWidth } from "../../format/fit-text.js";
import { jsonDocument } from "../../format/json.js";
import { rulePage } from "../../format/rule-page.js";
import { table } from "../../format/table.js";
import type { Theme } from "../../format/theme.js";
import type { Command } from "../command.js";
import { readRulePage } from "../rule-pages.js";

/** `explain`: the page of a code that `validate` gives, or all codes in a line each. */
export const explainCommand: Command = {
  summary: "tell what a code of validate means",
  description:
    "Prints what a problem is, what it does to a call and how to fix it; without a code, all codes in a line each.",
  arguments: [{ name: "[code]", description: "a code as validate prints it, such as unresolved-node" }],
  options: [],
  writes: false,
  examples: ["tagline explain unresolved-node", "tagline explain", "tagline explain unset-variable --json"],
  async run(input) {
    const { args, world, theme, json } = input;
    const [code] = args;
    if (code === undefined) {
      world.stdout.write(
        json ? jsonDocument(listed().map(jsonCode)) : tableOf(theme, world.stdout.columns ?? null),
      );
      return 0;
    }
    const known = Object.hasOwn(problemCodes, code) ? problemCodes[code] : undefined;
    if (known === undefined) throw unknownCode(code);
    const page = await readRulePage(code, input);
    world.stdout.write(
      json
        ? jsonDocument({ ...jsonCode({ code, ...known }), page })
        : rulePage(page, theme, world.stdout.columns ?? null),
    );
    return 0;
  },
};

type ListedCode = ProblemCode & { readonly code: string };

/** A summary is a count in the JSON of every other command. */
function jsonCode({ code, severity, summary, ignorable }: ListedCode): object {
  return { code, severity, means: summary, ignorable };
}

function listed(): readonly ListedCode[] {
  return Object.entries(problemCodes).map(([code, known]) => ({ code, ...known }));
}

/** A line each; two each where one does not fit `width`, so that no line is broken in the middle of a word. */
function tableOf(theme: Theme, width: number | null): string {
  const rows = listed().map(({ code, severity, summary }) => ({
    name: theme.strong(code),
    severity: severity === "warning" ? theme.warning(severity) : theme.error(severity),
    summary,
  }));
  const whole = table(rows.map(({ name, severity, summary }) => [name, severity, summary]));
  const isTooWide = whole
    .split("\n")
    .some((line) => textWidth(stripVTControlCharacters(line)) > (width ?? Infinity));
  return isTooWide
    ? rows.map(({ name, severity, summary }) => `${name}  ${severity}\n    ${summary}\n`).join("")
    : whole;
}

function unknownCode(code: string): Error {
  const near = meant(code, Object.keys(problemCodes));
  return failure("usage", {
    message: `There is no code ${JSON.stringify(code)}.`,
    hint: near === null ? "tagline explain lists the codes" : `did you mean tagline explain ${near}?`,
  });
}
