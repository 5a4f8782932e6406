import headless from "@xterm/headless";
import type { Size } from "../../src/tui/size.js";

/** A terminal without a window: what is asserted is what a person would see. */
export interface Emulator {
  write(text: string): void;
  resize(size: Size): void;
  /** The screen's rows, without blanks at their ends. */
  rows(): string[];
  /** Which of the two screens is shown. */
  buffer(): "normal" | "alternate";
  /** Settles with the rows as soon as they are as wanted. */
  until(isThere: (rows: readonly string[]) => boolean): Promise<string[]>;
  /** Settles when everything written so far is on the screen. */
  settled(): Promise<string[]>;
  /** Whether the cell at that place is inverse, as what is selected is. */
  isInverse(row: number, column: number): boolean;
}

/** How long a screen may take to come; a machine that runs other tests too is slow. */
const patience = 30_000;

/** Makes an emulator of that size. */
export function emulator({ columns, rows }: Size): Emulator {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 100 });
  const listeners = new Set<() => void>();
  const shown = (): string[] => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? "").trimEnd(),
    );
  };
  return {
    write(text) {
      terminal.write(text, () => {
        for (const listener of listeners) listener();
      });
    },
    resize: (size) => terminal.resize(size.columns, size.rows),
    rows: shown,
    buffer: () => terminal.buffer.active.type,
    until: (isThere) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`The screen never became so:\n${shown().join("\n")}`));
        }, patience);
        const look = (): void => {
          const rows = shown();
          if (!isThere(rows)) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(rows);
        };
        listeners.add(look);
        look();
      }),
    settled: () => new Promise((resolve) => terminal.write("", () => resolve(shown()))),
    isInverse: (row, column) => terminal.buffer.active.getLine(row)?.getCell(column)?.isInverse() !== 0,
  };
}
