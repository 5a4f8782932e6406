import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { journalOf, type Scratch, scratchRepository } from "./scratch.js";

const number = "+14155550100";

/** A repository with one agent that was never committed. */
function withAgent(): Scratch {
  const made = scratchRepository();
  made.write(
    "agents/desk/agent.yaml",
    "response_engine:\n  type: custom-llm\n  llm_websocket_url: wss://llm.example/desk\nvoice_id: 11labs-Adrian\n",
  );
  return made;
}

/** Makes an ssh key, signs with it from now on, and trusts it for the repository's own address. */
function useSshKey(made: Scratch): void {
  const said = made.shell(
    `ssh-keygen -q -t ed25519 -N '' -C dev -f "$HOME/dev" &&
     printf 'dev@example.com %s' "$(cat "$HOME/dev.pub")" >"$HOME/allowed" &&
     git config gpg.format ssh && git config user.signingKey "$HOME/dev.pub" &&
     git config gpg.ssh.allowedSignersFile "$HOME/allowed"`,
  );
  expect(said).toMatchObject({ exit: 0 });
}

function deploy(made: Scratch, ...options: string[]): void {
  expect(made.tagline("deploy", "--yes", ...options)).toMatchObject({ exit: 0 });
}

/** Everything that a refused command must leave as it was. */
function state(made: Scratch): string {
  const left = made.shell("ls .git/tagline 2>/dev/null | grep -v cache").out;
  return made.git("for-each-ref") + made.git("status", "--porcelain=v2", "--branch") + left;
}

function isSound(made: Scratch): void {
  expect(made.shell("git fsck --strict --no-dangling 2>&1")).toMatchObject({ exit: 0, out: "" });
  expect(journalOf(join(made.directory, ".git/tagline"))).toEqual([]);
}

describe("signing with ssh keys", () => {
  it("signs the tag where tag.gpgSign is set, and the tag says the same as an unsigned one", () => {
    const made = withAgent();
    deploy(made, "--title", "Before signing");
    useSshKey(made);
    made.git("config", "tag.gpgSign", "true");
    deploy(made, "--even-if-unchanged", "--title", "Übergabe: – signed");
    made.git("verify-tag", "v1");
    const [signed, unsigned] = JSON.parse(made.tagline("history", "--json").out);
    expect(signed).toMatchObject({ version: 1, title: "Übergabe: – signed" });
    expect(Object.keys(signed)).toEqual(Object.keys(unsigned));
    const body = made.shell("git cat-file tag v1 | sed '/^-----BEGIN/,$d'").out;
    expect(body).toContain(`\nPrevious-Version: v0 ${made.git("rev-parse", "v0")}`);
    expect(body).toMatch(
      /\ntagger Dev <dev@example.com> \d+ \+0000\n\n.*Übergabe: – signed\n\nConfig-Tree: /,
    );
    // The commit is signed by a setting of its own.
    expect(made.git("cat-file", "commit", "HEAD")).not.toContain("gpgsig");
    isSound(made);
  });

  it("signs the tag where signTags is set in tagline.yaml, and verify confirms it", () => {
    const made = withAgent();
    useSshKey(made);
    made.write("tagline.yaml", "signTags: true\n");
    deploy(made);
    made.write("agents/desk/agent.yaml", `${made.shell("cat agents/desk/agent.yaml").out}language: en-GB\n`);
    deploy(made);
    const said = made.tagline("verify", "--json");
    expect(said.exit).toBe(0);
    expect(JSON.parse(said.out).checked.signatures).toEqual({ good: 2, bad: 0, missing: 0 });
    isSound(made);
  });

  it("signs the commits of deploy and attach where commit.gpgSign is set", () => {
    const made = withAgent();
    useSshKey(made);
    made.git("config", "commit.gpgSign", "true");
    deploy(made);
    made.git("verify-commit", "HEAD");
    expect(made.tagline("attach", number, "desk@v0", "--yes")).toMatchObject({ exit: 0 });
    made.git("verify-commit", "HEAD");
    expect(made.git("rev-list", "--count", "HEAD")).toBe("2\n");
    expect(made.git("cat-file", "tag", "v0")).not.toContain("-----BEGIN");
    expect(made.tagline("verify")).toMatchObject({ exit: 0 });
    expect(made.git("status", "--porcelain")).toBe("");
    isSound(made);
  });

  it("signs in a linked working tree of a clone that borrows its objects, and pushes what it signed", () => {
    const made = withAgent();
    useSshKey(made);
    made.git("config", "--global", "tag.gpgSign", "true");
    made.git("config", "--global", "commit.gpgSign", "true");
    for (const name of ["gpg.format", "user.signingKey", "user.name", "user.email"])
      made.git("config", "--global", name, made.git("config", name).trim());
    deploy(made);
    made.git("clone", "-q", "--shared", ".", "../borrowed");
    const said = made.shell(
      `cd ../borrowed && git worktree add -q -b other ../linked && cd ../linked &&
       echo 'language: en-GB' >>agents/desk/agent.yaml && tagline deploy --yes --branch other --push 2>&1 &&
       git config gpg.ssh.allowedSignersFile "$HOME/allowed" &&
       git verify-commit HEAD && git verify-tag v1 && git fsck --strict --no-dangling`,
    );
    expect(said).toMatchObject({ exit: 0 });
    made.git("verify-tag", "v1");
  });

  it("finds the key that a conditional include gives to this repository", () => {
    const made = withAgent();
    useSshKey(made);
    const key = made.git("config", "user.signingKey").trim();
    made.git("config", "--unset", "user.signingKey");
    made.shell(`git config --file "$HOME/work" user.signingKey "${key}"`);
    made.shell(`git config --global "includeIf.gitdir:$PWD/.git.path" "$HOME/work"`);
    made.git("config", "tag.gpgSign", "true");
    deploy(made);
    made.git("verify-tag", "v0");
  });

  it("shows the user's hooks no ref but the version's own", () => {
    const made = withAgent();
    useSshKey(made);
    made.git("config", "tag.gpgSign", "true");
    const hook = join(made.directory, ".git/hooks/reference-transaction");
    mkdirSync(join(hook, ".."), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\ncat >>"$HOME/seen"\n', { mode: 0o755 });
    made.git("config", "--global", "core.hooksPath", join(hook, ".."));
    deploy(made);
    made.git("verify-tag", "v0");
    expect(made.shell('cat "$HOME/seen"').out).not.toContain("refs/tags");
  });

  it("refuses when there is no key, in git's own words, and changes nothing", () => {
    for (const setting of ["tag.gpgSign", "commit.gpgSign"]) {
      const made = withAgent();
      deploy(made);
      made.write(
        "agents/desk/agent.yaml",
        `${made.shell("cat agents/desk/agent.yaml").out}language: en-GB\n`,
      );
      made.git("config", "gpg.format", "ssh");
      made.git("config", "user.signingKey", "/nowhere/key.pub");
      made.git("config", setting, "true");
      const before = state(made);
      const said = made.tagline("deploy", "--yes");
      expect(said.exit).toBe(2);
      expect(said.err).toMatch(
        /could not be signed, so nothing was written: .*\/nowhere\/key\.pub.*[a-z]\.$/m,
      );
      expect(said.err).toContain(`or turn off ${setting}`);
      expect(said.err).not.toContain(".scratch");
      expect(state(made)).toBe(before);
    }
  });

  it("refuses when the program that signs is missing, also for attach", () => {
    const made = withAgent();
    deploy(made);
    useSshKey(made);
    made.git("config", "gpg.ssh.program", "/nowhere/ssh-keygen");
    made.git("config", "commit.gpgSign", "true");
    const before = state(made);
    const said = made.tagline("attach", number, "desk@v0", "--yes");
    expect(said.exit).toBe(2);
    expect(said.err).toContain("The commit could not be signed");
    expect(state(made)).toBe(before);
  });

  it("refuses when git does not understand the setting, or tagline.yaml does not say yes or no", () => {
    const made = withAgent();
    made.git("config", "tag.gpgSign", "perhaps");
    const said = made.tagline("deploy", "--yes");
    expect(said.exit).toBe(2);
    expect(said.err).toContain("perhaps");
    made.git("config", "--unset", "tag.gpgSign");
    made.write("tagline.yaml", 'signTags: "yes"\n');
    const unclear = made.tagline("deploy", "--yes");
    expect(unclear.exit).toBe(1);
    expect(unclear.err).toMatch(
      /^error: tagline.yaml has errors, so nothing was written: line 1: .*signTags/m,
    );
    expect(made.git("for-each-ref")).toBe("");
  });

  it("says that git is missing where signing is asked for", () => {
    const made = withAgent();
    made.git("config", "tag.gpgSign", "true");
    for (const settings of ["signTags: true\n", "signTags: false\n"]) {
      made.write("tagline.yaml", settings);
      const refused = made.shell("PATH=/nowhere; tagline deploy --yes");
      expect(refused).toMatchObject({ exit: 2 });
      expect(refused.err).toContain("The git program was not found.");
    }
    expect(made.git("for-each-ref")).toBe("");
  });

  it("clears what a killed signing left, at the next command", () => {
    const made = withAgent();
    useSshKey(made);
    made.git("config", "tag.gpgSign", "true");
    made.git("config", "gpg.ssh.program", join(made.directory, ".git/killer"));
    // Started by git, which tagline started.
    const killer = "#!/bin/sh\nkill -9 $(ps -o ppid= -p $PPID)\nexit 1\n";
    writeFileSync(join(made.directory, ".git/killer"), killer, { mode: 0o755 });
    const journal = join(made.directory, ".git/tagline");
    made.tagline("deploy", "--yes");
    expect(journalOf(journal)).toEqual([expect.stringMatching(/\.scratch$/)]);
    expect(made.git("for-each-ref")).toBe("");
    made.git("config", "--unset", "gpg.ssh.program");
    deploy(made);
    made.git("verify-tag", "v0");
    isSound(made);
  });
});

describe("signing with gpg keys", () => {
  const hasGpg = spawnSync("bash", ["-c", "gpg --version"]).status === 0;

  it.skipIf(!hasGpg)("signs commit and tag with the key of the committer, and refuses without it", () => {
    const made = withAgent();
    const key =
      "gpg --batch --quiet --passphrase '' --quick-generate-key 'Dev <dev@example.com>' default default never";
    made.git("config", "tag.gpgSign", "true");
    made.git("config", "commit.gpgSign", "true");
    const before = made.git("for-each-ref");
    try {
      expect(made.shell('mkdir -m 700 "$HOME/.gnupg"').exit).toBe(0);
      const refused = made.tagline("deploy", "--yes");
      expect(refused.exit).toBe(2);
      expect(refused.err).toContain("gpg failed to sign the data");
      expect(made.git("for-each-ref")).toBe(before);
      expect(made.shell(key).exit).toBe(0);
      deploy(made);
      made.git("verify-tag", "v0");
      made.git("verify-commit", "HEAD");
      isSound(made);
    } finally {
      // No agent may outlive the test.
      made.shell("gpgconf --kill all");
    }
  });
});
