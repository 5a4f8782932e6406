import { failure } from "../../errors.js";
import { jsonServing, servingText } from "../../format/serving.js";
import { readRemoteStanding } from "../../status/remote-standing.js";
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
  async run({ options, world, installation, theme, json, quiet }) {
    const { logLines, serve } = await import("../../api/serve.js");
    const [readOnly, push] = [options.readOnly === true, options.push !== false];
    const lines = logLines(world.stderr, world.clock);
    const serving = await serve(world, {
      port: portOf(textOption(options, "port")),
      host: textOption(options, "host") ?? "127.0.0.1",
      ref: textOption(options, "ref"),
      readOnly,
      push,
      version: installation.version,
      log: (entry) => {
        if (!quiet || entry.level === "error") lines.log(entry);
      },
    });
    const { url, keys, repository } = serving;
    const { branch, ...state } = await repository.state();
    const upstream = await readRemoteStanding({ ...world, branch });
    const report = { url, branch, ...state, keys, readOnly, push, upstream };
    world.stdout.write(json ? jsonServing(report) : servingText(report, theme));
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
