import { join } from "node:path";
import { meant } from "../../config/did-you-mean.js";
import { failure } from "../../errors.js";
import { jsonDocument } from "../../format/json.js";
import { counted } from "../../format/plural.js";
import { table } from "../../format/table.js";
import { isJsonObject, type JsonValue } from "../../model/json.js";
import type { PlacedSchemas } from "../../schemas/place-schemas.js";
import type { Command, CommandInput } from "../command.js";

const suffix = ".schema.json";

/** `schema`: the JSON schemas that came with this version of Tagline, for editors and other tools. */
export const schemaCommand: Command = {
  summary: "print the JSON schema of a file",
  description:
    "Prints the schema (draft 2020-12) that this Tagline checks a file with; the list without a name. With --write, puts all of them into schemas/, where the first line of imported files looks for them.",
  arguments: [{ name: "[schema]", description: "agent, llm, flow, manifest or tagline" }],
  options: [{ flags: "--write", description: "write all into schemas/ of this repository" }],
  writes: true,
  examples: ["tagline schema", "tagline schema flow", "tagline schema --write"],
  async run(input) {
    const { args, options, world, theme, json } = input;
    const names = await schemaNames(input);
    const [name] = args;
    if (options.write === true) return write(names, input);
    if (name !== undefined) {
      if (!names.includes(name)) throw unknownSchema(name, names);
      world.stdout.write(await schemaText(name, input));
      return 0;
    }
    const listed = await Promise.all(
      names.map(async (known) => ({ name: known, title: titleOf(await schemaText(known, input)) })),
    );
    world.stdout.write(
      json ? jsonDocument(listed) : table(listed.map((row) => [theme.strong(row.name), row.title])),
    );
    return 0;
  },
};

/** Everything at once: which of them are needed changes with each agent. */
async function write(names: readonly string[], input: CommandInput): Promise<number> {
  const { args, world, theme, stderrTheme, json, quiet } = input;
  if (args.length > 0)
    throw failure("usage", {
      message: "--write takes no name: it writes all.",
      hint: "tagline schema --write",
    });
  const { writeSchemas } = await import("../../schemas/index.js");
  const { schemasDirectory } = await import("../../schemas/place-schemas.js");
  const texts = new Map<string, string>();
  for (const name of names) texts.set(`${name}${suffix}`, await schemaText(name, input));
  const placed = await writeSchemas(world, texts);
  const { written, unchanged } = placed;
  if (json) {
    world.stdout.write(jsonDocument(placedJson(placed)));
    return 0;
  }
  if (written.length === 0) {
    world.stdout.write(`Nothing to write: ${schemasDirectory}/ has them already.\n`);
    return 0;
  }
  if (!quiet) {
    const lines = [
      ...written.map((path) => `  ${stderrTheme.added("+")} ${path}`),
      ...unchanged.map((path) => stderrTheme.muted(`  = ${path}`)),
    ];
    world.stderr.write(`${lines.join("\n")}\n`);
  }
  world.stdout.write(
    `${theme.ok("✓")} wrote ${counted(written.length, "schema")} into ${schemasDirectory}/\n`,
  );
  return 0;
}

function placedJson({ written, unchanged }: PlacedSchemas): object {
  const of = (change: string) => (path: string) => ({ path, change });
  return {
    status: written.length > 0 ? "written" : "unchanged",
    files: [...written.map(of("written")), ...unchanged.map(of("kept"))],
  };
}

function directoryOf({ installation }: CommandInput): string {
  return join(installation.directory, "schemas");
}

async function schemaNames(input: CommandInput): Promise<string[]> {
  const files = await input.world.fs.readdir(directoryOf(input));
  return files.filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length));
}

async function schemaText(name: string, input: CommandInput): Promise<string> {
  return input.world.fs.readFile(join(directoryOf(input), `${name}${suffix}`), "utf8");
}

function titleOf(text: string): string {
  const schema: JsonValue = JSON.parse(text);
  return isJsonObject(schema) && typeof schema.title === "string" ? schema.title : "";
}

function unknownSchema(name: string, names: readonly string[]): Error {
  const stem = name.replace(/^.*[\\/]/, "").replace(/(\.schema)?\.(json|ya?ml)$/i, "");
  const near = stem === "phone-numbers" ? "manifest" : meant(stem, names);
  return failure("usage", {
    message: `There is no schema ${JSON.stringify(name)}.`,
    hint: near === null ? `one of: ${names.join(", ")}` : `did you mean tagline schema ${near}?`,
  });
}
