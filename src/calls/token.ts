import { join } from "node:path";
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from "jose";
import { syncDirectory } from "../git/durable.js";
import { errnoOf, isMissing } from "../git/errno.js";
import { journalDirectory, ownPath } from "../git/journal.js";
import { cannotWrite } from "../git/locks.js";
import type { Repository } from "../git/repository.js";
import type { CallRecord } from "./journal.js";

/** What a token says beside its issuer and its times. */
export interface TokenClaims {
  /** The call's id. */
  readonly sub: string;
  readonly agent: string;
  readonly version: number;
  readonly commit: string;
  readonly tree: string;
}

/** Seconds for which a token can be used to join its call. */
export const tokenLifetime = 600;

const issuer = "tagline";
const algorithm = "EdDSA";

/** The token of a call: a JWT signed with the key in the git directory. */
export async function signToken(repo: Repository, call: CallRecord): Promise<string> {
  const key = await readKey(repo);
  const issued = Math.floor(call.created_at / 1000);
  const { agent, version, commit, tree } = call;
  return new SignJWT({ agent, version, commit, tree })
    .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: key.kid ?? "" })
    .setIssuer(issuer)
    .setSubject(call.call_id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + tokenLifetime)
    .sign(await importJWK(key, algorithm));
}

/** What a token says, when it was signed here and has not expired; null otherwise. */
export async function verifyToken(repo: Repository, token: string): Promise<TokenClaims | null> {
  const { d: _private, ...open } = await readKey(repo);
  try {
    const currentDate = new Date(repo.world.clock.now());
    const { payload } = await jwtVerify(token, await importJWK(open, algorithm), {
      issuer,
      algorithms: [algorithm],
      currentDate,
    });
    return payload as unknown as TokenClaims;
  } catch {
    return null;
  }
}

/** The public keys that verify tokens, as a JSON Web Key Set. */
export async function publicKeys(
  repo: Repository,
): Promise<{ readonly keys: readonly Readonly<Record<string, unknown>>[] }> {
  const key = await storedKey(repo);
  if (key === null) return { keys: [] };
  const { d: _private, ...open } = key;
  return { keys: [open] };
}

/** The key pair, `<common git dir>/tagline/token-key.json` (mode 0600); made by whoever needs it first. Throws `cannot-write`. */
async function readKey(repo: Repository): Promise<JWK> {
  const found = await storedKey(repo);
  if (found !== null) return found;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, alg: algorithm, use: "sig", kid: await calculateJwkThumbprint(jwk) };
  await storeKey(repo, key).catch((error: unknown) => {
    throw cannotWrite(keyPath(repo), error);
  });
  return (await storedKey(repo)) ?? key;
}

/** Keeps a key unless there is one. Rejects with the system's error. */
async function storeKey(repo: Repository, key: JWK): Promise<void> {
  const { fs } = repo.world;
  await fs.mkdir(journalDirectory(repo), { recursive: true });
  const temporary = await ownPath(repo, ".key");
  try {
    const file = await fs.open(temporary, "wx", 0o600);
    try {
      await file.writeFile(`${JSON.stringify(key)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // A link never replaces: of two that make one at the same time, both use the first one's.
    await fs.link(temporary, keyPath(repo)).catch((error: unknown) => {
      if (errnoOf(error) !== "EEXIST") throw error;
    });
    await syncDirectory(fs, journalDirectory(repo));
  } finally {
    await fs.unlink(temporary).catch(() => undefined);
  }
}

/** Null when no token was signed yet. */
async function storedKey(repo: Repository): Promise<JWK | null> {
  try {
    return JSON.parse(await repo.world.fs.readFile(keyPath(repo), "utf8")) as JWK;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function keyPath(repo: Repository): string {
  return join(journalDirectory(repo), "token-key.json");
}
