import { readFileSync } from "node:fs";
import { TextDocument } from "vscode-languageserver-textdocument";
import { getLanguageService, type Position } from "yaml-language-server";

/** A file as an editor has it open: the name of its schema, and the text below the line that names it. */
export type OpenFile = readonly [schema: string, text: string];

const schemas = new URL("../../schemas/", import.meta.url);
/** Where `schema --write` puts them, in the repository that the files are in. */
const placed = "file:///repo/schemas/";

/** What the YAML extension of editors runs, without the process around it. */
const server = getLanguageService({
  schemaRequestService: async (uri) => {
    if (!uri.startsWith(placed)) throw new Error(`asked for ${uri}`);
    return readFileSync(new URL(uri.slice(placed.length), schemas), "utf8");
  },
  workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
});
server.configure({
  validate: true,
  hover: true,
  completion: true,
  yamlVersion: "1.2",
  hoverSchemaSource: false,
});

/** The first line of imported files. */
export function schemaLine(schema: string): string {
  return `# yaml-language-server: $schema=../../schemas/${schema}.schema.json\n`;
}

/** What is underlined, each as `line:column` of the text below the schema line, and what is said. */
export async function underlined([schema, text]: OpenFile): Promise<{ at: string; message: string }[]> {
  const found = await server.doValidation(opened(schema, text), false);
  return found.map(({ range, message }) => ({
    at: `${range.start.line}:${range.start.character + 1}`,
    message,
  }));
}

/** What is offered at the `|` in a text, with what is said of it. */
export async function offered([schema, text]: OpenFile): Promise<Map<string, string>> {
  const { document, position } = at(schema, text);
  const { items } = await server.doComplete(document, position, false);
  return new Map(items.map(({ label, documentation }) => [label, proseOf(documentation)]));
}

/** What is shown for the word at the `|` in a text. */
export async function shown([schema, text]: OpenFile): Promise<string> {
  const { document, position } = at(schema, text);
  return proseOf((await server.doHover(document, position))?.contents);
}

function proseOf(content: unknown): string {
  if (typeof content === "string") return content;
  return typeof content === "object" && content !== null && "value" in content ? String(content.value) : "";
}

function at(schema: string, marked: string): { document: TextDocument; position: Position } {
  const offset = marked.indexOf("|");
  const document = opened(schema, marked.slice(0, offset) + marked.slice(offset + 1));
  return { document, position: document.positionAt(schemaLine(schema).length + offset) };
}

let version = 0;

/** The server remembers a document by its address and version. */
function opened(schema: string, text: string): TextDocument {
  version += 1;
  return TextDocument.create("file:///repo/agents/desk/x.yaml", "yaml", version, schemaLine(schema) + text);
}
