import type { CommandInput } from "./command.js";

/** Tells on one line of the terminal how far long work is. */
export interface Progress {
  /** Shows a text in the place of the one before; nothing in the first half second, nor more often than is seen. */
  tell(text: string): void;
  /** Clears the line, before something else is printed. */
  clear(): void;
}

const patience = 500;
const pause = 80;

/** For stderr, where it is a terminal: in a file or a log each step would be a line. */
export function progress({ world, quiet }: Pick<CommandInput, "world" | "quiet">): Progress {
  const { stderr, clock } = world;
  const begun = clock.now();
  let shown = "";
  let last = begun;
  const show = (text: string): void => {
    // No escape codes: what is longer is written over with blanks.
    stderr.write(`\r${text.padEnd(shown.length)}${text === "" ? "\r" : ""}`);
    shown = text;
  };
  return {
    tell(text) {
      const now = clock.now();
      if (quiet || !stderr.isTerminal || now - begun < patience || now - last < pause) return;
      last = now;
      show(text.slice(0, (stderr.columns ?? 80) - 1));
    },
    clear() {
      if (shown !== "") show("");
    },
  };
}
