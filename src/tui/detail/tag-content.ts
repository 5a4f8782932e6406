import { plainLines, plainText } from "../../format/plain-text.js";
import type { Theme } from "../../format/theme.js";
import { isoTime } from "../../format/time.js";
import { wrapText } from "../../format/wrap-text.js";
import type { TagDetails, VerifyResult } from "../actions.js";
import type { Loadable } from "../loadable.js";
import { type Content, linesOnly } from "./content.js";

/** Narrower than this, oids are cut as git cuts them. */
const wholeOids = 52;

/** A version's tag: what it names, who made it, its message, and what `verify` finds about it. */
export function tagContent(
  { version, message, isSigned }: TagDetails,
  verified: Loadable<VerifyResult>,
  width: number,
  theme: Theme,
): Content {
  const { name, email } = version.author;
  const row = (label: string, value: string): string => `${theme.muted(label.padEnd(10))} ${value}`;
  const oid = (text: string): string => (width < wholeOids ? text.slice(0, 12) : text);
  const lines = [
    row("version", theme.pinned(`v${version.version}`)),
    row("tag", oid(version.tagOid)),
    row("commit", oid(version.commit)),
    row("tagger", plainText(`${name} <${email}>`)),
    row("date", isoTime(version.timestamp, version.timezoneOffset)),
    row("signature", isSigned ? "signed" : "none"),
    ...integrityLines(version.version, verified, theme).map((line, i) => row(i === 0 ? "verify" : "", line)),
    "",
    ...plainLines(message.trimEnd()).split("\n"),
  ];
  return linesOnly(lines.flatMap((line) => wrapText(line, width)));
}

function integrityLines(version: number, verified: Loadable<VerifyResult>, theme: Theme): string[] {
  switch (verified.kind) {
    case "loading":
      return [theme.muted("checking every version …")];
    case "failed":
      return [theme.error(plainText(verified.failure.message))];
    case "loaded": {
      const own = verified.value.findings.filter((finding) => finding.version === version);
      if (own.length === 0) return [`${theme.ok("✓")} nothing wrong with this version`];
      return own.map(({ severity, code, message }) => {
        const mark = severity === "error" ? theme.error("✗") : theme.warning("!");
        return `${mark} ${theme.muted(code)} ${plainText(message)}`;
      });
    }
  }
}
