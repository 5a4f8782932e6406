import type { SchemaCode } from "./schema/codes.js";

/** What a code means, in one line. */
export interface ProblemCode {
  /** The severity of its findings; a few codes have both, and their page says when. */
  readonly severity: "error" | "warning" | "error or warning";
  readonly summary: string;
  /**
   * Whether a `# tagline-ignore` comment may silence it: not when something would be lost or lead nowhere, and not
   * where no comment can stand.
   */
  readonly ignorable: boolean;
}

const error = (summary: string): ProblemCode => ({ severity: "error", summary, ignorable: true });
const warning = (summary: string): ProblemCode => ({ severity: "warning", summary, ignorable: true });
const either = (summary: string): ProblemCode => ({ severity: "error or warning", summary, ignorable: true });
const always = (code: ProblemCode): ProblemCode => ({ ...code, ignorable: false });

const schemaCodes: Readonly<Record<SchemaCode, ProblemCode>> = {
  "array-for-object": warning("An empty list stands where an object is due."),
  "duplicate-item": error("An entry stands twice in a list that takes each once."),
  "env-not-allowed": always(error("A $env stands in a field that cannot come from the environment.")),
  "file-not-allowed": always(error("A $file stands in a field that is not free text.")),
  "missing-field": error("A field that must be there is not."),
  "out-of-range": error("A number is too small or too large."),
  "server-assigned-field": warning("A field is assigned by the platform and is not configuration."),
  "unknown-field": either("A field is not known: a slip, or newer than this release."),
  "unknown-type": either("The type of a node, tool or part is not known."),
  "unknown-value": warning("A model, voice or similar name is not known to this release."),
  "wrong-format": error("A text does not have the form that its field asks for."),
  "wrong-length": error("A text or list is too short or too long."),
  "wrong-type": error("A value is of the wrong type."),
  "wrong-value": error("A value is not one of those that its field can have."),
};

/** Every code that `validate` gives. To add one: a line here, and its page in docs/rules. */
export const problemCodes: Readonly<Record<string, ProblemCode>> = {
  // Bytes and YAML
  "file-too-large": always(error("A file is larger than 4 MB, or has too many parts to be read.")),
  "wrong-encoding": always(error("A file is not UTF-8.")),
  "nul-byte": always(error("A file has a NUL byte, so it is not a text.")),
  "conflict-marker": always(error("A merge conflict is unresolved.")),
  "byte-order-mark": warning("A file begins with a byte-order mark."),
  "crlf-line-endings": warning("A file's lines end in CRLF."),
  "yaml-syntax": always(error("A file is not valid YAML.")),
  "tab-indentation": always(error("A tab is used for indentation.")),
  "unknown-tag": always(error("A YAML tag such as !secret is used.")),
  "unknown-directive": always(error("A line that begins with % is none that YAML knows.")),
  "bad-alias": always(error("A YAML alias or anchor is wrong, or leads nowhere.")),
  "alias-limit": always(error("YAML aliases expand without a reasonable end.")),
  "too-deep": always(error("A file is nested more than 100 levels deep.")),
  "several-documents": always(error("A file holds more than one YAML document.")),
  "empty-file": always(error("A file holds nothing.")),
  "not-a-mapping": always(error("A file holds a list or a single value instead of fields.")),
  "duplicate-key": always(error("A field is set twice in one mapping.")),
  "forbidden-key": always(error("A field has a name that JavaScript gives a meaning of its own.")),
  "bad-key": always(error("A field's name is not one plain text.")),
  "unquoted-number": always(error("A phone number is not quoted and loses its plus.")),
  "not-json": always(error("A number is infinite or not a number.")),
  "inexact-number": always(warning("A number has more digits than JSON keeps.")),

  // Files and directories
  "bad-slug": always(error("A directory's name cannot name an agent.")),
  "stray-file": always(warning("A file in agents/ belongs to no agent.")),
  "unused-file": always(warning("A file in an agent's directory is used by nothing.")),
  "not-a-file": always(error("A link, submodule or device stands where a file or directory is due.")),
  "agent-file-missing": always(error("An agent's directory has no agent.yaml.")),
  "engine-file-missing": always(error("The file of an agent's response engine is not there.")),
  "engine-file-extra": always(error("A file of a response engine that the agent does not use is there.")),
  "unknown-engine": always(error("An agent's response engine is none that is known.")),
  "file-reference-form": always(error("A $file is written wrongly.")),
  "file-reference-outside": always(error("A $file leads out of the agent's directory.")),
  "file-reference-missing": always(error("The file that a $file names does not exist.")),
  "file-reference-link": always(error("A $file leads to or through something that is no plain file.")),
  "file-reference-too-large": always(error("The file that a $file names is larger than 4 MB.")),
  "env-reference-form": always(error("A $env is written wrongly.")),

  // Fields
  ...schemaCodes,

  // The manifest
  "number-not-e164": always(error("A phone number is not in E.164 form.")),
  "duplicate-number": always(error("A phone number is listed twice, in different spellings.")),
  "bad-pin": always(error("A pin is not an agent with a version or the draft.")),
  "duplicate-pin": always(error("A pin stands twice in one line.")),
  "bad-weight": always(error("A weight is not above 0 and at most 1.")),
  "weights-sum": always(error("The weights of a line do not sum to 1.")),
  "unknown-agent": always(error("A line follows the draft of an agent that does not exist.")),
  "unknown-version": always(error("A line is pinned to a version that does not exist here.")),
  "agent-not-in-version": always(error("A line is pinned to a version that lacks the agent.")),
  "agent-gone-from-draft": warning("A line is pinned to an agent that the draft no longer has."),
  "fallback-to-itself": error("A number falls back to itself."),
  "unknown-country": error("A country code is not one of ISO 3166."),

  // The way through a flow or through states
  "missing-start-node": error("A flow does not say where a call starts."),
  "unknown-start-node": error("A flow starts at a node that does not exist."),
  "unresolved-node": error("An edge leads to a node that does not exist."),
  "edge-without-destination": warning("An edge leads nowhere yet."),
  "transfer-without-failure-edge": warning("A transfer does not say where the call goes when it fails."),
  "unreachable-node": warning("No edge leads to a node."),
  "dead-end": warning("A call can come to a node and not go on from it."),
  "loop-without-exit": warning("Nodes lead only to each other, so the flow never ends."),
  "missing-transfer-flag": warning(
    "Steps of warm transfers stand in a flow or LLM that is not marked for them.",
  ),
  "missing-starting-state": error("An LLM has states but does not say in which one a call starts."),
  "unresolved-state": error("An LLM starts in or leads to a state that does not exist."),
  "unreachable-state": warning("No edge leads to a state."),

  // What they refer to
  "duplicate-id": error("An id or name is used more than once where it is looked up."),
  "dangling-tool": error("A node calls a tool that its flow does not have."),
  "dangling-component": error("A node runs a component that its flow does not have."),
  "dangling-mcp": either("A node or tool calls an MCP server that its flow or LLM does not have."),
  "unknown-swap-agent": error("A swap or transfer leads to an agent that does not exist."),
  "unknown-swap-version": error(
    "A swap or transfer names a version that lacks the agent, or does not exist.",
  ),
  "unknown-platform-agent": warning("A swap or transfer leads to a platform id that is not known here."),
  "bad-transfer-number": error("A call is transferred to what is not a phone number."),

  // Tools and addresses
  "empty-parameters": warning("A tool declares no parameters, so it is called with nothing."),
  "parameter-without-description": warning("A tool does not describe one of its parameters."),
  "bad-url": error("An address is incomplete or has the wrong scheme."),
  "local-url": error("An address is one that the platform cannot reach."),
  "insecure-url": warning("An address is not encrypted."),
  "tunnel-url": warning("An address is a tunnel to someone's own machine."),

  // Names and texts
  "bad-language-tag": error("A language is not a BCP-47 tag."),
  "two-models": error("An LLM names a model and a speech-to-speech model."),
  "unset-variable": warning("A {{variable}} is used that nothing in the agent sets."),
  "unknown-tool-in-prompt": warning("A prompt names a tool that does not exist."),
  "secret-in-plain-text": either("A key, token or password is written out."),

  // Ignore comments
  "ignore-without-reason": always(warning("A tagline-ignore comment does not say why.")),
  "bad-ignore": always(warning("A tagline-ignore comment names no code that can be ignored.")),
  "unused-ignore": always(warning("A tagline-ignore comment covers nothing.")),
};
