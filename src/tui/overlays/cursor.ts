/** Where a key moves the cursor of a list of `count` choices. */
export function moved(cursor: number, name: string, count: number): number {
  const by: Readonly<Record<string, number>> = {
    up: -1,
    k: -1,
    down: 1,
    j: 1,
    pageup: -10,
    pagedown: 10,
    g: -count,
    home: -count,
    G: count,
    end: count,
  };
  return Math.max(0, Math.min(cursor + (by[name] ?? 0), count - 1));
}
