import { failure } from "../../errors.js";
import { jsonDocument } from "../../format/json.js";
import { plainText } from "../../format/plain-text.js";
import { formatRef } from "../../model/version.js";
import { type Command, textOption } from "../command.js";

/** `serve`: the platform's API out of the repository, until it is stopped. */
export const serveCommand: Command = {
  summary: "answer the platform's API out of this repository",
  description:
    "Serves agents, versions, phone numbers and web calls to clients of the platform's API. Reads and writes go to a branch, never to files that somebody edits. Keys are read from TAGLINE_API_KEY; without one only this machine is served. Each request is a line of JSON on stderr.",
  arguments: [],
  options: [
    { flags: "--port <port>", description: "port to listen on; 0 takes a free one (default: 4400)" },
    { flags: "--host <address>", description: "address to listen on (default: 127.0.0.1)" },
    { flags: "--ref <branch>", description: "branch to serve (default: the one HEAD is on)" },
    { flags: "--read-only", description: "refuse whatever would write" },
    { flags: "--no-push", description: "keep what is written in this clone" },
  ],
  writes: false,
  examples: [
    "tagline serve",
    "tagline serve --port 8080 --ref main --read-only",
    "tagline serve --host 0.0.0.0",
  ],
  async run({ options, world, installation, json, quiet }) {
    const { logLines, serve } = await import("../../api/serve.js");
    const lines = logLines(world.stderr, world.clock);
    const serving = await serve(world, {
      port: portOf(textOption(options, "port")),
      host: textOption(options, "host") ?? "127.0.0.1",
      ref: textOption(options, "ref"),
      readOnly: options.readOnly === true,
      push: options.push !== false,
      version: installation.version,
      log: (entry) => {
        if (!quiet || entry.level === "error") lines.log(entry);
      },
    });
    const { branch, newest, draft } = await serving.repository.state();
    const { url } = serving;
    const versions = newest === null ? "nothing published yet" : `newest v${newest}, the draft is v${draft}`;
    if (json)
      world.stdout.write(
        jsonDocument({
          url,
          branch,
          version: newest,
          ref: newest === null ? null : formatRef(newest),
          draft,
        }),
      );
    else world.stdout.write(`${plainText(`Serving ${branch} at ${url} (${versions}). Ctrl-C stops it.`)}\n`);
    await world.stopped?.();
    await serving.stop();
    lines.flush();
    return 0;
  },
};

function portOf(text: string | null): number {
  const port = Number(text ?? 4400);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535 && text !== "") return port;
  throw failure("usage", { message: `${JSON.stringify(text)} is not a port.`, hint: "--port 4400" });
}
