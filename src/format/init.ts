import type { EngineType } from "../model/agent.js";
import { jsonDocument } from "./json.js";
import { plainText } from "./plain-text.js";
import { counted } from "./plural.js";
import type { Theme } from "./theme.js";

/** What `init` is about to make, or has made. */
export interface InitReport {
  readonly status: "made" | "unchanged" | "planned";
  readonly directory: string;
  readonly makesRepository: boolean;
  readonly branch: string;
  readonly draft: number;
  readonly agent: {
    readonly slug: string;
    readonly engine: EngineType;
    readonly files: ReadonlyMap<string, string>;
  } | null;
  readonly number: { readonly number: string; readonly agent: string } | null;
  readonly create: readonly { readonly path: string }[];
  readonly append: { readonly path: string } | null;
  readonly kept: readonly string[];
  readonly leftOut: readonly {
    readonly path: string;
    readonly reason: string;
    readonly hint: string | null;
  }[];
  readonly added: readonly string[];
}

/** How the protection of versions went; `error` is what kept it from being installed. */
export interface InitProtection {
  readonly status: "installed" | "unchanged" | "failed";
  readonly error: string | null;
}

/** What is about to be made: a line for each thing, then what is there and stays. */
export function initPlanText(plan: InitReport, theme: Theme): string {
  const add = theme.added("+");
  const lines = [`Set up ${plainText(plan.directory)}`];
  if (plan.makesRepository) lines.push(`  ${add} git repository, branch ${plan.branch}`);
  const { agent, number } = plan;
  if (agent !== null) {
    const about = theme.muted(`${agent.engine}, ${counted(agent.files.size, "file")}`);
    lines.push(`  ${add} agents/${agent.slug}  ${about}`);
  }
  for (const { name, note } of grouped(plan.create.map(({ path }) => path))) {
    const pin = number === null ? "" : `${number.number} inbound: ${number.agent}@draft`;
    const about = name === "phone-numbers.yaml" ? pin : note;
    lines.push(`  ${add} ${name}  ${theme.muted(about)}`.trimEnd());
  }
  if (plan.append !== null)
    lines.push(
      `  ${theme.changed("~")} ${plainText(plan.append.path)}  ${theme.muted("a section at its end")}`,
    );
  for (const { name, note } of grouped(plan.kept))
    lines.push(theme.muted(`  = ${plainText(name)}  ${note === "" ? "" : `${note}, `}stays as it is`));
  return `${lines.join("\n")}\n${leftOutText(plan, theme)}`;
}

/** What was made, and what was not. */
export function initResultText(plan: InitReport, protection: InitProtection | null, theme: Theme): string {
  const lines =
    plan.status === "unchanged"
      ? [`Nothing to make: everything is here already.\n${leftOutText(plan, theme)}`]
      : [`${theme.ok("✓")} set up ${plainText(plan.directory)}\n`];
  if (protection?.status === "installed")
    lines.push(`${theme.ok("✓")} version tags are protected: git refuses to move or delete them\n`);
  if (protection?.status === "failed")
    lines.push(`${theme.warning("!")} the hook was not installed: ${plainText(protection.error ?? "")}\n`);
  return lines.join("");
}

/** The stable JSON of `init`; `next` are the commands to go on with. */
export function jsonInit(
  plan: InitReport,
  protection: InitProtection | null,
  next: readonly string[],
): string {
  const { agent, number } = plan;
  const of = (change: string) => (path: string) => ({ path, change });
  return jsonDocument({
    status: plan.status,
    directory: plan.directory,
    repository: plan.makesRepository ? "made" : "there",
    branch: plan.branch,
    agent: agent?.slug ?? null,
    engine: agent?.engine ?? null,
    number: number?.number ?? null,
    files: [
      ...[...(agent?.files.keys() ?? [])].map(of("added")),
      ...plan.create.map(({ path }) => path).map(of("added")),
      ...(plan.append === null ? [] : [plan.append.path]).map(of("changed")),
      ...plan.kept.map(of("kept")),
    ],
    leftOut: plan.leftOut,
    protection,
    next,
  });
}

function leftOutText({ leftOut }: InitReport, theme: Theme): string {
  return leftOut
    .map(({ path, reason, hint }) => {
      const how = hint === null ? "" : `    ${theme.muted(hint)}\n`;
      return `  ${theme.warning("!")} ${plainText(path)}  left out: ${plainText(reason)}\n${how}`;
    })
    .join("");
}

/** More files of one directory than these are told together. */
const several = 3;

function grouped(paths: readonly string[]): { name: string; note: string }[] {
  const directories = new Map<string, string[]>();
  for (const path of paths) {
    const directory = path.slice(0, path.lastIndexOf("/") + 1);
    directories.set(directory, [...(directories.get(directory) ?? []), path]);
  }
  return [...directories].flatMap(([directory, inside]) =>
    directory === "" || inside.length <= several
      ? inside.map((name) => ({ name, note: "" }))
      : [{ name: directory, note: counted(inside.length, "file") }],
  );
}
