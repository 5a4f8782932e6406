import { join } from "node:path";
import { failure } from "../errors.js";
import type { Oid } from "../model/version.js";
import type { RunResult } from "../world.js";
import { readGitSettings } from "./git-settings.js";
import { cannotWrite } from "./locks.js";
import { openObjectStore } from "./object-database/object-store.js";
import { type NewObject, newObject, writeObjects } from "./objects.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";
import { withScratchRepository } from "./scratch-repository.js";

/** An object to sign, and how the git program makes it with a signature. */
export interface Signing {
  /** What it is called: `v3`, `The commit`. */
  readonly what: string;
  /** Why it is signed, for who cannot: `tag.gpgSign`. */
  readonly because: string;
  readonly unsigned: NewObject;
  /** Objects that it refers to and that are not written yet. */
  readonly needs: readonly NewObject[];
  /** git's arguments, and the message on its standard input. */
  readonly args: readonly string[];
  readonly message: string;
  readonly env: Readonly<Record<string, string>>;
  /** The ref that git makes for it; null when git prints its oid. */
  readonly ref: string | null;
}

/**
 * The same object with the user's signature, made by the git program, so that `gpg.format`, `user.signingKey`
 * and the programs are git's own affair. It is made in a scratch repository: this one gets `needs`, which
 * nothing refers to yet, and no ref. Throws `cannot-sign` with git's own words, `git-not-found`, `cannot-write`.
 */
export async function signObject(repo: Repository, signing: Signing): Promise<NewObject> {
  const { what, because, unsigned } = signing;
  const settings = await readSigningSettings(repo);
  await writeObjects(repo, signing.needs).catch((error: unknown) => {
    throw cannotWrite(join(repo.commondir, "objects"), error);
  });
  return withScratchRepository(repo, async (gitdir) => {
    const said = await runGit(
      repo.world,
      // git reads a key's path from where the user's own git would.
      repo.workdir ?? repo.gitdir,
      [`--git-dir=${gitdir}`, ...settings, ...signing.args],
      { input: signing.message, env: signing.env },
    );
    if (said?.code !== 0) throw failure("cannot-sign", { what, because, reason: reasonOf(said) });
    const oid = await oidOf(repo, gitdir, signing.ref, said);
    const found = await openObjectStore(repo.world.fs, [gitdir]).read(oid);
    const signed = found === null ? null : newObject(unsigned.type, found.bytes);
    if (signed === null || !isSignedFormOf(signed, unsigned))
      // git 2.39 ends well and makes an unsigned tag when an ssh key cannot be read: its words say why.
      throw failure("cannot-sign", { what, because, reason: reasonOf(said) });
    return signed;
  });
}

/** Whether git's configuration has commits and tags signed. */
export interface SigningDefaults {
  readonly commit: boolean;
  readonly tag: boolean;
}

/** `commit.gpgSign` and `tag.gpgSign` of whatever level of git's configuration. Throws `git-refuses`. */
export async function readSigningDefaults(repo: Repository): Promise<SigningDefaults> {
  const settings = await readGitSettings(repo);
  // Without git nothing can be signed: then it is enough to know that it should have been.
  const value = (name: string): string | undefined =>
    settings === null ? repo.config(name) : settings.get(name);
  return {
    commit: await isOn(repo, "commit.gpgsign", value("commit.gpgsign")),
    tag: await isOn(repo, "tag.gpgsign", value("tag.gpgsign")),
  };
}

async function isOn(repo: Repository, name: string, value: string | undefined): Promise<boolean> {
  if (value === undefined || /^(|false|no|off|0)$/i.test(value)) return false;
  if (/^(true|yes|on|1)$/i.test(value)) return true;
  // Whatever else git takes for a yes or a no, or does not understand, is for git to say.
  const args = ["config", "--type=bool", "--get", name];
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, args, { optional: true });
  if (said?.code === 0) return said.stdout.toString("latin1").trim() === "true";
  throw failure("git-refuses", { reason: reasonOf(said), hint: null });
}

/**
 * What the repository's own place in the configuration says of signing, as arguments: the scratch repository
 * is another place to `includeIf "gitdir:…"`, and has no working tree's configuration.
 */
async function readSigningSettings(repo: Repository): Promise<string[]> {
  const args = ["config", "-z", "--get-regexp", "^(gpg\\.|user\\.signingkey$)"];
  const said = await runGit(repo.world, repo.workdir ?? repo.gitdir, args);
  const entries = said?.stdout.toString("utf8").split("\0") ?? [];
  const values = entries.flatMap((entry) => {
    const end = entry.indexOf("\n");
    return end < 0 ? [] : ["-c", `${entry.slice(0, end)}=${entry.slice(end + 1)}`];
  });
  // The user's hooks are for the refs of the user's repository; a message in another encoding would say so.
  return [...values, "-c", "core.hooksPath=/dev/null", "-c", "i18n.commitEncoding=UTF-8"];
}

async function oidOf(repo: Repository, gitdir: string, ref: string | null, said: RunResult): Promise<Oid> {
  const text = ref === null ? said.stdout : await repo.world.fs.readFile(join(gitdir, ref));
  return text.toString("latin1").trim();
}

/** Whether the two differ by a signature only: a tag's follows its message, a commit's is a header. */
function isSignedFormOf(signed: NewObject, unsigned: NewObject): boolean {
  const [whole, plain] = [signed, unsigned].map(({ bytes }) => Buffer.from(bytes).toString("latin1"));
  if (whole === undefined || plain === undefined) return false;
  if (signed.type === "tag") return whole.startsWith(`${plain}-----BEGIN `);
  // The header holds no empty line: each of the signature's lines starts with a space.
  const withoutHeader = whole.replace(/\ngpgsig .*(\n .*)*/, "");
  return withoutHeader !== whole && withoutHeader === plain;
}

function reasonOf(said: RunResult | null): string {
  // ssh-keygen ends its lines with CR, which git shows as a question mark.
  const lines = (said?.stderr ?? "")
    .split("\n")
    .map((line) => line.replace(/^(error|fatal):|[?\r]$/g, "").trim());
  const reason = lines.filter((line) => line !== "" && !line.startsWith("hint:")).join(" / ");
  return reason === "" ? "git made another object than was planned" : reason.replace(/\.$/, "");
}
