import type { JsonObject, JsonValue } from "../../model/json.js";
import type { Names } from "../asked.js";
import type { Finding } from "../finding.js";
import type { Faults } from "./faults.js";

/** The file that a rule looks at. */
export type RuleKind = "agent" | "llm" | "flow" | "manifest" | "tagline";

/** What a rule may know of the tree beside its file. */
export interface TreeContext {
  /** Every agent of the tree. */
  readonly slugs: Names;
  /** Agent ids of the platform that tagline.ids.yaml knows. */
  readonly platformIds: Names;
}

/** What was asked about versions before the rules ran: they wait for nothing. */
export interface KnownVersions {
  /** The highest number that has a tag here; null when nothing is deployed. */
  readonly newest: number | null;
  answerTo(version: number, agent: string): "yes" | "unknown-version" | "no-such-agent" | undefined;
}

/** What a rule may know beside its file. */
export interface RuleContext extends TreeContext {
  /** The values of the agent's files that could be read, this one included. */
  readonly values: readonly JsonObject[];
  /** A text, or that of the file that a `{$file}` names; null for anything else. */
  textOf(value: JsonValue | undefined): string | null;
  /** A phone number in E.164, or null; absent for the manifest, whose numbers are checked when it is read. */
  readonly toE164: ((number: string) => string | null) | null;
  /** Errors of the schema in this file. */
  readonly faults: Faults;
  /** There when the file names versions. */
  readonly versions: KnownVersions | null;
}

/**
 * One rule: pure, over one file's raw value; `{$file}` and `{$env}` are still symbolic. It gives findings one by
 * one, and is not asked for more of them than are reported.
 */
export interface Rule {
  readonly kinds: readonly RuleKind[];
  check(value: JsonObject, context: RuleContext): Iterable<Finding>;
}
