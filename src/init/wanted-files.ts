import { join } from "node:path";
import { editManifest } from "../config/edit-manifest.js";
import { mustReadObject } from "../git/objects.js";
import type { DiskWorkspace } from "../git/workspace.js";
import { attributesPath, attributesText, isInAttributesText } from "../model/attributes-file.js";
import { manifestPath } from "../model/manifest.js";
import { findActionSource, type Installation, parseActionSource } from "./action-source.js";
import { editorFiles } from "./editor-files.js";
import type { InitRequest } from "./facts.js";
import { atPath, type Place } from "./place.js";
import type { InitFacts, LeftOut, NewFile } from "./plan.js";
import { readWorkflows, workflowPaths } from "./workflows.js";

/**
 * The files that a repository of agents has beside its agents, whether they are there or not, and what is left out of
 * them from the start. Throws as `parseActionSource`.
 */
export async function wantedFiles(
  place: Place,
  installation: Installation,
  wanted: {
    readonly request: InitRequest;
    readonly branch: string;
    readonly number: InitFacts["number"];
  },
): Promise<{ readonly files: readonly NewFile[]; readonly leftOut: readonly LeftOut[] }> {
  const { request, number } = wanted;
  const { world, workspace } = place;
  const files: NewFile[] = [{ path: manifestPath, text: manifestText(number) }];
  const leftOut: LeftOut[] = [];
  if (number !== null && place.hasManifest && !(await mentions(place, number.number)))
    leftOut.push({
      path: number.number,
      reason: `${manifestPath} is yours`,
      hint: `tagline attach ${number.number} ${number.agent}@draft`,
    });
  const crlf =
    workspace === null || (await isThere(place, attributesPath)) ? null : await storedWithCrlf(workspace);
  if (crlf === null) files.push({ path: attributesPath, text: attributesText });
  else leftOut.push({ path: attributesPath, reason: `${crlf} is in git with CRLF line ends`, hint: null });
  if (request.editor) files.push(...(await editorFiles(world.fs, installation.directory)));
  if (request.workflows) {
    const made = await workflowFiles(place, installation, wanted);
    if ("reason" in made) leftOut.push(made);
    else files.push(...made);
  }
  return { files, leftOut };
}

/** The workflows; where it is not known from where they would take their actions, only those that are there. */
async function workflowFiles(
  place: Place,
  installation: Installation,
  { request, branch }: { readonly request: InitRequest; readonly branch: string },
): Promise<readonly NewFile[] | LeftOut> {
  const { world } = place;
  const found =
    request.actions === null
      ? await findActionSource(world, installation)
      : { kind: "known" as const, source: parseActionSource(request.actions, installation.version) };
  if (found.kind === "known")
    return readWorkflows(world.fs, installation.directory, { source: found.source, branch });
  const there = await Promise.all(workflowPaths.map((path) => isThere(place, path)));
  if (!there.includes(false)) return workflowPaths.map((path) => ({ path, text: "" }));
  const hint = "--actions <owner/repo@commit> makes them";
  return { path: ".github/workflows", reason: found.reason, hint };
}

async function isThere({ world, directory }: Place, path: string): Promise<boolean> {
  return (await atPath(world.fs, directory, path)).kind === "there";
}

function manifestText(number: InitFacts["number"]): string {
  const text = `# yaml-language-server: $schema=schemas/manifest.schema.json
# Which agent each phone number runs, and at which version. tagline attach adds numbers and moves them.
numbers:
`;
  if (number === null) return text;
  const pins = [{ agent: number.agent, version: null, weight: 1 }];
  return editManifest(text, [{ number: number.number, direction: "inbound", pins }]);
}

async function mentions({ world, directory }: Place, number: string): Promise<boolean> {
  const text = await world.fs.readFile(join(directory, manifestPath), "utf8").catch(() => "");
  return text.includes(number);
}

/**
 * A file that git has with CRLF, of those that `.gitattributes` would speak of: it would turn to LF with its next
 * edit, and a prompt would no longer be the same text.
 */
async function storedWithCrlf({ repo, index }: DiskWorkspace): Promise<string | null> {
  for (const { path, oid } of index) {
    if (!isInAttributesText(path)) continue;
    const bytes = await mustReadObject(repo, oid, "blob");
    if (Buffer.from(bytes).includes("\r\n")) return path;
  }
  return null;
}
