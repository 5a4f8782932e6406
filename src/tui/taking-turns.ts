import type { World, WorldFs } from "../world.js";

/** Milliseconds of work after which a key that was pressed meanwhile has its turn. */
const turn = 5;

/**
 * The same world, in which long work lets others have their turn: a check of a thousand agents reads files all the
 * time, and between two reads the screen may answer. Reads of the real one take no turns by themselves.
 */
export function takingTurns(world: World): World {
  const { clock, fs } = world;
  let since = clock.now();
  let waiting: Promise<void> | null = null;
  const rest = async (): Promise<void> => {
    await clock.sleep(0);
    since = clock.now();
    waiting = null;
  };
  // Many reads may be under way: they wait together, and again when those before them took the whole turn.
  const may = async (): Promise<void> => {
    while (clock.now() - since >= turn) {
      waiting ??= rest();
      await waiting;
    }
  };
  const after =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await may();
      return read(...args);
    };
  return {
    ...world,
    fs: {
      ...fs,
      readFile: after(fs.readFile) as WorldFs["readFile"],
      readdir: after(fs.readdir) as WorldFs["readdir"],
      stat: after(fs.stat) as WorldFs["stat"],
      lstat: after(fs.lstat) as WorldFs["lstat"],
    },
  };
}
