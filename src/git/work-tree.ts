import { agentsDirectory } from "../model/agent.js";
import type { Tree, TreeEntry } from "../model/tree.js";
import type { Oid } from "../model/version.js";
import {
  type AskedChanges,
  type ListedFile,
  listAgentFiles,
  lstatFile,
  type WorkFile,
} from "./agent-files.js";
import { type Attributes, type LineEnds, readAttributes } from "./attributes.js";
import type { CachedTree } from "./cache-tree.js";
import type { Index } from "./index-file.js";
import type { Repository } from "./repository.js";
import { convertsCrlf } from "./state.js";

/** The working tree. What is read once stays: what was validated is what gets committed. */
export interface WorkTree extends Tree {
  /** All files under `agents/` that git would take, by path, whatever they are. */
  agentFiles(): Promise<readonly WorkFile[]>;
  /** git's id of a file's content without reading it; null when it was read, or may have changed. */
  knownOid(file: WorkFile): Oid | null;
  /** The tree of a directory as the index has it, where git has computed it. */
  indexedTree(path: string): CachedTree | null;
  /** The bytes on disk, before line ends are made git's; null when there is no such file. */
  readRaw(path: string): Promise<Uint8Array | null>;
  /** What git stores for a file's bytes on disk. */
  toGit(path: string, bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * Opens the working tree. Ignored files under `agents/` are left out unless the index has them, as `git add`
 * would. `agents` limits the listing to those directories.
 */
export function openWorkTree(
  repo: Repository & { readonly workdir: string },
  index: Index,
  agents: readonly string[] | null,
  asked: AskedChanges | null = null,
): WorkTree {
  const raw = new Map<string, Promise<Uint8Array | null>>();
  let listing: Promise<Listing> | null = null;
  let converts: Promise<boolean> | null = null;
  const lineEnds = async (path: string): Promise<LineEnds> => {
    const given = path.startsWith(`${agentsDirectory}/`)
      ? (await listed()).attributes.get(path)
      : (await readAttributes(repo, [path])).get(path);
    if (given !== undefined) return given.ends;
    converts ??= convertsCrlf(repo);
    return (await converts) ? "auto" : "binary";
  };
  // Asked only when there is something to convert: the settings may take a run of git to know.
  const toGit = async (path: string, bytes: Uint8Array): Promise<Uint8Array> => {
    if (!hasCrlf(bytes)) return bytes;
    const ends = await lineEnds(path);
    return ends === "binary" || (ends === "auto" && bytes.includes(0)) ? bytes : withoutCr(bytes);
  };

  const listed = (): Promise<Listing> => {
    listing ??= listAgentFiles(repo, index, agents, asked).then(async (files) =>
      indexed(
        files,
        await readAttributes(
          repo,
          files.map(({ path }) => path),
        ),
      ),
    );
    return listing;
  };
  const file = async (path: string): Promise<WorkFile | null> => {
    if (path.startsWith(`${agentsDirectory}/`)) return (await listed()).byPath.get(path) ?? null;
    return lstatFile(repo, path);
  };
  const load = async (path: string): Promise<Uint8Array | null> => {
    if ((await file(path))?.kind !== "file") return null;
    return repo.world.fs.readFile(`${repo.workdir}/${path}`);
  };
  const readRaw = (path: string): Promise<Uint8Array | null> => {
    const reading = raw.get(path) ?? load(path);
    raw.set(path, reading);
    return reading;
  };

  return {
    agentFiles: async () => (await listed()).files,
    indexedTree: (path) => index.trees().get(path) ?? null,
    // What was read is what was validated: that is what counts then.
    knownOid: ({ path, oid }) => (raw.has(path) ? null : oid),
    readRaw,
    toGit,
    async read(path) {
      const bytes = await readRaw(path);
      return bytes === null ? null : toGit(path, bytes);
    },
    async entries(path) {
      if (path === "") return rootEntries(repo);
      if (path !== agentsDirectory && !path.startsWith(`${agentsDirectory}/`)) return null;
      const children = (await listed()).children.get(path);
      // What was read has the id of what was read, whatever the index thought before.
      if (children !== undefined)
        return Array.from(children.values(), (entry) =>
          raw.size > 0 && raw.has(`${path}/${entry.name}`) ? withoutOid(entry) : entry,
        );
      return path === agentsDirectory && (await lstatFile(repo, path))?.kind === "directory" ? [] : null;
    },
  };
}

async function rootEntries(repo: Repository & { readonly workdir: string }): Promise<TreeEntry[]> {
  const names = (await repo.world.fs.readdir(repo.workdir)).filter((name) => name !== ".git").sort();
  const files = await Promise.all(names.map((name) => lstatFile(repo, name)));
  return files.flatMap((found) =>
    found === null ? [] : [{ name: found.path, kind: found.kind, size: found.size }],
  );
}

/** What a listing holds, found again without going through it: 1,000 agents ask a few thousand times. */
interface Listing {
  readonly files: readonly ListedFile[];
  readonly byPath: ReadonlyMap<string, ListedFile>;
  /** What `.gitattributes` says of line ends, by path. */
  readonly attributes: ReadonlyMap<string, Attributes>;
  /** Entries of each directory. git has no empty ones: a directory is what has files below it. */
  readonly children: ReadonlyMap<string, ReadonlyMap<string, TreeEntry>>;
}

function indexed(files: readonly ListedFile[], attributes: Listing["attributes"]): Listing {
  const children = new Map<string, Map<string, TreeEntry>>();
  const add = (path: string, entry: TreeEntry): void => {
    const parent = path.slice(0, path.lastIndexOf("/"));
    const siblings = children.get(parent);
    if (siblings !== undefined) {
      siblings.set(entry.name, entry);
      return;
    }
    children.set(parent, new Map([[entry.name, entry]]));
    if (parent.includes("/"))
      add(parent, { name: parent.slice(parent.lastIndexOf("/") + 1), kind: "directory" });
  };
  for (const { path, kind, size, oid } of files) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    add(path, oid === null ? { name, kind, size } : { name, kind, size, oid });
  }
  return { files, byPath: new Map(files.map((found) => [found.path, found])), attributes, children };
}

function withoutOid({ oid: _, ...entry }: TreeEntry): TreeEntry {
  return entry;
}

function hasCrlf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("\r\n");
}

function withoutCr(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
