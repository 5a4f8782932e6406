// @ts-check
import { execFileSync } from "node:child_process";
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";

/** What the numbers depend on, without naming the machine. */
export function describeMachine() {
  const cores = availableParallelism();
  return {
    cores,
    processor: cpus()[0]?.model.trim() ?? "unknown processor",
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${platform()} ${arch()}`,
    node: process.version,
    /** Then every start of Node, bare Node too, reads that bundle of certificates first. */
    hasExtraCertificates: process.env.NODE_EXTRA_CA_CERTS !== undefined,
    git: execFileSync("git", ["--version"], { encoding: "utf8" }).trim().replace("git version ", ""),
  };
}
