import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { agentFiles } from "../bench/agent-files.mjs";
import { stepsOf } from "../bench/growth.mjs";
import { gitEnvironment, makeRepository } from "../bench/make-repository.mjs";
import { judge } from "../bench/measure.mjs";
import { rowText } from "../bench/report.mjs";
import { rows } from "../bench/rows.mjs";
import { ratioOf, spreadOf } from "../bench/statistics.mjs";

const root = join(import.meta.dirname, "..");

/** Runs a program of this checkout and gives its exit code and what it printed. */
function node(cwd: string, ...args: string[]): { exit: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: { ...gitEnvironment, HOME: cwd },
    encoding: "utf8",
  });
  return { exit: status, out: stdout, err: stderr };
}

describe("the repositories of the bench", () => {
  let packed = "";
  let loose = "";
  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), "tagline-bench-test-"));
    // Twenty agents are of every kind that there is.
    const made = await makeRepository(directory, { agents: 20, versions: 5, promptWords: 40, ballastMb: 1 });
    ({ packed, loose } = made);
    return () => rmSync(directory, { recursive: true, force: true });
  });
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync("git", args, { cwd, env: gitEnvironment, encoding: "utf8" });
  const tagline = (cwd: string, ...args: string[]): unknown => {
    const { exit, out } = node(cwd, join(root, "dist/bin.js"), ...args, "--json");
    return { exit, ...JSON.parse(out) };
  };

  it("are valid, without a warning", () => {
    expect(tagline(packed, "validate", "--strict")).toMatchObject({
      exit: 0,
      problems: [],
      summary: { agents: 20, files: 41 },
    });
  });

  it("hold versions that vouch for each other, with their refs packed or each in its own file", () => {
    for (const clone of [packed, loose])
      expect(tagline(clone, "verify")).toMatchObject({ exit: 0, ok: true, findings: [] });
    expect(git(loose, "for-each-ref")).toBe(git(packed, "for-each-ref"));
    expect(git(packed, "rev-parse", "--verify", "v4^{tag}")).toMatch(/^[0-9a-f]{40}$/m);
    expect(git(packed, "fsck", "--strict")).toBe("");
  });

  it("have nothing that a deploy would take", () => {
    expect(git(packed, "status", "--porcelain")).toBe("");
    expect(git(packed, "ls-files", "recordings")).toBe("recordings/0000.wav\n");
  });
});

it("an edit of an agent changes one file of it", () => {
  for (let index = 0; index < 20; index++) {
    const [before, after] = [1, 2].map((revision) => agentFiles({ index, revision, promptWords: 40 }));
    const changed = Object.keys(before ?? {}).filter((path) => before?.[path] !== after?.[path]);
    expect(changed).toHaveLength(1);
  }
});

it("every command of every row still runs", () => {
  const inputs = mkdtempSync(join(tmpdir(), "tagline-bench-test-"));
  onTestFinished(() => rmSync(inputs, { recursive: true, force: true }));
  const sizes = ["--agents=3", "--versions=5", "--prompt-words=20", "--ballast-mb=1"];
  const said = node(root, "bench/run.mjs", "--smoke", "--no-peers", "--inputs", inputs, ...sizes);
  expect(said.err).not.toContain("could not be run");
  expect(said).toMatchObject({ exit: 0, out: `${[...rows.map(({ name }) => name), "serve"].join("\n")}\n` });
});

it("refuses what is not a row, and names those that are", () => {
  const { exit, err } = node(root, "bench/run.mjs", "--row", "histroy");
  expect(exit).toBe(2);
  expect(err).toMatch(/^bench: there is no row "histroy"\n/);
  expect(err).toContain("history-50");
});

describe("what is measured", () => {
  const measured = (name: string, times: number[], memoryMb: number | null = null) => ({
    name,
    times,
    ms: spreadOf(times),
    memoryMb,
  });

  it("is compared round by round, so that a slow round disturbs no ratio", () => {
    expect(ratioOf([20, 200, 20], [10, 100, 10])).toEqual({ median: 2, low: 2, high: 2 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
  });

  it("is judged against what the target names", () => {
    const row = rows.find(({ name }) => name === "validate-cold");
    if (row === undefined) throw new Error("no such row");
    const all = [
      measured("node", [10, 10]),
      measured("tagline", [160, 160], 260),
      measured("yaml", [100, 100]),
    ];
    const result = judge(row, all);
    expect(rowText(result, "in a clone")).toBe(
      [
        "validate-cold: validate, never run before, in a clone",
        "  node                         10 ms      1.00 (1.00–1.00) × node         –",
        "  tagline                     160 ms   16.00 (16.00–16.00) × node    260 MB",
        "  yaml                        100 ms   10.00 (10.00–10.00) × node         –",
        "  ≤ 1.5 × yaml: 1.60 (1.60–1.60), missed; ≤ 250 MB: 260 MB, missed",
        "",
      ].join("\n"),
    );
    expect(judge(row, all.slice(0, 2)).target).toMatchObject({ actual: null, isMet: null });
  });

  it("grows worse than linear when ten times the size costs more than ten times as much", () => {
    const steps = stepsOf(
      [
        { size: 10, ms: 60 },
        { size: 100, ms: 150 },
        { size: 1000, ms: 2050 },
      ],
      50,
    );
    expect(steps.map(({ perTenfold, isWorseThanLinear }) => [perTenfold, isWorseThanLinear])).toEqual([
      [null, false],
      [10, false],
      [20, true],
    ]);
  });
});
