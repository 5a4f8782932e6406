/** Answers which agents the versions have. */
export interface VersionLookup {
  /** The highest number that has a tag here; null when nothing is deployed. */
  readonly newest: number | null;
  agentExists(version: number, slug: string): Promise<"yes" | "unknown-version" | "no-such-agent">;
  /** Id of the tag object that has this number: what it says never changes. Null when there is none to tell. */
  tagOid?(version: number): string | null;
}

/** For who asks what pins say, and not whether their versions exist. */
export const uncheckedPins: VersionLookup = { newest: null, agentExists: async () => "yes" };
