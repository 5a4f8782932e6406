/** Where the command's name is: the first word that is no option and no value of an option before it. */
export function nameIndex(argv: readonly string[]): number {
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? "";
    if (arg === "-C" || arg === "--color" || arg === "--format") i++;
    else if (!arg.startsWith("-")) return i;
  }
  return argv.length;
}
