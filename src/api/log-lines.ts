import type { Output, World } from "../world.js";
import type { LogEntry } from "./app.js";

/** A log of lines of JSON. */
export interface LogLines {
  readonly log: (entry: LogEntry) => void;
  /** Writes what was not written yet. */
  flush(): void;
}

const maximumLength = 32 * 1024;
const maximumDelay = 100;

/**
 * Writes entries with their times, several at once: a write for each would take longer than answering. An error is
 * written right away, with what came before it.
 */
export function logLines(output: Output, clock: Pick<World["clock"], "now">): LogLines {
  let text = "";
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (text !== "") output.write(text);
    text = "";
  };
  return {
    flush,
    log(entry) {
      text += `${JSON.stringify({ time: new Date(clock.now()).toISOString(), ...entry })}\n`;
      if (entry.level === "error" || text.length > maximumLength) flush();
      else timer ??= setTimeout(flush, maximumDelay);
    },
  };
}
