import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { customAgent } from "../memory-world.js";
import { scratchRepository } from "./scratch.js";

const root = join(import.meta.dirname, "../..");

const typescript = `import { type AgentReply, openRepository, TaglineError, type TaglineRepository } from "tagline";

const repository: TaglineRepository = await openRepository(".");
const agent: AgentReply = await repository.getAgent("desk", { version: 0 });
const speed: number | undefined = agent.voice_speed;
const engine = agent.response_engine;
if (engine.type === "retell-llm") console.log(engine.llm_id, speed);
// @ts-expect-error A version is a number or a name.
await repository.getAgent("desk", { version: true }).catch((error: unknown) => error instanceof TaglineError);
console.log(agent.agent_name, agent.version);
`;

const javascript = `import { openRepository } from "tagline";
const repository = await openRepository(".");
const { version } = await repository.deploy({ title: "From a script", evenIfUnchanged: true });
console.log(version, (await repository.listVersions("desk")).length);
`;

it("the packed package is installed without a network, and used from TypeScript and JavaScript", () => {
  const made = scratchRepository();
  const at = made.directory;
  made.write("agents/desk/agent.yaml", customAgent("One"));
  made.write(".gitignore", "node_modules\n");
  expect(made.tagline("deploy", "--yes").exit).toBe(0);

  const npm = (...args: string[]) =>
    execFileSync("npm", args, { cwd: at, stdio: ["ignore", "pipe", "pipe"] });
  const npx = (...args: string[]) => spawnSync("npx", args, { cwd: at, encoding: "utf8" });
  npm("pack", root, "--ignore-scripts", "--pack-destination", at);
  const tarball = readdirSync(at).find((name) => name.endsWith(".tgz")) ?? "";
  made.write("package.json", '{ "name": "user", "private": true, "type": "module" }');
  npm("install", "--offline", "--no-audit", "--no-fund", join(at, tarball));
  const ran = npx("--offline", "--yes", "--package", join(at, tarball), "tagline", "validate", "--json");
  expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, summary: { agents: 1 } });

  // A user of TypeScript on Node has these.
  symlinkSync(join(root, "node_modules/@types"), join(at, "node_modules/@types"));
  symlinkSync(join(root, "node_modules/undici-types"), join(at, "node_modules/undici-types"));

  made.write("use.ts", typescript);
  made.write("use.js", javascript);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const flags = [
    "--strict",
    "--exactOptionalPropertyTypes",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--types",
    "node",
    "--outDir",
    "out",
  ];
  const compiled = spawnSync(process.execPath, [tsc, ...flags, "use.ts"], { cwd: at, encoding: "utf8" });
  expect(compiled.stdout + compiled.stderr).toBe("");
  const run = (file: string) => spawnSync(process.execPath, [file], { cwd: at, encoding: "utf8" });
  expect(run("out/use.js")).toMatchObject({ status: 0, stdout: "One 0\n" });
  expect(run("use.js")).toMatchObject({ status: 0, stdout: "1 2\n" });
});
