import type { Severity } from "../model/problem.js";

/** What a code means, in one line. Every finding of a code has its severity. */
export interface ProblemCode {
  readonly severity: Severity;
  readonly summary: string;
}

const error = (summary: string): ProblemCode => ({ severity: "error", summary });
const warning = (summary: string): ProblemCode => ({ severity: "warning", summary });

/** Every code that reading and checking emits, apart from those of the schemas. */
export const problemCodes: Readonly<Record<string, ProblemCode>> = {
  // Bytes and YAML
  "file-too-large": error("A file is larger than 4 MB."),
  "wrong-encoding": error("A file is not UTF-8."),
  "nul-byte": error("A file has a NUL byte, so it is not a text."),
  "conflict-marker": error("A merge conflict is unresolved."),
  "byte-order-mark": warning("A file begins with a byte-order mark."),
  "crlf-line-endings": warning("A file's lines end in CRLF."),
  "yaml-syntax": error("A file is not valid YAML."),
  "tab-indentation": error("A tab is used for indentation."),
  "unknown-tag": error("A YAML tag such as !secret is used."),
  "bad-alias": error("A YAML alias or anchor is wrong, or leads nowhere."),
  "alias-limit": error("YAML aliases expand without a reasonable end."),
  "too-deep": error("A file is nested more than 100 levels deep."),
  "several-documents": error("A file holds more than one YAML document."),
  "empty-file": error("A file holds nothing."),
  "not-a-mapping": error("A file holds a list or a single value instead of fields."),
  "duplicate-key": error("A field is set twice in one mapping."),
  "forbidden-key": error("A field has a name that JavaScript gives a meaning of its own."),
  "bad-key": error("A field's name is not one plain text."),
  "unquoted-number": error("A phone number is not quoted and loses its plus."),
  "not-json": error("A number is infinite or not a number."),
  "inexact-number": warning("A number has more digits than JSON keeps."),

  // Files and directories
  "bad-slug": error("A directory's name cannot name an agent."),
  "stray-file": warning("A file in agents/ belongs to no agent."),
  "not-a-file": error("A link, submodule or device stands where a file or directory is due."),
  "agent-file-missing": error("An agent's directory has no agent.yaml."),
  "engine-file-missing": error("The file of an agent's response engine is not there."),
  "engine-file-extra": error("A file of a response engine that the agent does not use is there."),
  "unknown-engine": error("An agent's response engine is none that is known."),
  "file-reference-form": error("A $file is written wrongly."),
  "file-reference-outside": error("A $file leads out of the agent's directory."),
  "file-reference-missing": error("The file that a $file names does not exist."),
  "file-reference-link": error("A $file leads to or through something that is no plain file."),
  "file-reference-too-large": error("The file that a $file names is larger than 4 MB."),
  "env-reference-form": error("A $env is written wrongly."),

  // The manifest
  "number-not-e164": error("A phone number is not in E.164 form."),
  "duplicate-number": error("A phone number is listed twice, in different spellings."),
  "bad-pin": error("A pin is not an agent with a version or the draft."),
  "duplicate-pin": error("A pin stands twice in one line."),
  "bad-weight": error("A weight is not above 0 and at most 1."),
  "weights-sum": error("The weights of a line do not sum to 1."),
  "unknown-agent": error("A line follows the draft of an agent that does not exist."),
  "unknown-version": error("A line is pinned to a version that does not exist here."),
  "agent-not-in-version": error("A line is pinned to a version that lacks the agent."),
  "agent-gone-from-draft": warning("A line is pinned to an agent that the draft no longer has."),
  "fallback-to-itself": error("A number falls back to itself."),
  "unknown-country": error("A country code is not one of ISO 3166."),

  // Cross references
  "unresolved-node": error("An edge leads to a node that does not exist."),
  "edge-without-destination": warning("An edge leads nowhere yet."),
  "missing-start-node": error("A flow does not say where a call starts."),
  "unknown-start-node": error("A flow starts at a node that does not exist."),
  "duplicate-id": error("An id or name is used more than once where it is looked up."),
  "dangling-tool": error("A node calls a tool that its flow does not have."),
  "dangling-component": error("A node runs a component that its flow does not have."),
  "unresolved-state": error("An LLM starts in or leads to a state that does not exist."),
  "unknown-swap-agent": error("An agent swap leads to an agent that does not exist."),
  "unknown-platform-agent": warning("An agent swap leads to a platform id that is not known here."),
};
