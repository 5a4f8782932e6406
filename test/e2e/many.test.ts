import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { agentNamed, type Clone, team } from "./team.js";

const root = join(import.meta.dirname, "../..");
const bin = join(root, "dist/bin.js");

/** Runs deploys side by side and gives their exit codes and JSON. */
function deployAll(
  clones: readonly Clone[],
  args: (at: number) => readonly string[],
): Promise<{ exit: number | null; version: number | null; code: string | null }[]> {
  return Promise.all(
    clones.map(
      (clone, at) =>
        new Promise<{ exit: number | null; version: number | null; code: string | null }>((resolve) => {
          const words = [bin, "-C", clone.directory, "deploy", "--yes", "--json", ...args(at)];
          const env = {
            PATH: process.env.PATH,
            HOME: join(clone.directory, "../../home"),
            GIT_CONFIG_NOSYSTEM: "1",
          };
          const child = spawn(process.execPath, words, { env });
          let out = "";
          child.stdout.on("data", (chunk) => {
            out += chunk;
          });
          child.on("close", (exit) => {
            const said = JSON.parse(out);
            resolve({ exit, version: said.version ?? null, code: said.error?.code ?? null });
          });
        }),
    ),
  );
}

it("16 deploys and a loop of git commit in one clone: each makes its own version or is refused, nothing is lost", async () => {
  const { clone } = team();
  const a = clone("a");
  a.git("remote", "remove", "origin");
  let commits = 0;
  let isOver = false;
  const committing = (async () => {
    while (!isOver) {
      a.write("notes.txt", `${commits}\n`);
      try {
        execFileSync("git", ["-C", a.directory, "add", "notes.txt"], { stdio: "ignore" });
        const as = ["-c", "user.name=Dev", "-c", "user.email=dev@example.com"];
        execFileSync("git", ["-C", a.directory, ...as, "commit", "-qm", `Note ${commits}`], {
          stdio: "ignore",
        });
        commits += 1;
      } catch {
        // A deploy held the lock: git refuses, as it should.
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const said = await deployAll(Array(16).fill(a), () => ["--even-if-unchanged"]);
  isOver = true;
  await committing;

  const made = said.filter(({ exit }) => exit === 0).map(({ version }) => version);
  expect(new Set(made).size).toBe(made.length);
  expect(said.filter(({ exit }) => exit !== 0).every(({ exit }) => exit === 3)).toBe(true);
  const tags = a.git("tag", "--list", "v*").trim().split("\n");
  expect(tags.length).toBe(made.length + 1);
  expect(made.length).toBeGreaterThan(0);
  // Every commit of either side is still on the branch.
  expect(
    a
      .git("log", "--format=%s")
      .split("\n")
      .filter((line) => line.startsWith("Note")),
  ).toHaveLength(commits);
  for (const tag of tags) a.git("merge-base", "--is-ancestor", tag, "HEAD");
  expect(a.git("fsck", "--strict", "--no-dangling")).toBe("");
  expect(a.tagline("verify").exit).toBe(0);
}, 120_000);

it("8 clones that push to one remote: consecutive numbers, a linear history, no tag without its commit", async () => {
  const { clone, origin } = team();
  const clones = ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => clone(name));
  for (const [at, each] of clones.entries())
    each.write(`agents/agent-${at}/agent.yaml`, agentNamed(`n${at}`));
  let left = clones.map((each, at) => ({ each, at }));
  for (let round = 0; left.length > 0 && round < 20; round++) {
    const said = await deployAll(
      left.map(({ each }) => each),
      (i) => [`agent-${left[i]?.at}`],
    );
    expect(said.filter(({ exit }) => exit !== 0 && exit !== 3)).toEqual([]);
    left = left.filter((_, i) => said[i]?.exit !== 0);
    for (const { each } of left) each.git("pull", "-q", "--rebase");
  }
  expect(left).toEqual([]);
  const numbers = origin.git("tag", "--list", "--sort=version:refname", "v*").trim().split("\n");
  expect(numbers).toEqual(["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"]);
  expect(origin.git("rev-list", "--merges", "main")).toBe("");
  for (const tag of numbers) origin.git("merge-base", "--is-ancestor", tag, "main");
  const judge = clone("judge");
  expect(judge.tagline("verify", "--remote").exit).toBe(0);
}, 120_000);

it.each([[], ["--attach"], ["--push"]])(
  "a few deploys that are killed while they write: %s",
  (...options: string[]) => {
    const script = join(root, "bench/kill.mjs");
    const said = execFileSync(process.execPath, [script, "--rounds", "3", ...options], { encoding: "utf8" });
    expect(said).toMatch(/^killed \d, completed \d, recovered 3, lost 0$/m);
  },
  60_000,
);
