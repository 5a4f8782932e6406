import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import { table } from "./table.js";
import type { Theme } from "./theme.js";

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

/** What an import wrote, left out, and moved to the environment: by agent, or of several together. */
export function importText(report: ImportReport, theme: Theme): string {
  const { agents, warnings } = report;
  const [only] = agents;
  const told =
    only === undefined
      ? "Nothing was imported.\n"
      : agents.length === 1
        ? oneAgent(only, report, theme)
        : severalAgents(report, theme);
  return told + warnings.map((text) => `${theme.warning("!")} ${plainText(text)}\n`).join("");
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

function markOf({ status }: ImportReport, theme: Theme): string {
  return status === "imported" ? theme.ok("✓") : theme.added("+");
}

function oneAgent(agent: ImportReport["agents"][number], report: ImportReport, theme: Theme): string {
  const lines = [`${markOf(report, theme)} ${theme.strong(agent.slug)} from ${plainText(agent.source)}`];
  for (const file of agent.files.keys()) lines.push(`  ${theme.added("+")} ${file}`);
  const stripped = agent.stripped.map(plainText).join(", ");
  if (stripped !== "") lines.push(theme.muted(`  left out, assigned by the platform: ${stripped}`));
  return `${lines.join("\n")}\n${environment(report, theme)}`;
}

function severalAgents(report: ImportReport, theme: Theme): string {
  const { agents, summary } = report;
  const kinds = Object.entries(summary.engines).filter(([, count]) => count > 0);
  const rows = agents.map(({ slug, engine, files, source }) => [
    `  ${theme.added("+")} ${theme.strong(slug)}`,
    engine,
    counted(files.size, "file"),
    theme.muted(`from ${plainText(source)}`),
  ]);
  const stripped = Object.entries(summary.stripped).map(
    ([field, count]) => `${plainText(field)}${count === 1 ? "" : ` ×${count}`}`,
  );
  const lines = [
    `${markOf(report, theme)} ${counted(summary.agents, "agent")} in ${counted(summary.files, "file")}: ${kinds
      .map(([engine, count]) => `${count} ${engine}`)
      .join(", ")}\n`,
    table(rows),
  ];
  if (summary.withoutAgent > 0)
    lines.push(`  ${counted(summary.withoutAgent, "engine")} without an agent got one\n`);
  if (stripped.length > 0)
    lines.push(theme.muted(`  left out, assigned by the platform: ${stripped.join(", ")}`), "\n");
  return lines.join("") + environment(report, theme);
}

/** The variables to set, and what for. */
function environment({ summary: { env } }: ImportReport, theme: Theme): string {
  if (env.length === 0) return "";
  const rows = env.map(({ name, fields }) => {
    const [first = "", ...more] = fields;
    const others = more.length === 0 ? "" : ` and ${more.length} more`;
    return [`    ${name}`, theme.muted(plainText(first) + others)];
  });
  return `  moved to the environment, to be set where calls are made:\n${table(rows)}`;
}
