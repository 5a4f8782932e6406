import { readPulse } from "../watch/index.js";
import type { Terminal, World } from "../world.js";

/** Milliseconds in which several changes are one, and after which it is looked without having been told. */
const quiet = 150;
const patience = 2000;

/** A watch that has noted how the repository stands. */
export interface Watch {
  /** Looks from now on, and calls back for what changed since it was made. */
  begin(): Promise<void>;
  stop(): void;
}

/** Makes a watch that calls back when the repository changes underneath, by whomever. */
export function watchRepository(
  world: World,
  terminal: Pick<Terminal, "watch" | "every">,
  onChange: () => void,
): Watch {
  const stops: (() => void)[] = [];
  let isStopped = false;
  let isWaiting = false;
  let isEdited = false;
  const takePulse = () => readPulse(world).catch(() => null);
  let last = takePulse();

  const look = async (): Promise<void> => {
    const wasEdited = isEdited;
    isEdited = false;
    const before = await last;
    const now = takePulse();
    const pulse = await now;
    if (pulse === null || isStopped) return;
    last = now;
    if (wasEdited || (before !== null && before.fingerprint !== pulse.fingerprint)) onChange();
  };
  const noticed = async (isEdit: boolean): Promise<void> => {
    // An edit among other changes is no less one.
    isEdited ||= isEdit;
    if (isWaiting) return;
    isWaiting = true;
    await world.clock.sleep(quiet);
    isWaiting = false;
    if (!isStopped) await look();
  };
  return {
    async begin() {
      const pulse = await last;
      if (isStopped) return;
      for (const { path, isDeep } of pulse?.places ?? [])
        stops.push(terminal.watch(path, isDeep, () => void noticed(isDeep)));
      stops.push(terminal.every(patience, () => void look()));
      await look();
    },
    stop() {
      isStopped = true;
      for (const stop of stops) stop();
    },
  };
}
