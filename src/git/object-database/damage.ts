/** Bytes in the object database that are not what they must be. Never shown: what a reader makes of it is. */
class Damage extends Error {}

/** The error for a file or an object whose bytes are cut off or wrong; `what` says which. */
export function damage(what: string): Error {
  return new Damage(`${what} is damaged`);
}

/** Whether reading failed because stored bytes are cut off, or are not those that their name hashes. */
export function isDamage(error: unknown): boolean {
  return error instanceof Damage;
}
