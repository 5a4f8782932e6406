import { readPulse } from "../watch/index.js";
import type { Terminal, World } from "../world.js";

/** Milliseconds in which several changes are one, and after which it is looked without having been told. */
const quiet = 150;
const patience = 2000;

/** Calls back when the repository changes underneath, by whomever. Gives what ends it. */
export function watchRepository(
  world: World,
  terminal: Pick<Terminal, "watch" | "every">,
  onChange: () => void,
): () => void {
  const stops: (() => void)[] = [];
  let isStopped = false;
  let last: string | null = null;
  let isWaiting = false;

  const look = async (isEdited: boolean): Promise<void> => {
    const pulse = await readPulse(world).catch(() => null);
    if (pulse === null || isStopped) return;
    const isChanged = last !== null && last !== pulse.fingerprint;
    last = pulse.fingerprint;
    if (isChanged || isEdited) onChange();
  };
  const noticed = async (isEdit: boolean): Promise<void> => {
    if (isWaiting) return;
    isWaiting = true;
    await world.clock.sleep(quiet);
    isWaiting = false;
    if (!isStopped) await look(isEdit);
  };
  const begin = async (): Promise<void> => {
    const pulse = await readPulse(world).catch(() => null);
    if (pulse === null || isStopped) return;
    last = pulse.fingerprint;
    for (const { path, isDeep } of pulse.places)
      stops.push(terminal.watch(path, isDeep, () => void noticed(isDeep)));
    stops.push(terminal.every(patience, () => void look(false)));
  };
  void begin();
  return () => {
    isStopped = true;
    for (const stop of stops) stop();
  };
}
