import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { failure } from "../errors.js";
import { plainText } from "../format/plain-text.js";
import { openRepository, type TaglineRepository } from "../library/open-repository.js";
import type { World } from "../world.js";
import { type LogEntry, makeApp } from "./app.js";
import { metrics } from "./metrics.js";
import { readKeys } from "./tokens.js";

export { logLines } from "./log-lines.js";

/** How to serve. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** The branch; the one that HEAD is on when null. */
  readonly ref: string | null;
  readonly readOnly: boolean;
  /** Whether writes are pushed where the branch has an upstream. */
  readonly push: boolean;
  /** The program's version. */
  readonly version: string;
  readonly log: (entry: LogEntry) => void;
}

/** A server that listens. */
export interface Serving {
  readonly url: string;
  /** How many keys there are; without one, only this machine is answered. */
  readonly keys: number;
  readonly repository: TaglineRepository;
  /** Takes no more requests, finishes those under way, and ends; after half a minute it leaves off. */
  stop(): Promise<void>;
}

/** A change is seen after this many milliseconds at most. */
const maximumAge = 250;
const patience = 30_000;

/**
 * Serves the repository around the world's directory. Throws as `openRepository` does, and `usage` for keys that are
 * not understood, for another address than the loopback without keys, and for one that cannot be listened on.
 */
export async function serve(world: World, options: ServeOptions): Promise<Serving> {
  const keys = readKeys(world.env.TAGLINE_API_KEY);
  if (keys.length === 0 && !isLoopback(options.host))
    throw failure("usage", {
      message: `Without TAGLINE_API_KEY only the loopback is served, and ${options.host} is not it.`,
      hint: "export TAGLINE_API_KEY=$(openssl rand -hex 24), or --host 127.0.0.1",
    });
  let fault: string | null = null;
  const onUnreadable = (error: unknown): void => {
    const reason = error === null ? null : plainText(error instanceof Error ? error.message : String(error));
    if (reason === fault) return;
    fault = reason;
    options.log(
      reason === null
        ? { level: "info", message: "the repository can be read again" }
        : { level: "error", message: "the repository cannot be read; the last good state answers", reason },
    );
  };
  // No configuration may name the keys by `$env`, and no hook needs them.
  const { TAGLINE_API_KEY: _, ...env } = world.env;
  const repository = await openRepository(world.cwd, {
    ...world,
    env,
    ...(options.ref === null ? {} : { ref: options.ref }),
    push: options.push ? "upstream" : "no",
    maximumAge,
    onUnreadable,
  });
  await repository.state();
  let isStopping = false;
  const app = makeApp({
    repository,
    // In parts of a millisecond.
    clock: { now: () => performance.timeOrigin + performance.now() },
    keys,
    readOnly: options.readOnly,
    version: options.version,
    metrics: metrics(),
    log: options.log,
    fault: () => fault,
    isStopping: () => isStopping,
  });
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
      // Node looks for requests that take too long only so often.
      connectionsCheckingInterval: 5000,
    },
    getRequestListener(app.fetch),
  );
  const address = await listen(server, options);
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${host}:${address.port}`,
    keys: keys.length,
    repository,
    async stop() {
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const sweep = setInterval(() => server.closeIdleConnections(), 100);
      const tooLong = setTimeout(() => server.closeAllConnections(), patience);
      await closed;
      clearInterval(sweep);
      clearTimeout(tooLong);
    },
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function listen(server: Server, { port, host }: ServeOptions): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const elsewhere = "--host 127.0.0.1";
      const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
        EADDRINUSE: ["another program listens there", "--port 0 takes a free one"],
        EACCES: ["permission denied", "--port 4400, or another above 1023"],
        EADDRNOTAVAIL: ["this machine has no such address", elsewhere],
        ENOTFOUND: ["there is no such host", elsewhere],
      };
      const [reason, hint] = reasons[error.code ?? ""] ?? [error.message, "tagline serve --help"];
      reject(failure("usage", { message: `${host}:${port} cannot be listened on: ${reason}.`, hint }));
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}
