import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { agentNamed, type Clone, type Team, team } from "./team.js";

/** Starts the HTTP server beside the test, and gives its port. */
async function httpServer(root: string): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "git-http-server.mjs"), root]);
  onTestFinished(() => void child.kill());
  return new Promise((resolve) => child.stdout.once("data", (port) => resolve(String(port).trim())));
}

function expectDeploy(clone: Clone, { origin }: Team): void {
  clone.write("agents/desk/agent.yaml", agentNamed("one"));
  expect(clone.tagline("deploy", "--yes")).toMatchObject({
    exit: 0,
    out: expect.stringContaining("deployed v1"),
  });
  expect(origin.git("rev-parse", "v1^{commit}")).toBe(clone.git("rev-parse", "HEAD"));
  expect(clone.tagline("verify", "--remote").exit).toBe(0);
}

it("deploys over http with the password of a credential helper, and says so when there is none", async () => {
  const made = team();
  const clone = made.clone("a");
  const port = await httpServer(join(clone.directory, ".."));
  made.origin.git("config", "http.receivepack", "true");
  clone.git("remote", "set-url", "origin", `http://127.0.0.1:${port}/origin.git`);
  clone.write("agents/desk/agent.yaml", agentNamed("one"));
  const refused = clone.tagline("deploy", "--yes");
  expect(refused).toMatchObject({ exit: 2 });
  expect(refused.err).toContain("could not read Username");
  clone.git("config", "credential.helper", "!f() { echo username=dev; echo password=secret; }; f");
  expectDeploy(clone, made);
});

it("deploys over ssh, by the command that git is told to use", () => {
  const made = team();
  const clone = made.clone("a");
  // Stands in for ssh: runs on this machine what it is asked to run on the other.
  clone.write("../ssh.sh", 'for last; do :; done\neval "$last"\n');
  clone.git("config", "core.sshCommand", `sh ${join(clone.directory, "../ssh.sh")}`);
  clone.git("remote", "set-url", "origin", `ssh://git.example${made.origin.directory}`);
  expectDeploy(clone, made);
});

it("gives up on a remote that does not answer in time", async () => {
  const made = team();
  const clone = made.clone("a");
  clone.write("../ssh.sh", "exec sleep 60\n");
  clone.git("config", "core.sshCommand", `sh ${join(clone.directory, "../ssh.sh")}`);
  clone.git("remote", "set-url", "origin", `ssh://git.example${made.origin.directory}`);
  clone.write("agents/desk/agent.yaml", agentNamed("one"));
  const bin = join(import.meta.dirname, "../../dist/bin.js");
  const said = made.shell(`TAGLINE_REMOTE_TIMEOUT=1 '${process.execPath}' '${bin}' -C a deploy --yes`);
  expect(said).toMatchObject({ exit: 2 });
  expect(said.err).toContain("no answer within 1 s");
});
