import type { Key as Keypress } from "node:readline";

/** A key as the key map names it: `up`, `ctrl-d`, `enter`, `space`, `j`, `G`; a text that is pasted is one key. */
export interface Key {
  readonly name: string;
  /** What it types into a line; null for keys that type nothing. */
  readonly text: string | null;
}

/**
 * Makes keys of what `node:readline` reads from a terminal; null for what is none. Text between the marks of a
 * bracketed paste is collected: nobody who pastes means the keys that its characters are.
 */
export function keyReader(): (typed: string | undefined, keypress: Keypress) => Key | null {
  let pasted: string | null = null;
  return (typed, keypress) => {
    const { name, sequence = "" } = keypress;
    if (name === "paste-start") {
      pasted = "";
      return null;
    }
    // The second mark may be lost: Ctrl-C gets out.
    if (pasted === null || sequence === "\u0003") {
      pasted = null;
      return keyOf(typed, keypress);
    }
    if (name !== "paste-end") {
      pasted += sequence;
      return null;
    }
    const text = pasted;
    pasted = null;
    return text === "" ? null : { name: "paste", text };
  };
}

const renamed: Readonly<Record<string, string>> = { return: "enter", escape: "esc" };
const special: ReadonlySet<string> = new Set(
  "up down left right home end pageup pagedown enter esc tab backspace delete".split(" "),
);

function keyOf(typed: string | undefined, { name = "", ctrl, meta, shift }: Keypress): Key | null {
  const own = renamed[name] ?? name;
  if (special.has(own)) return { name: own === "tab" && shift ? "shift-tab" : own, text: null };
  if (ctrl) return name === "" ? null : { name: `ctrl-${name}`, text: null };
  if (meta || typed === undefined) return null;
  return typed === " " ? { name: "space", text: typed } : { name: typed, text: typed };
}
