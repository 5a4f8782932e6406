import { plainText } from "./plain-text.js";

/** A branch of a remote. */
export interface RemoteBranch {
  readonly remote: string;
  readonly branch: string;
}

/** `origin/main`. */
export function remoteBranch({ remote, branch }: RemoteBranch): string {
  return plainText(`${remote}/${branch}`);
}

/** Where a write went, as a line of its own: nothing is live elsewhere before it is pushed. */
export function whereText(push: RemoteBranch | null): string {
  return push === null ? "  committed here, not pushed\n" : `  pushed to ${remoteBranch(push)}\n`;
}
