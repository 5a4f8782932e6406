import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planAttachment } from "../../src/attach/index.js";
import { planDeployment } from "../../src/deploy/index.js";
import type { World } from "../../src/world.js";
import { type MemoryWorld, memoryWorld } from "../memory-world.js";

const root = join(import.meta.dirname, "../..");
const no = { kind: "no" } as const;

/** This repository's own agents on memfs, deployed three times, with the front desk's number on v1. */
export interface ExampleRepository {
  readonly world: World;
  readonly volume: MemoryWorld["volume"];
}

/** Makes it; the clock goes on by a day with each deploy. */
export async function exampleRepository(): Promise<ExampleRepository> {
  const { world, volume } = memoryWorld(ownFiles());
  let now = world.clock.now();
  const later: World = { ...world, clock: { ...world.clock, now: () => now } };
  const edit = (path: string, from: string, to: string): void => {
    const text = String(volume.readFileSync(`/repo/${path}`, "utf8"));
    if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}`);
    volume.writeFileSync(`/repo/${path}`, text.replace(from, to));
  };
  const deploy = async (title: string): Promise<void> => {
    const options = { scope: null, title, attach: [], evenIfUnchanged: false, branch: null, push: no };
    await (await planDeployment(later, options)).apply();
    now += 86_400_000;
  };
  await deploy("Opening day");
  edit("agents/receptionist/llm.yaml", "model_temperature: 0.2", "model_temperature: 0.1");
  edit("agents/receptionist/prompts/general.md", "warm, unhurried and exact", "warm, brief and exact");
  await deploy("Brief, and nearer to the prompt");
  const pins = [{ agent: "receptionist", version: 1, weight: 1 }];
  const line = { numbers: ["+14155550100"], pins, direction: null, replace: false, commit: true, push: no };
  await (await planAttachment(later, line)).apply();
  edit("agents/receptionist/prompts/general.md", "about fifty minutes", "about forty minutes");
  await deploy("Cleanings take forty minutes");
  now -= 86_400_000 - 3_600_000;
  return { world: later, volume };
}

function ownFiles(): Record<string, string> {
  const agents = readdirSync(join(root, "agents"), { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) =>
      join(found.parentPath, found.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
  return Object.fromEntries(
    [...agents, "phone-numbers.yaml"].map((path) => [path, readFileSync(join(root, path), "utf8")]),
  );
}
