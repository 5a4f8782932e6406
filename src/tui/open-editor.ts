import { basename, join } from "node:path";
import { failure } from "../errors.js";
import { readPulse } from "../watch/index.js";
import type { Terminal, World } from "../world.js";

/** Opens a file of the working tree at a line, in $VISUAL or $EDITOR; settles when the editor is closed. */
export async function openEditor(
  world: World,
  terminal: Terminal,
  file: string,
  line: number,
): Promise<void> {
  const { root } = await readPulse(world);
  if (root === null) throw failure("no-working-tree", { action: "edit" });
  const { VISUAL, EDITOR } = world.env;
  const editor = VISUAL || EDITOR || "vi";
  // As git does it: the variable may hold options too.
  const args = ["-c", `${editor} "$@"`, editor, ...placeArguments(editor, join(root, file), line)];
  const code = await terminal.runHere("sh", args, root);
  if (code === null || code === 127)
    throw failure("usage", {
      message: `The editor "${editor}" could not be started.`,
      hint: "export EDITOR=vi",
    });
}

/** How an editor is told a line: most take `+12 file`, some `file:12`. */
export function placeArguments(editor: string, path: string, line: number): readonly string[] {
  const name = basename(editor.split(/\s/)[0] ?? "").replace(/\.exe$/, "");
  if (["code", "code-insiders", "codium", "cursor", "windsurf"].includes(name))
    return ["--goto", `${path}:${line}`];
  if (["hx", "helix", "zed", "subl"].includes(name)) return [`${path}:${line}`];
  if (["vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ed"].includes(name))
    return [`+${line}`, path];
  return [path];
}
