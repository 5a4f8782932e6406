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
  let waiting = 0;
  let last = Promise.resolve();
  // Reads that are under way together wait one after the other, each followed by what is done with what it read.
  const may = async (): Promise<void> => {
    if (waiting === 0 && clock.now() - since < turn) return;
    waiting += 1;
    last = last.then(() => clock.sleep(0));
    await last;
    waiting -= 1;
    since = clock.now();
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
