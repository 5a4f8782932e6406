import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import type { Size } from "../../src/tui/size.js";
import type { Terminal } from "../../src/world.js";
import { type Emulator, emulator } from "./emulator.js";

/** A terminal whose screen is an emulator's and whose keys are typed by the test. */
export interface FakeTerminal {
  readonly terminal: Terminal;
  readonly screen: Emulator;
  /** Everything that was written to it, escape codes included. */
  written(): string;
  type(text: string): void;
  resize(size: Size): void;
  /** What `beforeEnd` was given, as a signal would call it. */
  end(): void;
  isRaw(): boolean;
  /** Programs that were run on it. */
  readonly ran: (readonly string[])[];
}

/** Makes one of that size. */
export function fakeTerminal(size: Size): FakeTerminal {
  const screen = emulator(size);
  let raw = false;
  let written = "";
  const endings = new Set<() => void>();
  const ran: (readonly string[])[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode(isRaw: boolean) {
      raw = isRaw;
      return input;
    },
    ref: () => input,
    unref: () => input,
  });
  const output = Object.assign(new EventEmitter(), {
    isTTY: true,
    ...size,
    write(text: string) {
      written += text;
      screen.write(text);
      return true;
    },
  });
  const terminal: Terminal = {
    input: input as unknown as NodeJS.ReadStream,
    output: output as unknown as NodeJS.WriteStream,
    beforeEnd(restore) {
      endings.add(restore);
      return () => endings.delete(restore);
    },
    end: () => undefined,
    suspend: () => Promise.resolve(),
    onStop: () => () => undefined,
    runHere(program, args) {
      ran.push([program, ...args]);
      return Promise.resolve(0);
    },
    watch: () => () => undefined,
    every: () => () => undefined,
  };
  return {
    terminal,
    screen,
    written: () => written,
    type: (text) => void input.write(text),
    resize(to) {
      screen.resize(to);
      Object.assign(output, to);
      output.emit("resize");
    },
    end() {
      for (const restore of endings) restore();
    },
    isRaw: () => raw,
    ran,
  };
}
