import { onTestFinished } from "vitest";
import { theme } from "../../src/format/theme.js";
import type { Actions } from "../../src/tui/actions.js";
import { createSession } from "../../src/tui/session.js";
import type { Size } from "../../src/tui/size.js";
import { initialState } from "../../src/tui/state.js";
import { createStore, type Store } from "../../src/tui/store.js";
import { now as fixedNow } from "./fake-actions.js";
import { type FakeTerminal, fakeTerminal } from "./fake-terminal.js";

/** The browser on a terminal of a test. */
export interface OpenedBrowser extends FakeTerminal {
  readonly store: Store;
  /** Types keys, and settles with the rows as soon as they are as wanted. */
  press(keys: string, isThere: (rows: readonly string[]) => boolean): Promise<string[]>;
  stop(): void;
}

/** Opens the browser over actions of a test, and settles when its first screen is complete. */
export async function openBrowser(
  actions: Actions,
  size: Size,
  { colour = false, now = fixedNow }: { readonly colour?: boolean; readonly now?: number } = {},
): Promise<OpenedBrowser> {
  const fake = fakeTerminal(size);
  const store = createStore(initialState(size, theme(colour), now), actions);
  const session = createSession(fake.terminal, store, (error) => {
    throw error;
  });
  onTestFinished(() => session.stop());
  await store.refresh();
  session.start();
  await fake.screen.until(
    ([title]) => title !== "" && !fake.screen.rows().some((row) => /reading …| {2}…/.test(row)),
  );
  return {
    ...fake,
    store,
    press(keys, isThere) {
      fake.type(keys);
      return fake.screen.until(isThere);
    },
    stop: () => session.stop(),
  };
}
