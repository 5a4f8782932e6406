import type { promises } from "node:fs";

/** An open file, as far as Tagline uses one. */
export interface OpenFile {
  /** Reads from `position`; fewer bytes than `length` at the end. */
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  /** Writes all of it where the file stands. */
  writeFile(data: string | Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The part of `node:fs/promises` that Tagline uses; memfs's `promises` fits as well. */
export type WorldFs = Pick<
  typeof promises,
  | "readFile"
  | "readdir"
  | "stat"
  | "lstat"
  | "readlink"
  | "realpath"
  | "mkdir"
  | "rmdir"
  | "rename"
  | "link"
  | "unlink"
  | "utimes"
  | "writeFile"
  | "symlink"
  | "chmod"
> & {
  open(path: string, flags?: string, mode?: number): Promise<OpenFile>;
};

/** The time, and how far the local zone is from UTC at a time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Minutes east of UTC at `milliseconds`: 60 for +01:00. */
  timezoneOffset(milliseconds: number): number;
  /** Waits; a test's clock comes back at once. */
  sleep(milliseconds: number): Promise<void>;
}

/** A stream that is written to. `columns` is undefined off a terminal. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

/** What a program said. `code` is null when a signal ended it, also the one sent when its time was up. */
export interface RunResult {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program to its end. Rejects only when it could not be started (`ENOENT`). */
export type RunProgram = (
  program: string,
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly input?: string | Uint8Array;
    /** Gets what the program writes as it comes, instead of `stdout` in the end. */
    readonly onOutput?: (chunk: Buffer) => void;
    /** Milliseconds after which the program is ended; unlimited when absent. */
    readonly timeout?: number;
    /** Ends the program when its answer is no longer wanted; what was promised is then rejected. */
    readonly signal?: AbortSignal;
  },
) => Promise<RunResult>;

/** Tells processes apart, so that a lock can be told from one whose owner is gone. */
export interface Processes {
  /** The name of this process: letters, digits and dots; no other process ever has it. */
  self(): Promise<string>;
  /** Whether the process of that name is at work; `unknown` for one on another machine or in another container. */
  state(name: string): Promise<"running" | "gone" | "unknown">;
  /** The user's number; null where users have none. */
  readonly user: number | null;
}

/** The terminal, for a face that takes over its whole screen. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /**
   * Calls `restore` before the process ends, whatever ends it: its own end, an uncaught error, a signal.
   * Gives what takes that back.
   */
  beforeEnd(restore: () => void): () => void;
  /** Ends the process well and at once, whatever it still reads. */
  end(): void;
  /** Stops the process as Ctrl-Z does at a shell; settles when it goes on. */
  suspend(): Promise<void>;
  /** Calls back in place of stopping when somebody else asks for that (SIGTSTP). Gives what takes that back. */
  onStop(work: () => void): () => void;
  /** Runs a program on this terminal to its end: an editor. Its exit code; null when it could not be started. */
  runHere(program: string, args: readonly string[], cwd: string): Promise<number | null>;
  /** Calls back when something at or in a directory changes, below it too when `isDeep`. Gives what ends it. */
  watch(path: string, isDeep: boolean, onChange: () => void): () => void;
  /** Calls back again and again, without keeping the process from its end. Gives what ends it. */
  every(milliseconds: number, work: () => void): () => void;
}

/** Everything that reaches outside the process. `bin.ts` makes the real one; tests make their own. */
export interface World {
  readonly fs: WorldFs;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /**
   * The branch to read and to write, by its short name, in place of HEAD and the working tree. A working tree that
   * has it checked out follows what is committed; one with edits in the way refuses.
   */
  readonly branch?: string;
  /** Who asked for what is written, where that is not its author: a trailer of each commit and tag. */
  readonly caller?: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Asks a person and gives the line typed (null at end of input); absent where there is no terminal. */
  readonly ask?: (question: string) => Promise<string | null>;
  /** Absent where input or output is no terminal. */
  readonly terminal?: Terminal;
  readonly run: RunProgram;
  /** What runs this program, such as `v20.19.0`: results that may depend on it are not shared with another. */
  readonly runtime?: string;
  readonly processes: Processes;
  /** Waits until somebody asks the process to stop (Ctrl-C, SIGTERM); absent where nobody can. */
  readonly stopped?: () => Promise<void>;
  /** Does work that an interrupt (Ctrl-C) must not cut short; a second one does. */
  uninterrupted<T>(work: () => Promise<T>): Promise<T>;
}
