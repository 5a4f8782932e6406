import type { Key as InkKey } from "ink";

/** A key as the key map names it: `up`, `ctrl-d`, `enter`, `space`, `j`, `G`. */
export interface Key {
  readonly name: string;
  /** What it types into a line; null for keys that type nothing. */
  readonly text: string | null;
}

const named = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageup"],
  ["pageDown", "pagedown"],
  ["home", "home"],
  ["end", "end"],
  ["return", "enter"],
  ["escape", "esc"],
  ["backspace", "backspace"],
  // The byte that the backspace key sends on most terminals has this name in Ink.
  ["delete", "backspace"],
] as const;

/** The keys of one input event: several when they came together, as pasted or quickly typed text does. */
export function keysOf(input: string, key: InkKey): Key[] {
  const special = named.find(([flag]) => key[flag]);
  if (special !== undefined) return [{ name: special[1], text: null }];
  if (key.tab) return [{ name: key.shift ? "shift-tab" : "tab", text: null }];
  if (key.ctrl) return [{ name: `ctrl-${input}`, text: null }];
  if (key.meta || input === "") return [];
  return Array.from(input, keyOfCharacter);
}

function keyOfCharacter(text: string): Key {
  const code = text.charCodeAt(0);
  if (text === "\r" || text === "\n") return { name: "enter", text: null };
  if (text === "\t") return { name: "tab", text: null };
  if (text === "\u007f" || text === "\b") return { name: "backspace", text: null };
  if (text === "\u001b") return { name: "esc", text: null };
  // Ctrl with a letter sends the letter's place in the alphabet.
  if (code < 0x20) return { name: `ctrl-${String.fromCharCode(code + 0x60)}`, text: null };
  if (text === " ") return { name: "space", text };
  return { name: text, text };
}
