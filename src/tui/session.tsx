import { emitKeypressEvents, type Interface, type Key as Keypress } from "node:readline";
import { render } from "ink";
import { useSyncExternalStore } from "react";
import type { Terminal } from "../world.js";
import { keyReader } from "./key.js";
import { createPainter } from "./painter.js";
import { Screen } from "./screen.js";
import type { Size } from "./size.js";
import type { Store } from "./store.js";

/** The browser's hold on the terminal: taken, given back for a while, given back for good. */
export interface Session {
  start(): void;
  stop(): void;
}

// The alternate screen, without cursor, with long rows cut instead of wrapped while the size changes, and with marks
// around text that is pasted.
const enter = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[?2004h\u001b[2J\u001b[H";
const leave = "\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l";

/**
 * Milliseconds in which what begins with Escape must go on to be another key: over a network, the bytes of an arrow
 * come apart, and its last one alone would be a command.
 */
const escapeTimeout = 40;

/** The size of a terminal; that of the oldest ones where it does not tell. */
export function sizeOf({ output }: Pick<Terminal, "output">): Size {
  return { columns: output.columns || 80, rows: output.rows || 24 };
}

/**
 * Makes the session of a store on a terminal. Stopped, the terminal is as it was before. `onBug` is told of an error
 * in a view, which ends the drawing.
 */
export function createSession(terminal: Terminal, store: Store, onBug: (error: unknown) => void): Session {
  const { input, output } = terminal;
  let stopDrawing: (() => void) | null = null;
  let isTaken = false;

  // Only this is read of the interface; there is none, because no lines are read.
  emitKeypressEvents(input, { escapeCodeTimeout: escapeTimeout } as unknown as Interface);

  const restore = (): void => {
    if (!isTaken) return;
    isTaken = false;
    if (input.isTTY) input.setRawMode(false);
    output.write(leave);
  };
  return {
    start() {
      if (isTaken) return;
      isTaken = true;
      output.write(enter);
      const painter = createPainter(
        (text) => void (isTaken && output.write(text)),
        () => store.state().size,
      );
      const resized = (): void => {
        output.write("\u001b[2J");
        painter.forget();
        store.resize(sizeOf(terminal));
      };
      output.on("resize", resized);
      const read = keyReader();
      const typed = (text: string | undefined, keypress: Keypress): void => {
        const key = read(text, keypress);
        if (key !== null) store.press([key]);
      };
      const stopped = terminal.onStop(() => store.press([{ name: "ctrl-z", text: null }]));
      const forget = terminal.beforeEnd(restore);
      if (input.isTTY) input.setRawMode(true);
      input.on("keypress", typed);
      input.resume();
      const app = render(<App store={store} />, {
        stdout: painter.stream,
        // Whole frames, one for each change: the painter finds out what differs.
        debug: true,
        exitOnCtrlC: false,
        patchConsole: false,
      });
      app.waitUntilExit().catch(onBug);
      stopDrawing = () => {
        app.unmount();
        output.off("resize", resized);
        input.off("keypress", typed);
        // What is typed from now on is for whoever has the terminal then.
        input.pause();
        stopped();
        forget();
      };
    },
    stop() {
      stopDrawing?.();
      stopDrawing = null;
      restore();
    },
  };
}

function App({ store }: { readonly store: Store }) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  return <Screen state={state} />;
}
