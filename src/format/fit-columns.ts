import { cutToWidth, textWidth } from "./fit-text.js";
import { counted } from "./plural.js";

/** How wide a column would be, and its share of the room where there is not enough for all. */
export interface WantedColumn {
  readonly wanted: number;
  readonly share: number;
  /** What it gets before the others get anything. */
  readonly least?: number;
}

/** Divides `room` columns: each gets what it wants, or they grow side by side by their shares until it is used up. */
export function shareRoom(columns: readonly WantedColumn[], room: number): number[] {
  const given = columns.map(({ wanted, least = 0 }) => Math.min(wanted, least));
  let left = room - given.reduce((sum, width) => sum + width, 0);
  for (let grew = true; grew && left > 0; ) {
    grew = false;
    for (const [i, { wanted, share }] of columns.entries()) {
      const more = Math.min(share, wanted - (given[i] ?? 0), left);
      if (more <= 0) continue;
      given[i] = (given[i] ?? 0) + more;
      left -= more;
      grew = true;
    }
  }
  return given;
}

/** A list in `width` columns: all of it, or as many as fit and how many more there are, or only how many. */
export function fitList(
  items: readonly string[],
  { noun, separator, width }: { readonly noun: string; readonly separator: string; readonly width: number },
): string {
  for (let shown = items.length; shown > 0; shown--) {
    const more = shown < items.length ? ` and ${items.length - shown} more` : "";
    const text = `${items.slice(0, shown).join(separator)}${more}`;
    if (textWidth(text) <= width) return text;
  }
  return items.length === 0 ? "" : cutToWidth(counted(items.length, noun), width);
}
