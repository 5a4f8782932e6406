import type { JsonObject } from "../../model/json.js";
import type { Finding } from "../finding.js";

/** The engine or agent file that a rule looks at. */
export type RuleKind = "agent" | "llm" | "flow";

/** What a rule may know beside its file. */
export interface RuleContext {
  /** Every agent of the tree. */
  readonly slugs: ReadonlySet<string>;
  /** Agent ids of the platform that tagline.ids.yaml knows. */
  readonly platformIds: ReadonlySet<string>;
}

/** One rule: pure, over one file's raw value; `{$file}` and `{$env}` are still symbolic. */
export interface Rule {
  readonly kinds: readonly RuleKind[];
  check(value: JsonObject, context: RuleContext): readonly Finding[];
}
