/** Where git looks for what is special about files, from the repository's root. */
export const attributesPath = ".gitattributes";

const files = ["phone-numbers.yaml", "tagline.yaml", "tagline.ids.yaml"];

/**
 * What `init` writes there: LF on every system for whatever Tagline reads. Files that are in git with CRLF stay so:
 * that is what `auto` means.
 */
export const attributesText = `# A version is made of these bytes: they are the same on every system.
/agents/** text=auto eol=lf
${files.map((name) => `/${name} text=auto eol=lf\n`).join("")}`;

/** True for the paths that `attributesText` speaks of. */
export function isInAttributesText(path: string): boolean {
  return path.startsWith("agents/") || files.includes(path);
}
