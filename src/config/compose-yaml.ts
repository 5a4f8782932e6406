import { Composer, type CST, type Document, Lexer, LineCounter, type ParsedNode, Parser } from "yaml";

/** A text as YAML sees it, with everything needed to say where things stand. */
export interface ComposedYaml {
  /** The first document; null when the text has none, or is nested too deep to be read. */
  readonly document: Document.Parsed<ParsedNode> | null;
  readonly lines: LineCounter;
  /** Offset of a second document, which is not read; null when there is none. */
  readonly secondAt: number | null;
  /** Offset at which the nesting passes `maximumDepth`; null when it never does. */
  readonly tooDeepAt: number | null;
  /** Offset of the sign that is one more than `maximumSigns`; null when there are no more. */
  readonly tooManyAt: number | null;
}

/** Deeper than any real configuration (flows nest about 12 deep), shallow enough for every recursion here. */
export const maximumDepth = 100;

/**
 * How many words, signs and line ends of YAML are read: each takes its time, however short it is, and a file of the
 * largest size could be six million of them. A flow of a thousand nodes has some 150,000.
 */
export const maximumSigns = 750_000;

/**
 * Reads a text as YAML 1.2, core schema. Drives the library's lexer and parser itself, because its composer
 * recurses: at some thousand levels that ends in a failure of the JavaScript engine which nothing can catch.
 */
export function composeYaml(text: string): ComposedYaml {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  let first: CST.Token | null = null;
  const result = { document: null, lines, secondAt: null, tooDeepAt: null, tooManyAt: null };
  let signs = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++signs > maximumSigns) return { ...result, tooManyAt: parser.offset, lines: allLines(text) };
    for (const token of parser.next(lexeme)) {
      if (token.type === "document") {
        // The rest is not read: a file of a million `---` would make a million documents.
        if (first !== null)
          return { ...result, document: compose([first]), lines: allLines(text), secondAt: token.offset };
        first = token;
      }
      tokens.push(token);
    }
    // The document itself is the first entry of the stack.
    if (parser.stack.length > maximumDepth + 1)
      return { ...result, tooDeepAt: parser.offset, lines: allLines(text) };
  }
  for (const token of parser.end()) {
    if (token.type === "document" && first !== null)
      return { ...result, document: compose(tokens), lines: allLines(text), secondAt: token.offset };
    tokens.push(token);
    if (token.type === "document") first = token;
  }
  const document = compose(tokens);
  // Inside of what it cannot read, the parser does not count lines.
  return document?.errors.length === 0
    ? { ...result, document }
    : { ...result, document, lines: allLines(text) };
}

function compose(tokens: readonly CST.Token[]): Document.Parsed<ParsedNode> | null {
  const composer = new Composer<ParsedNode>({
    prettyErrors: false,
    // Our own check is linear and names the first place; the library compares every pair.
    uniqueKeys: false,
    version: "1.2",
    schema: "core",
    merge: false,
    resolveKnownTags: false,
    logLevel: "silent",
  });
  for (const document of composer.compose(tokens)) return document;
  return null;
}

function allLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  return lines;
}
