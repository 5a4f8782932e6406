import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type Scratch, scratchRepository } from "./scratch.js";

/** A repository with `signTags` and a configuration of one agent, committed; no versions yet. */
function signing(): Scratch {
  const made = scratchRepository();
  made.write("tagline.yaml", "signTags: true\n");
  made.write("agents/desk/agent.yaml", "voice_id: 11labs-Adrian\n");
  made.git("add", ".");
  made.git("commit", "-qm", "Desk");
  return made;
}

/** Tags HEAD as a deploy would, chained to the version before; `options` sign it, or do not. */
function tag(made: Scratch, version: number, ...options: string[]): void {
  const trailers = [`Config-Tree: ${made.git("rev-parse", "HEAD:agents").trim()}`, "Agents-Changed: desk"];
  if (version > 0) {
    const before = `v${version - 1}`;
    trailers.push(`Previous-Version: ${before} ${made.git("rev-parse", before).trim()}`);
  }
  made.git("tag", ...options, "-a", `v${version}`, "-m", `v${version}\n\n${trailers.join("\n")}`);
}

function sshKey(made: Scratch, name: string): void {
  const said = made.shell(`ssh-keygen -q -t ed25519 -N '' -C ${name} -f "$HOME/${name}"`);
  expect(said).toMatchObject({ exit: 0 });
}

/** Signs with `name`'s key from now on. */
function signWithSsh(made: Scratch, name: string): void {
  made.git("config", "gpg.format", "ssh");
  made.git("config", "user.signingKey", made.shell(`printf %s "$HOME/${name}.pub"`).out);
}

/** Trusts `name`'s key for the repository's own address. */
function trustSsh(made: Scratch, name: string): void {
  const line = made.shell(`printf 'dev@example.com %s' "$(cat "$HOME/${name}.pub")"`).out;
  made.write(".git/allowed-signers", line);
  made.git("config", "gpg.ssh.allowedSignersFile", ".git/allowed-signers");
}

function verify(made: Scratch) {
  const said = made.tagline("verify", "--json");
  const { findings, checked } = JSON.parse(said.out);
  const found = findings.map(
    ({ severity, code, ref }: Record<string, string>) => `${ref ?? "repository"} ${severity} ${code}`,
  );
  return { exit: said.exit, found, findings, signatures: checked.signatures };
}

/** The tag object of a version with one word of its message changed, its signature left as it was. */
function forge(made: Scratch, version: number): void {
  const forged = made.shell(
    `git cat-file tag v${version} | sed 's/^v${version}$/Forged/' | git hash-object -t tag -w --stdin`,
  );
  made.git("update-ref", `refs/tags/v${version}`, forged.out.trim());
}

describe("verify with signTags, ssh keys", () => {
  it("confirms every signature, in one run of git however many there are", () => {
    const made = signing();
    sshKey(made, "dev");
    trustSsh(made, "dev");
    signWithSsh(made, "dev");
    for (const version of [0, 1, 2]) tag(made, version, "-s");
    expect(verify(made)).toMatchObject({
      exit: 0,
      found: [],
      signatures: { good: 3, bad: 0, missing: 0 },
    });
    expect(made.tagline("verify").out).toContain("\n  signatures: 3 good, 0 not confirmed, 0 missing\n");
    const traced = made.shell(
      `GIT_TRACE="$HOME/trace" tagline verify >"$HOME/out"; grep -c 'built-in: git verify-tag' "$HOME/trace"`,
    );
    expect(traced.out).toBe("1\n");
  });

  it("names what is not signed: a warning before the first signed version, an error after it", () => {
    const made = signing();
    sshKey(made, "dev");
    trustSsh(made, "dev");
    signWithSsh(made, "dev");
    tag(made, 0);
    tag(made, 1, "-s");
    tag(made, 2);
    expect(verify(made)).toMatchObject({
      exit: 1,
      found: ["v2 error missing-signature", "v0 warning missing-signature"],
      signatures: { good: 1, bad: 0, missing: 2 },
    });
  });

  it("names a tag that was changed under its signature, in git's own words, and only that one", () => {
    const made = signing();
    sshKey(made, "dev");
    trustSsh(made, "dev");
    signWithSsh(made, "dev");
    for (const version of [0, 1, 2]) tag(made, version, "-s");
    forge(made, 2);
    const { exit, found, findings, signatures } = verify(made);
    expect({ exit, found, signatures }).toEqual({
      exit: 1,
      found: ["v2 error bad-signature"],
      signatures: { good: 2, bad: 1, missing: 0 },
    });
    expect(findings[0].message).toMatch(/^git does not confirm the signature of v2: .*incorrect signature/);
    expect(findings[0].hint).toBe("git verify-tag v2");
  });

  it("names a tag that is signed by a key that nobody trusts", () => {
    const made = signing();
    sshKey(made, "dev");
    sshKey(made, "stranger");
    trustSsh(made, "dev");
    signWithSsh(made, "dev");
    tag(made, 0, "-s");
    signWithSsh(made, "stranger");
    tag(made, 1, "-s");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["v1 error bad-signature"] });
    expect(findings[0].message).toContain("No principal matched");
  });

  it("verifies the tag object that the version's ref holds, not what the name could also mean", () => {
    const made = signing();
    sshKey(made, "dev");
    trustSsh(made, "dev");
    signWithSsh(made, "dev");
    tag(made, 0, "-s");
    const good = made.git("rev-parse", "v0").trim();
    forge(made, 0);
    // git looks for refs/<name> and for .git/<name> before refs/tags/<name>.
    made.git("update-ref", "refs/v0", good);
    made.write(".git/v0", `${good}\n`);
    expect(verify(made)).toMatchObject({ exit: 1, found: ["v0 error bad-signature"] });
  });

  it("says once that nothing could be confirmed where git does not know whom to trust", () => {
    const made = signing();
    sshKey(made, "dev");
    signWithSsh(made, "dev");
    for (const version of [0, 1]) tag(made, version, "-s");
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["repository error signatures-unchecked"] });
    expect(findings[0].message).toContain("allowedSignersFile");
  });

  it("says so when signTags is not understood, instead of asking for no signature in silence", () => {
    const made = signing();
    tag(made, 0);
    made.write("tagline.yaml", 'signTags: "yes"\n');
    const { exit, found, findings } = verify(made);
    expect({ exit, found }).toEqual({ exit: 1, found: ["repository error invalid-settings"] });
    expect(findings[0].message).toMatch(/^tagline.yaml, line 1: .*signTags/);
    made.write("tagline.yaml", "signTags: [\n");
    expect(verify(made)).toMatchObject({ exit: 1, found: ["repository error invalid-settings"] });
  });

  it("asks for no signatures without signTags", () => {
    const made = signing();
    made.write("tagline.yaml", "signTags: false\n");
    tag(made, 0);
    expect(verify(made)).toMatchObject({ exit: 0, found: [], signatures: null });
  });
});

describe("verify with signTags, gpg keys", () => {
  const hasGpg = spawnSync("bash", ["-c", "gpg --version"]).status === 0;

  it.skipIf(!hasGpg)("confirms a good one, names a changed one and one of an unknown key", () => {
    const made = signing();
    const key =
      "gpg --batch --quiet --passphrase '' --quick-generate-key dev@example.com default default never";
    // No agent may outlive the test.
    const stop = "gpgconf --kill all";
    expect(made.shell(`mkdir -m 700 "$HOME/.gnupg" && ${key}`).exit).toBe(0);
    made.git("config", "user.signingKey", "dev@example.com");
    for (const version of [0, 1]) tag(made, version, "-s");
    expect(verify(made)).toMatchObject({ exit: 0, signatures: { good: 2, bad: 0, missing: 0 } });
    forge(made, 1);
    const changed = verify(made);
    expect(changed).toMatchObject({ exit: 1, found: ["v1 error bad-signature"] });
    expect(changed.findings[0].message).toContain("BAD signature");
    made.shell(`${stop}; mv "$HOME/.gnupg" "$HOME/gone" && mkdir -m 700 "$HOME/.gnupg"`);
    expect(verify(made)).toMatchObject({
      exit: 1,
      found: ["repository error signatures-unchecked"],
      signatures: { good: 0, bad: 2, missing: 0 },
    });
    made.shell(stop);
  });
});
