import type { Actions, Planned, ReadRequest } from "./actions.js";
import { requestsOf } from "./detail/subject.js";
import { failureOf } from "./failure-of.js";
import type { Key } from "./key.js";
import { layoutOf } from "./layout.js";
import type { Loadable } from "./loadable.js";
import { resourceKey } from "./resources.js";
import { versionRowAt } from "./rows.js";
import type { Size } from "./size.js";
import type { State } from "./state.js";
import type { Command } from "./step.js";
import { type BrowserEvent, update } from "./update.js";

/** The state as it goes on: takes events, carries out commands, reads what the screen needs. */
export interface Store {
  state(): State;
  /** Calls back after each change; gives what ends that. */
  subscribe(listener: () => void): () => void;
  press(keys: readonly Key[]): void;
  resize(size: Size): void;
  /** Reads the repository again; what is shown stays until the new is there. Settles when the list has its rows. */
  refresh(): Promise<void>;
  /** Settles when all that the last refresh reads is there. */
  complete(): Promise<void>;
  /** Settles when the user quits. */
  readonly quit: Promise<void>;
  /** What is being written; null when nothing is. */
  writing(): Promise<void> | null;
}

/**
 * Milliseconds that a selection must stand before what it needs is read: who runs through a list needs none of it. A
 * key that is held down comes 25 to 30 times a second on most systems.
 */
const standing = 60;
/** The same for a text that is typed. */
const typing = 90;

/** Makes a store that has read nothing yet: call `refresh`. */
export function createStore(initial: State, actions: Actions): Store {
  let state = initial;
  let generation = 0;
  let scan = 0;
  let isTold = false;
  let writing: Promise<void> | null = null;
  let rowsAreRead: Promise<void> = Promise.resolve();
  let restIsRead: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  const plans = new Map<number, Planned>();
  /** What was read, or is being read, since the last refresh. */
  const asked = { rows: new Set<number>(), resources: new Set<string>() };
  let finish: () => void = () => undefined;
  const quit = new Promise<void>((resolve) => {
    finish = resolve;
  });

  const dispatch = (event: BrowserEvent): void => {
    const before = state;
    const next = update(state, event);
    state = next.state;
    for (const command of next.commands) run(command);
    readWanted();
    if (state === before || isTold) return;
    // What happens together is one frame.
    isTold = true;
    queueMicrotask(() => {
      isTold = false;
      for (const listener of listeners) listener();
    });
  };

  const fail = (id: number | null) => (error: unknown) =>
    dispatch({ kind: "failed", id, failure: failureOf(error) });

  const run = (command: Command): void => {
    switch (command.kind) {
      case "quit":
        finish();
        break;
      case "suspend":
        void actions.suspend().catch(fail(null));
        break;
      case "refresh":
        void refresh();
        break;
      case "copy":
        actions.copy(command.text);
        break;
      case "edit":
        void actions.edit(command.file, command.line).then(refresh, fail(null));
        break;
      case "stop-search":
        scan = 0;
        break;
      case "search":
        void search(command).catch(fail(null));
        break;
      case "plan":
        void plan(command).catch(fail(command.id));
        break;
      case "apply":
        writing = apply(command.id)
          .catch(fail(command.id))
          .finally(() => {
            writing = null;
            void refresh();
          });
        break;
    }
  };

  const plan = async ({ id, request }: Extract<Command, { kind: "plan" }>): Promise<void> => {
    const planned = await actions.plan(request);
    plans.clear();
    plans.set(id, planned);
    dispatch({ kind: "planned", id, plan: planned.plan });
  };

  const apply = async (id: number): Promise<void> => {
    const planned = plans.get(id);
    plans.delete(id);
    if (planned === undefined) return;
    dispatch({ kind: "applied", id, outcome: await planned.apply() });
  };

  const search = async ({ id, request }: Extract<Command, { kind: "search" }>): Promise<void> => {
    scan = id;
    await actions.pause(typing);
    if (scan !== id) return;
    let last = { searched: 0, total: 0 };
    for await (const progress of actions.search(request)) {
      if (scan !== id) return;
      last = progress;
      dispatch({ kind: "found", id, progress, isDone: false });
    }
    if (scan === id) dispatch({ kind: "found", id, progress: { ...last, hits: [] }, isDone: true });
  };

  const refresh = async (): Promise<void> => {
    generation++;
    const own = generation;
    asked.rows.clear();
    asked.resources.clear();
    const versions = await read(actions.listVersions());
    if (own === generation) dispatch({ kind: "versions", read: versions, now: actions.now() });
    // What is seen comes first.
    await rowsAreRead;
    restIsRead = readRest(own);
  };

  const readRest = async (own: number): Promise<void> => {
    const numbers = await read(actions.readNumbers());
    if (own === generation) dispatch({ kind: "numbers", read: numbers });
    // The slowest comes last: it reads and checks the whole working tree.
    const status = await read(actions.readStatus());
    if (own === generation) dispatch({ kind: "status", read: status });
  };

  const readWanted = (): void => {
    const rows = wantedRows(state).filter((version) => !asked.rows.has(version));
    if (rows.length > 0) rowsAreRead = readRows(rows).catch(fail(null));
    for (const request of requestsOf(state)) {
      const key = resourceKey(request);
      if (asked.resources.has(key) && state.resources.has(key)) continue;
      if (waiting.has(key)) continue;
      waiting.add(key);
      void readResource(request, key);
    }
  };

  const readRows = async (versions: readonly number[]): Promise<void> => {
    for (const version of versions) asked.rows.add(version);
    const found = await Promise.all(
      versions.map(async (version) => [version, await actions.readVersion(version)] as const),
    );
    dispatch({ kind: "rows", rows: new Map(found) });
  };

  const waiting = new Set<string>();
  const readResource = async (request: ReadRequest, key: string): Promise<void> => {
    await actions.pause(standing);
    const isWanted = requestsOf(state).some((other) => resourceKey(other) === key);
    if (!isWanted) {
      waiting.delete(key);
      return;
    }
    const own = generation;
    const found = await read(actions.read(request));
    waiting.delete(key);
    // What was read before a refresh is shown, and read once more.
    if (own === generation) asked.resources.add(key);
    dispatch({ kind: "resource", key, read: found });
  };

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    press(keys) {
      for (const key of keys) dispatch({ kind: "key", key });
    },
    resize: (size) => dispatch({ kind: "resized", size }),
    refresh,
    complete: () => restIsRead,
    quit,
    writing: () => writing,
  };
}

/** What came of reading something. */
async function read<T>(what: Promise<T>): Promise<Loadable<T>> {
  return what.then(
    (value) => ({ kind: "loaded", value }) as const,
    (error: unknown) => ({ kind: "failed", failure: failureOf(error) }) as const,
  );
}

/** The versions that are seen, and a page around them, as far as they were not read. */
function wantedRows(state: State): readonly number[] {
  if (state.tab !== "versions") return [];
  const { cursor, top } = state.lists.versions;
  const seen = layoutOf(state).list?.rows ?? 1;
  const wanted: number[] = [];
  for (let at = Math.min(top, cursor); at < top + seen; at++) {
    const row = versionRowAt(state, at);
    if (row?.kind === "version") wanted.push(row.version);
  }
  return wanted;
}
