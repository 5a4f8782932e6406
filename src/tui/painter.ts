import { EventEmitter } from "node:events";
import type { Size } from "./size.js";

/** The stream that Ink draws on: it takes whole frames and writes to the terminal only the rows that differ. */
export interface Painter {
  readonly stream: NodeJS.WriteStream;
  /** Forgets what is on the screen, so that the next frame is written whole. */
  forget(): void;
}

// Rows between these two appear at once, where a terminal knows them; others ignore them.
const begin = "\u001b[?2026h";
const end = "\u001b[?2026l";

/**
 * Makes a painter. Ink's own way moves the cursor relative to where it thinks it is, and clears the terminal with
 * its scrollback when a frame is as high as that; here each row has its place, and nothing outside is touched.
 */
export function createPainter(write: (text: string) => void, size: () => Size): Painter {
  let shown: readonly string[] = [];
  const paint = (frame: string): void => {
    const rows = frame.split("\n");
    const changes: string[] = [];
    for (let at = 0; at < Math.max(rows.length, shown.length); at++) {
      const row = rows[at] ?? "";
      // Erased before it is written: in the last column, erasing after would take the last character.
      if (row !== shown[at]) changes.push(`\u001b[${at + 1};1H\u001b[2K${row}`);
    }
    shown = rows;
    if (changes.length > 0) write(begin + changes.join("") + end);
  };
  const stream = Object.assign(new EventEmitter(), {
    isTTY: false,
    write(text: string, done?: () => void): boolean {
      if (typeof done === "function") done();
      else paint(text);
      return true;
    },
  });
  Object.defineProperties(stream, {
    columns: { get: () => size().columns },
    rows: { get: () => size().rows },
  });
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    forget() {
      shown = [];
    },
  };
}
