/**
 * The values of a git configuration file, in its order. A name is `section.key` or `section.subsection.key`,
 * section and key in lower case. The format is git's own (git-config, "Syntax"); `include` is not followed.
 */
export function parseConfig(text: string): (readonly [name: string, value: string])[] {
  const values: [string, string][] = [];
  let section = "";
  // A value may go on in the next line, after a backslash.
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n(?<!\\\r?\n)/)) {
    const header = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\\n]|\\.)*)")?\s*\]/.exec(line);
    if (header !== null) {
      const [, name = "", subsection] = header;
      // `[branch.main]` is an old way to write `[branch "main"]`.
      section =
        name.toLowerCase() + (subsection === undefined ? "" : `.${subsection.replace(/\\(.)/g, "$1")}`);
    }
    const assigned = /^\s*([a-z][a-z\d-]*)\s*(?:=\s*(.*))?/is.exec(line.slice(header?.[0].length ?? 0));
    if (section === "" || assigned === null) continue;
    const [, key = "", value] = assigned;
    // A key alone says true.
    values.push([`${section}.${key.toLowerCase()}`, value === undefined ? "true" : readValue(value)]);
  }
  return values;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b", "\n": "" };

/** Takes off quotes, escapes, a comment, and the blanks around what is not quoted. */
function readValue(text: string): string {
  let value = "";
  let kept = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\") {
      at += text.startsWith("\\\r\n", at) ? 2 : 1;
      const escaped = text.charAt(at);
      value += escapes[escaped] ?? escaped;
      kept = value.length;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (char === "#" || char === ";")) break;
    else {
      value += char;
      if (isQuoted || !/\s/.test(char)) kept = value.length;
    }
  }
  return value.slice(0, kept);
}
