// @ts-check
/** Writes docs/rules.md: every code that validate gives, from the catalogue, with a link to its page. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const target = join(root, "docs/rules.md");
const catalogue = join(root, "src/config/problem-codes.ts");

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(target, await listRules());

/** The text of docs/rules.md. The groups are the comments of the catalogue. */
export async function listRules() {
  const codes = await readCatalogue();
  /** @type {string[]} */
  const parts = [];
  for (const { title, names } of groups()) {
    const rows = names.map((name) => {
      const known = codes[name];
      if (known === undefined) throw new Error(`${name} was read from the catalogue's text alone`);
      const { severity, summary, ignorable } = known;
      return `| [${name}](rules/${name}.md) | ${severity} | ${summary} | ${ignorable ? "yes" : "no"} |`;
    });
    parts.push(
      `## ${title}\n\n| code | severity | means | can be ignored |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`,
    );
  }
  const count = Object.keys(codes).length;
  return `# What validate finds

Made by \`npm run rules\` from the catalogue in the source. \`tagline explain <code>\` prints a code's page.

${count} codes. An error would break a call or lose data, and stops a deploy; a warning does neither, and fails \`validate\` only with \`--strict\`. A comment \`# tagline-ignore <code>: <reason>\` silences a finding where it stands: behind something on its line that line, alone on its line the field or entry below it, before everything else the whole file.

${parts.join("\n")}`;
}

/** @returns {Promise<Record<string, {severity: string, summary: string, ignorable: boolean}>>} */
async function readCatalogue() {
  const { outputFiles } = await build({
    entryPoints: [catalogue],
    bundle: true,
    format: "esm",
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)).problemCodes;
}

/** Titles and codes in the catalogue's order. */
function groups() {
  const text = readFileSync(catalogue, "utf8");
  const [fields, all] = text.split("export const problemCodes");
  const named = (/** @type {string} */ part) =>
    [...part.matchAll(/^ {2}"?([a-z0-9-]+)"?: /gm)]
      .map((match) => match[1] ?? "")
      .filter((name) => name.includes("-"));
  return (all ?? "")
    .split(/^ {2}\/\/ /m)
    .slice(1)
    .map((part) => {
      const title = part.split("\n", 1)[0] ?? "";
      return { title, names: part.includes("...schemaCodes") ? named(fields ?? "") : named(part) };
    });
}
