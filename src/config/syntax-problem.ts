import type { ErrorCode, YAMLError } from "yaml";

/** A YAML error in our words. */
interface Saying {
  readonly code:
    | "yaml-syntax"
    | "tab-indentation"
    | "unknown-tag"
    | "unknown-directive"
    | "bad-alias"
    | "too-deep";
  readonly message: string;
  readonly hint: string;
}

const syntax = (message: string, hint: string): Saying => ({ code: "yaml-syntax", message, hint });
const alias = (message: string): Saying => ({
  code: "bad-alias",
  message,
  hint: "quote texts that begin with * or &",
});
const quotes = "check the quotes, brackets and indentation before it";

/** Every code of the library's closed set; those that our options switch off are there for completeness. */
const sayings: Record<ErrorCode, Saying> = {
  ALIAS_PROPS: alias("An alias cannot have an anchor or a tag."),
  BAD_ALIAS: alias("An alias or anchor is written wrongly."),
  BAD_COLLECTION_TYPE: syntax("The tag does not fit what it stands before.", "remove the tag"),
  BAD_DIRECTIVE: {
    code: "unknown-directive",
    message: "A line that begins with % is a directive, and this one is not known.",
    hint: "remove it",
  },
  BAD_DQ_ESCAPE: syntax("A backslash sequence is not known in double quotes.", "use single quotes, or \\\\"),
  BAD_INDENT: syntax("The indentation does not fit the lines around it.", "line it up with its siblings"),
  BAD_PROP_ORDER: syntax("An anchor or tag stands in the wrong place.", "put it before the value"),
  BAD_SCALAR_START: syntax("A text cannot begin with this character.", "quote the text"),
  BLOCK_AS_IMPLICIT_KEY: syntax("A second colon is in this line.", "quote the text that holds it"),
  BLOCK_IN_FLOW: syntax("A | or > text cannot stand inside brackets.", "use quotes"),
  DUPLICATE_KEY: syntax("A field is set twice.", "remove one of them"),
  IMPOSSIBLE: syntax("This is not YAML.", quotes),
  KEY_OVER_1024_CHARS: syntax("A field's name is longer than 1024 characters.", "is a quote missing?"),
  MISSING_CHAR: syntax("Something that was opened before is not closed by here.", quotes),
  MULTILINE_IMPLICIT_KEY: syntax("A field's name runs over several lines.", "is a colon or a quote missing?"),
  MULTIPLE_ANCHORS: alias("A value can have only one anchor."),
  MULTIPLE_DOCS: syntax("Only one YAML document may be in a file.", "remove the others"),
  MULTIPLE_TAGS: syntax("A value can have only one tag.", "remove one of them"),
  NON_STRING_KEY: syntax("A field's name must be a text.", "quote it"),
  RESOURCE_EXHAUSTION: {
    code: "too-deep",
    message: "This is nested too deep to be read.",
    hint: "flatten it",
  },
  TAB_AS_INDENT: {
    code: "tab-indentation",
    message: "A tab is used for indentation, which YAML does not allow.",
    hint: "indent with spaces",
  },
  TAG_RESOLVE_FAILED: {
    code: "unknown-tag",
    message: "Tags are not used in configurations.",
    hint: "quote texts that begin with !",
  },
  UNEXPECTED_TOKEN: syntax("This is not expected here.", quotes),
};

/** What a YAML error or warning means to a user. */
export function explainSyntax(error: YAMLError): Saying {
  return sayings[error.code];
}
