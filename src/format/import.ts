import { plainText } from "./plain-text.js";
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
}

/** What an import wrote, left out, and moved to the environment. */
export function importText(report: ImportReport, theme: Theme): string {
  const lines: string[] = [];
  const mark = report.status === "imported" ? theme.ok("✓") : theme.added("+");
  for (const agent of report.agents) {
    lines.push(`${mark} ${theme.strong(agent.slug)} from ${plainText(agent.source)}`);
    for (const file of agent.files.keys()) lines.push(`  ${theme.added("+")} ${file}`);
    const stripped = agent.stripped.map(plainText).join(", ");
    if (stripped !== "") lines.push(theme.muted(`  left out, assigned by the platform: ${stripped}`));
    const names = namesOf(agent);
    if (names.length > 0) lines.push(`  moved to the environment: ${names.join(", ")}`);
  }
  for (const warning of report.warnings) lines.push(`${theme.warning("!")} ${plainText(warning)}`);
  return `${lines.join("\n")}\n`;
}

/** The stable JSON of `import`. Values of secrets are nowhere in it. */
export function jsonImport({ status, agents, warnings }: ImportReport): string {
  const body = {
    status,
    agents: agents.map((agent) => ({
      agent: agent.slug,
      from: agent.source,
      engine: agent.engine,
      files: [...agent.files.keys()],
      stripped: agent.stripped,
      env: namesOf(agent),
      secrets: agent.secrets,
      ids: agent.ids,
    })),
    warnings,
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function namesOf(agent: ImportReport["agents"][number]): string[] {
  return [...new Set(agent.secrets.map(({ name }) => name))];
}
