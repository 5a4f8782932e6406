import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** What became of one export. */
export interface ImportedRow {
  readonly agent: string;
  readonly from: string;
  readonly files: readonly string[];
  readonly stripped: readonly string[];
  readonly env: readonly string[];
}

/** What an import wrote, left out, and moved to the environment. */
export function importSummary(
  rows: readonly ImportedRow[],
  warnings: readonly string[],
  theme: Theme,
): string {
  const lines: string[] = [];
  for (const row of rows) {
    lines.push(`${theme.ok("✓")} ${theme.strong(row.agent)} from ${plainText(row.from)}`);
    for (const file of row.files) lines.push(`  ${theme.added("+")} ${file}`);
    if (row.stripped.length > 0)
      lines.push(`  left out, assigned by the platform: ${row.stripped.join(", ")}`);
    if (row.env.length > 0) lines.push(`  moved to the environment: ${row.env.join(", ")}`);
  }
  for (const warning of warnings) lines.push(`${theme.warning("!")} ${plainText(warning)}`);
  return `${lines.join("\n")}\n`;
}
