import type { Theme } from "../format/theme.js";
import type { Terminal, World } from "../world.js";
import type { Actions } from "./actions.js";
import { openEditor } from "./open-editor.js";
import { createSession, type Session, sizeOf } from "./session.js";
import { initialState } from "./state.js";
import { createStore } from "./store.js";
import { verbActions } from "./verbs.js";
import { watchRepository } from "./watch-repository.js";

/** Runs the terminal browser until the user quits. Throws what opening the repository throws, before the screen is taken. */
export async function browse(world: World, terminal: Terminal, theme: Theme): Promise<void> {
  const verbs = verbActions(world);
  // Asked before the screen is taken: what is no repository is told as by every other command.
  const versions = verbs.listVersions();
  await versions;
  let first: typeof versions | null = versions;
  let session: Session | null = null;
  const outside = async (work: () => Promise<unknown>): Promise<void> => {
    session?.stop();
    try {
      await work();
    } finally {
      store.resize(sizeOf(terminal));
      session?.start();
    }
  };
  const actions: Actions = {
    ...verbs,
    listVersions() {
      const listed = first ?? verbs.listVersions();
      first = null;
      return listed;
    },
    // OSC 52: the terminal itself sets the clipboard, also over ssh; those that cannot ignore it.
    copy: (text) => void terminal.output.write(`\u001b]52;c;${Buffer.from(text).toString("base64")}\u0007`),
    suspend: () => outside(() => terminal.suspend()),
    edit: (file, line) => outside(() => openEditor(world, terminal, file, line)),
  };
  const store = createStore(initialState(sizeOf(terminal), theme, world.clock.now()), actions);
  session = createSession(terminal, store);
  const stopWatching = watchRepository(world, terminal, () => void store.refresh());
  try {
    // The first frame has the versions in it.
    await store.refresh();
    session.start();
    await store.quit;
  } finally {
    stopWatching();
    session.stop();
  }
}
