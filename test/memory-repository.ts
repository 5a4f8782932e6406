import { planAttachment } from "../src/attach/index.js";
import { planDeployment } from "../src/deploy/index.js";
import { commitChange } from "../src/git/commit-change.js";
import { commitObject } from "../src/git/commit-object.js";
import { readIdentity } from "../src/git/identity.js";
import { indexSteps } from "../src/git/index-file.js";
import { newObject } from "../src/git/objects.js";
import { stageRoot } from "../src/git/stage.js";
import { branchHead } from "../src/git/state.js";
import { treeOfCommit } from "../src/git/trees.js";
import { openWorkspace } from "../src/git/workspace.js";
import { manifestPath } from "../src/model/manifest.js";
import { parsePin } from "../src/model/pin.js";
import type { World } from "../src/world.js";
import { customAgent, type MemoryWorld, memoryWorld } from "./memory-world.js";

const no = { kind: "no" } as const;

/** A repository on memfs whose clock goes on by a minute with each step. */
export interface MemoryRepository extends MemoryWorld {
  /** Writes `agents/<slug>/agent.yaml` and deploys everything. */
  deploy(agents: Readonly<Record<string, string>>): Promise<void>;
  /** Points a line at pins such as `desk@v3` or `desk@v3:0.9`. */
  attach(number: string, ...pins: string[]): Promise<void>;
  /** Commits this text as the manifest, whatever it is, and writes it to disk; null removes the file. */
  commitManifest(text: string | null): Promise<void>;
  /** Commits this text as a file at the root, such as the ids, and leaves the disk as it is. */
  commitFile(path: string, text: string): Promise<void>;
  /** A file's text on disk, or null. */
  read(path: string): string | null;
  write(path: string, text: string | Buffer): void;
}

/** A repository whose manifest holds `manifest` once something is deployed. */
export function memoryRepository(manifest: string): MemoryRepository {
  const made = memoryWorld({ [manifestPath]: manifest });
  let now = made.world.clock.now();
  const world = { ...made.world, clock: { ...made.world.clock, now: () => now } };
  const { volume } = made;
  const write = (path: string, text: string | Buffer): void => {
    const full = `/repo/${path}`;
    volume.mkdirSync(full.slice(0, full.lastIndexOf("/")), { recursive: true });
    volume.writeFileSync(full, text);
  };
  const step = async (work: () => Promise<unknown>): Promise<void> => {
    await work();
    now += 60_000;
  };
  return {
    ...made,
    world,
    write,
    read(path) {
      return volume.existsSync(`/repo/${path}`) ? String(volume.readFileSync(`/repo/${path}`, "utf8")) : null;
    },
    deploy: (agents) =>
      step(async () => {
        for (const [slug, name] of Object.entries(agents))
          write(`agents/${slug}/agent.yaml`, customAgent(name));
        const options = {
          scope: null,
          title: null,
          attach: [],
          evenIfUnchanged: true,
          branch: null,
          push: no,
        };
        await (await planDeployment(world, options)).apply();
      }),
    attach: (number, ...pins) =>
      step(async () => {
        const parsed = pins.map((text) => {
          const [pin = "", weight = "1"] = text.split(":");
          return { ...(parsePin(pin) ?? { agent: pin, version: null }), weight: Number(weight) };
        });
        const request = {
          numbers: [number],
          pins: parsed,
          direction: null,
          replace: true,
          commit: true,
          push: no,
        };
        await (await planAttachment(world, request)).apply();
      }),
    async commitManifest(text) {
      await step(() =>
        commitRoot(world, manifestPath, text, text === null ? "Take the manifest away\n" : "Edit by hand\n"),
      );
      if (text === null) volume.unlinkSync(`/repo/${manifestPath}`);
      else write(manifestPath, text);
    },
    commitFile: (path, text) => step(() => commitRoot(world, path, text, "Edit by hand\n")),
  };
}

async function commitRoot(world: World, path: string, text: string | null, message: string): Promise<void> {
  const { repo, index } = await openWorkspace(world, "edit");
  const base = await branchHead(repo);
  const parent = base.commit ?? "";
  const blob = newObject("blob", Buffer.from(text ?? ""));
  const entry = text === null ? null : { mode: "100644", oid: blob.oid };
  const root = await stageRoot(await treeOfCommit(repo, parent), new Map([[path, entry]]));
  const { author, committer } = await readIdentity(repo);
  const commit = commitObject({ tree: root.oid, parents: [parent], author, committer, message });
  const oid = text === null ? null : blob.oid;
  await commitChange(repo, {
    ...indexSteps(index, [{ path, oid, mode: 0o100644, stat: null }]),
    base,
    commit: commit.oid,
    tag: null,
    push: null,
    objects: [blob, root, commit],
    files: [],
    committer,
    reflog: "commit: Edit by hand",
  });
}
