import { formatRef, type Oid } from "../model/version.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import type { Theme } from "./theme.js";

/** A restore as it is told before and after. */
export interface RestoreReport {
  readonly status: "restored" | "unchanged" | "planned";
  readonly version: number;
  readonly agents: readonly { readonly agent: string; readonly kind: "added" | "removed" | "changed" }[];
  /** `before` is null where there is no file yet. */
  readonly changes: readonly {
    readonly kind: "write" | "remove";
    readonly path: string;
    readonly before: Oid | null;
  }[];
}

/** What a restore is about to do: a line for each agent, and its files. */
export function restorePlanText({ version, agents, changes }: RestoreReport, theme: Theme): string {
  const lines = [`Restore ${theme.pinned(`v${version}`)} into the working tree`];
  const marks = { added: theme.added("+"), removed: theme.removed("-"), changed: theme.changed("~") };
  for (const { agent, kind } of agents) {
    const prefix = `agents/${agent}`;
    const own = changes.filter(({ path }) => [agent, prefix].includes(path) || path.startsWith(`${prefix}/`));
    lines.push(`  ${marks[kind]} ${plainText(agent)}  ${theme.muted(counted(own.length, "file"))}`);
  }
  return `${lines.join("\n")}\n`;
}

/** What a restore did, and what can be done next. */
export function restoredText({ version, agents, status }: RestoreReport, theme: Theme): string {
  const ref = theme.pinned(`v${version}`);
  if (status === "unchanged") return `Nothing to restore: the files on disk are those of ${ref} already.\n`;
  const names = agents.map(
    ({ agent, kind }) => `${plainText(agent)}${kind === "removed" ? " (removed)" : ""}`,
  );
  return `${theme.ok("✓")} restored ${ref}: ${names.join(", ")}\n`;
}

/** The stable JSON of `restore`. */
export function jsonRestore({ status, version, agents, changes }: RestoreReport): string {
  return jsonDocument({
    status,
    version,
    ref: formatRef(version),
    agents: agents.map(({ agent, kind }) => ({ agent, change: kind })),
    files: changes.map(({ path, kind, before }) => ({
      path,
      change: kind === "remove" ? "removed" : before === null ? "added" : "changed",
    })),
  });
}
