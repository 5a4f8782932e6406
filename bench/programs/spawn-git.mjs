// @ts-check
/** What a Node program pays that leaves all work to git: runs each argument as one git command, in turn. */
import { execFileSync } from "node:child_process";

const maxBuffer = 1024 * 1024 * 1024;
for (const line of process.argv.slice(2))
  process.stdout.write(execFileSync("git", JSON.parse(line), { maxBuffer, stdio: ["ignore", "pipe", 2] }));
