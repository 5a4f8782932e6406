import { render, useInput } from "ink";
import { useSyncExternalStore } from "react";
import type { Terminal } from "../world.js";
import { keysOf } from "./key.js";
import { createPainter } from "./painter.js";
import { Screen } from "./screen.js";
import type { Size } from "./size.js";
import type { Store } from "./store.js";

/** The browser's hold on the terminal: taken, given back for a while, given back for good. */
export interface Session {
  start(): void;
  stop(): void;
}

// The alternate screen, without cursor, and with long rows cut instead of wrapped while the size changes.
const enter = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J\u001b[H";
const leave = "\u001b[?7h\u001b[?25h\u001b[?1049l";

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
      const forget = terminal.beforeEnd(restore);
      const app = render(<App store={store} />, {
        stdin: input,
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
  useInput((text, key) => store.press(keysOf(text, key)));
  return <Screen state={state} />;
}
