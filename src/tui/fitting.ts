/** Items in a line with two blanks between, without those that do not fit; the last `kept` always stay. */
export function fitting(
  items: readonly { readonly text: string; readonly width: number }[],
  columns: number,
  kept: number,
): string {
  const last = items.slice(-kept);
  // Each but the very last has two blanks behind it.
  let room = columns + 2 - last.reduce((sum, { width }) => sum + width + 2, 0);
  const first = items.slice(0, -kept).filter(({ width }) => {
    const fits = room >= width + 2;
    if (fits) room -= width + 2;
    return fits;
  });
  return [...first, ...last].map(({ text }) => text).join("  ");
}
