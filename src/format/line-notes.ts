import type { LineChange } from "../model/manifest.js";
import { pinsText } from "./pins.js";
import { plainText } from "./plain-text.js";
import type { Theme } from "./theme.js";

/** What there is to know beside the lines that move. */
export interface LineNotes {
  /** Numbers that the manifest gets by it. */
  readonly added: readonly string[];
  /** Lines that go back; none where pins were named. */
  readonly goingBack: readonly LineChange[];
  /** Commits whose manifest could not be read and was passed over. */
  readonly passedOver: readonly { readonly commit: string; readonly subject: string }[];
  /** Numbers on the draft; said where every line of a version goes back. */
  readonly followingDraft: readonly string[];
}

/** Of more numbers than these, the first are named. */
const mostNumbers = 10;

/** What to know before saying yes: a number that is new, a way back that leads forward, what was passed over, what stays. */
export function lineNotesText(
  { added, goingBack, passedOver, followingDraft }: LineNotes,
  theme: Theme,
): string {
  const mark = theme.warning("!");
  const notes = added.map((number) => `${plainText(number)} is not in phone-numbers.yaml yet, and is added`);
  for (const { number, direction, before, after } of goingBack) {
    const [from, to] = [before[0]?.version ?? null, after[0]?.version ?? null];
    if (before.length === 1 && from !== null && to !== null && to > from)
      notes.push(`${plainText(number)} ${direction} goes forward: v${to} is newer than v${from}`);
  }
  for (const { commit, subject } of passedOver)
    notes.push(
      `phone-numbers.yaml of ${commit.slice(0, 12)} (${plainText(subject)}) cannot be read and is passed over`,
    );
  const [first, ...others] = followingDraft;
  if (first !== undefined && others.length === 0)
    notes.push(`${plainText(first)} follows the draft and stays there`);
  else if (first !== undefined)
    notes.push(
      `${followingDraft.length} numbers follow the draft and stay there: ${firstNumbers(followingDraft)}`,
    );
  return notes.map((note) => `  ${mark} ${note}\n`).join("");
}

function firstNumbers(numbers: readonly string[]): string {
  const more = numbers.length - mostNumbers;
  return `${numbers.slice(0, mostNumbers).map(plainText).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The commands that take changes back, one for each set of pins that lines had. */
export function undoCommands(changes: readonly LineChange[], isCommitted: boolean): string[] {
  const groups = new Map<string, { numbers: string[]; rest: string }>();
  for (const { number, direction, before, after } of changes) {
    const verb = before.length === 0 ? "detach" : "attach";
    // A split is only overwritten when that is asked for; a detach asks for nothing.
    const replace = after.length > 1 ? " --replace" : "";
    const pins = before.length === 0 ? "" : ` ${pinsText(before)}`;
    const line = direction === "inbound" && verb === "attach" ? "" : ` --direction ${direction}`;
    const key = `${verb}${pins}${line}${replace}`;
    const group = groups.get(key) ?? { numbers: [], rest: `${pins}${line}${replace}` };
    groups.set(key, { ...group, numbers: [...group.numbers, number] });
  }
  return [...groups].map(
    ([key, { numbers, rest }]) =>
      `tagline ${key.slice(0, "attach".length)} ${numbers.join(" ")}${rest}${isCommitted ? "" : " --no-commit"}`,
  );
}
