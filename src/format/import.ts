import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { table } from "./table.js";
import type { Theme } from "./theme.js";
import { cutLine, wrapText } from "./wrap-text.js";

/** An import as it is told, before or after. */
export interface ImportReport {
  readonly status: "imported" | "planned";
  readonly agents: readonly {
    readonly slug: string;
    readonly source: string;
    readonly engine: string;
    readonly files: ReadonlyMap<string, string>;
    readonly stripped: readonly string[];
    readonly secrets: readonly { readonly name: string; readonly field: string }[];
    readonly ids: Readonly<Record<string, string>>;
  }[];
  readonly warnings: readonly string[];
  readonly summary: {
    readonly agents: number;
    readonly engines: Readonly<Record<string, number>>;
    readonly withoutAgent: number;
    readonly files: number;
    readonly stripped: Readonly<Record<string, number>>;
    readonly env: readonly { readonly name: string; readonly fields: readonly string[] }[];
  };
}

/** What an import is about to write: the files of one agent, or a line for each of several. */
export function importPlanText({ agents }: Pick<ImportReport, "agents">, theme: Theme): string {
  const add = theme.added("+");
  const [only, ...others] = agents;
  if (only !== undefined && others.length === 0)
    return [...only.files.keys()].map((path) => `  ${add} ${path}\n`).join("");
  const sorted = agents.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  return table(
    sorted.map(({ slug, engine, files, source }) => [
      `  ${add} ${theme.strong(slug)}`,
      engine,
      counted(files.size, "file"),
      theme.muted(`from ${plainText(source)}`),
    ]),
  );
}

/** What was imported, in a line. */
export function importedText({ agents, summary }: ImportReport, theme: Theme): string {
  const [only, ...others] = agents;
  const kinds = Object.entries(summary.engines).filter(([, count]) => count > 0);
  const what =
    only !== undefined && others.length === 0
      ? `${theme.strong(only.slug)} from ${plainText(only.source)}`
      : `${counted(summary.agents, "agent")} in ${counted(summary.files, "file")}: ${kinds
          .map(([engine, count]) => `${count} ${engine}`)
          .join(", ")}`;
  return `${theme.ok("✓")} imported ${what}\n`;
}

/** What is left out and moved to the environment, and what is worth a thought; in lines of `width`, where there is one. */
export function importDetails(
  { agents, warnings, summary }: ImportReport,
  theme: Theme,
  width: number | null,
): string {
  const lines: string[] = [];
  if (agents.length > 1 && summary.withoutAgent > 0)
    lines.push(`  ${counted(summary.withoutAgent, "engine")} without an agent got one`);
  // By their own names: where else they stood is in the JSON.
  const fields = Object.keys(summary.stripped).map((field) => field.replace(/^.*\./, ""));
  const stripped = [...new Set(fields)].map(plainText).join(", ");
  if (stripped !== "")
    lines.push(...hanging(`left out, assigned by the platform: ${stripped}`, width).map(theme.muted));
  if (summary.env.length > 0) {
    lines.push("  moved to the environment, to be set where calls are made:");
    const rows = table(
      summary.env.map(({ name, fields: of }) => [`    ${name}`, theme.muted(placesText(of))]),
    );
    lines.push(
      ...rows
        .trimEnd()
        .split("\n")
        .map((row) => (width === null ? row : cutLine(row, width))),
    );
  }
  lines.push(...warnings.map((text) => `${theme.warning("!")} ${plainText(text)}`));
  return lines.map((line) => `${line}\n`).join("");
}

/** The stable JSON of `import`. Values of secrets are nowhere in it. */
export function jsonImport({ status, agents, warnings, summary }: ImportReport): string {
  return jsonDocument({
    status,
    agents: agents.map((agent) => ({
      agent: agent.slug,
      from: agent.source,
      engine: agent.engine,
      files: [...agent.files.keys()].map((path) => ({ path, change: "added" })),
      stripped: agent.stripped,
      env: [...new Set(agent.secrets.map(({ name }) => name))],
      secrets: agent.secrets,
      ids: agent.ids,
    })),
    warnings,
    summary,
  });
}

/** A text two columns in, and what does not fit four. */
function hanging(text: string, width: number | null): string[] {
  const [first = "", ...rest] = width === null ? [text] : wrapText(text, width - 4);
  return [`  ${first}`, ...rest.map((line) => `    ${line}`)].map((line) => line.trimEnd());
}

function placesText([first = "", ...more]: readonly string[]): string {
  return `${plainText(first)}${more.length === 0 ? "" : ` and ${more.length} more`}`;
}
