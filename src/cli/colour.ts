import type { World } from "../world.js";

/**
 * Whether to colour an output. UX.md: `--color` says so, else NO_COLOR (https://no-color.org) and FORCE_COLOR,
 * else a terminal that is not dumb. Reads `argv` itself: a command line that cannot be parsed fails in colour too.
 */
export function coloured(argv: readonly string[], env: World["env"], isTerminal: boolean): boolean {
  const when = lastColour(argv);
  if (when === "always" || when === "never") return when === "always";
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

function lastColour(argv: readonly string[]): string | null {
  let when: string | null = null;
  for (const [i, arg] of argv.entries()) {
    if (arg === "--") break;
    if (arg === "--color") when = argv[i + 1] ?? null;
    else if (arg.startsWith("--color=")) when = arg.slice("--color=".length);
  }
  return when;
}
