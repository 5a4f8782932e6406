// @ts-check
/**
 * Says whether what is checked out may be published under the tag that started the workflow; with `--notes` prints
 * what the changelog says of it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..");

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();

function main() {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  if (process.argv.includes("--notes")) {
    process.stdout.write(releaseNotes(changelog, manifest.version) ?? "");
    return;
  }
  const { GITHUB_REF_NAME: tag = "", GITHUB_REPOSITORY: repository = "" } = process.env;
  const faults = findReleaseFaults({ tag, repository, manifest, changelog });
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/**
 * Why something must not be published: an empty list when it may.
 *
 * @param {{
 *   tag: string,
 *   repository: string,
 *   manifest: { version: string, private?: boolean, repository?: { url?: string } },
 *   changelog: string,
 * }} release
 */
export function findReleaseFaults({ tag, repository, manifest, changelog }) {
  const { version } = manifest;
  const notes = releaseNotes(changelog, version);
  const url = `git+https://github.com/${repository}.git`;
  return [
    ...(tag === `tagline-v${version}` ? [] : [`package.json has the version ${version}, the tag is ${tag}`]),
    ...(manifest.private ? ["package.json is private"] : []),
    // npm refuses a provenance that names another repository than the package does.
    ...(manifest.repository?.url === url
      ? []
      : [`package.json needs "repository": { "type": "git", "url": "${url}" }`]),
    ...(notes === null ? [`CHANGELOG.md has no section ## [${version}] - <date>`] : []),
    ...(notes === "" ? [`CHANGELOG.md says nothing of ${version}`] : []),
  ];
}

/**
 * What the changelog says of a version; null when it has no dated section for it.
 *
 * @param {string} changelog
 * @param {string} version
 */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${version}] - `));
  if (section === undefined) return null;
  const [title = "", ...lines] = section.split("\n");
  return /^\[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(title)
    ? `${lines.join("\n").trim()}\n`.replace(/^\n$/, "")
    : null;
}
