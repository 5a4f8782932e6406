import type { Theme } from "../format/theme.js";
import type { Terminal, World } from "../world.js";
import type { Actions } from "./actions.js";
import { openEditor } from "./open-editor.js";
import { createSession, type Session, sizeOf } from "./session.js";
import { initialState } from "./state.js";
import { createStore } from "./store.js";
import { takingTurns } from "./taking-turns.js";
import { verbActions } from "./verbs.js";
import { watchRepository } from "./watch-repository.js";

/** Runs the terminal browser until the user quits. Throws what opening the repository throws, before the screen is taken. */
export async function browse(world: World, terminal: Terminal, theme: Theme): Promise<void> {
  const verbs = verbActions(takingTurns(withoutQuestions(world)));
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
  let tell: (error: unknown) => void = () => undefined;
  const bug = new Promise<never>((_, reject) => {
    tell = reject;
  });
  session = createSession(terminal, store, tell);
  const watch = watchRepository(world, terminal, () => void store.refresh());
  try {
    // The first frame has the versions in it.
    await store.refresh();
    session.start();
    // A watch of a thousand directories takes as long as the first frame; what changes meanwhile is noticed.
    void store.complete().then(watch.begin);
    await Promise.race([store.quit, bug]);
  } finally {
    watch.stop();
    session.stop();
  }
  if (store.writing() !== null) world.stderr.write("finishing what is being written\n");
  await store.writing();
  terminal.end();
}

/**
 * The world that the browser's verbs see. Nothing may ask for a password on the screen that the browser has: git and
 * ssh then fail, and say so, unless they have a window or a helper to ask with.
 */
function withoutQuestions(world: World): World {
  const { env } = world;
  // Where this names no terminal, a passphrase is asked for in a window or not at all.
  const gpg = { GPG_TTY: undefined };
  const ssh = env.SSH_ASKPASS ? {} : { SSH_ASKPASS: "false", SSH_ASKPASS_REQUIRE: "force" };
  return { ...world, env: { ...env, GIT_TERMINAL_PROMPT: "0", ...ssh, ...gpg } };
}
