/** What each exit code means, for the reference and the manual page; `errors.ts` has the code of each refusal. */
export const exitCodes = [
  ["0", "done"],
  ["1", "problems found, nothing to resolve, review says no, or differences under diff --exit-code"],
  [
    "2",
    "usage or environment: unknown flag, not a repository, no identity, no --yes without a terminal, tags not fetched",
  ],
  ["3", "refused: stale, locked, number blocked, merge in progress, detached, wrong branch"],
  ["70", "a bug in Tagline"],
  ["130", "interrupted"],
] as const;
