import { jsonDocument } from "../format/json.js";
import { plainText } from "../format/plain-text.js";
import type { World } from "../world.js";

/** Says that something is our fault and how to report it. The trace is shown with TAGLINE_DEBUG=1 alone. */
export function reportBug(
  error: unknown,
  world: World,
  style: { readonly json: boolean; readonly version: string },
): void {
  const message = error instanceof Error ? error.message : String(error);
  const hint = "report it with the command, this message, and the trace that TAGLINE_DEBUG=1 adds";
  if (style.json) world.stdout.write(jsonDocument({ error: { code: "internal", message, hint } }));
  else
    world.stderr.write(
      `internal error: ${plainText(message)}\nThis is a bug in Tagline ${style.version}. Please ${hint}.\n`,
    );
  if (world.env.TAGLINE_DEBUG && error instanceof Error) world.stderr.write(`${error.stack}\n`);
}
