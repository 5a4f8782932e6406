// @ts-check
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";

const program = join(import.meta.dirname, "../../dist/bin.js");

/**
 * Runs the program of this very checkout, which the step before has built, in the directory that the action was
 * given: its exit code, and its stdout where that is captured. What is only for people to read is printed so that
 * the runner takes no line of it for a command.
 *
 * @param {readonly string[]} args
 * @param {{ stdout: "commands" | "captured", env?: Readonly<Record<string, string>> }} options
 * @returns {{ exit: number, out: string }}
 */
export function runTagline(args, { stdout, env = {} }) {
  const captured = stdout === "captured";
  const token = randomUUID();
  if (captured) process.stdout.write(`::stop-commands::${token}\n`);
  const said = spawnSync(process.execPath, [program, "-C", process.env.TAGLINE_DIRECTORY ?? ".", ...args], {
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    // One stream, so that what stands between the two commands stays between them.
    stdio: ["ignore", captured ? "pipe" : "inherit", captured ? 1 : "inherit"],
  });
  if (captured) process.stdout.write(`\n::${token}::\n`);
  if (said.error !== undefined) throw said.error;
  return { exit: said.status ?? 70, out: said.stdout ?? "" };
}

/**
 * Says something as an annotation of the run.
 *
 * @param {"notice" | "warning" | "error"} kind
 * @param {string} text
 */
export function annotate(kind, text) {
  const escaped = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  process.stdout.write(`::${kind} title=tagline::${escaped}\n`);
}
