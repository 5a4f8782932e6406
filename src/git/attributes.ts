import { join, resolve } from "node:path";
import { failure } from "../errors.js";
import { attributesPath, attributesText, isInAttributesText } from "../model/attributes-file.js";
import { runGit } from "./program.js";
import type { Repository } from "./repository.js";

/** What `.gitattributes` makes of a file's line ends: always LF in git, LF when it looks like text, or as on disk. */
export type LineEnds = "text" | "auto" | "binary";

/** The attributes of a path, as far as line ends go. */
export interface Attributes {
  readonly ends: LineEnds;
  /** The line ends on disk, where they are given. */
  readonly eol: "lf" | "crlf" | null;
}

const asked = ["text", "eol", "filter", "ident", "working-tree-encoding"] as const;

/**
 * The line ends that attributes ask for, by path; paths without one are left out. git is asked only where
 * there are attributes at all. Throws `unsupported-repository` for a path whose content git would pass through
 * a filter, keyword expansion or another encoding: a version must hold what was validated.
 */
export async function readAttributes(
  repo: Repository & { readonly workdir: string },
  paths: readonly string[],
): Promise<ReadonlyMap<string, Attributes>> {
  const found = new Map<string, Attributes>();
  const places = paths.length === 0 ? [] : await attributesFiles(repo, paths);
  if (places.length === 0) return found;
  // The file as `init` writes it is understood without git: a program to start with every command is what it saves.
  if (places.length === 1 && places[0] === attributesPath && (await isOurs(repo))) {
    for (const path of paths.filter(isInAttributesText)) found.set(path, { ends: "auto", eol: "lf" });
    return found;
  }
  const said = await runGit(repo.world, repo.workdir, ["check-attr", "-z", "--stdin", ...asked], {
    input: paths.map((path) => `${path}\0`).join(""),
  });
  const words = said?.stdout.toString("utf8").split("\0") ?? [];
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [path = "", name, value = ""] = words.slice(at, at + 3);
    if (value === "unspecified") continue;
    if (name === "text")
      found.set(path, { ends: value === "auto" ? "auto" : value === "unset" ? "binary" : "text", eol: null });
    // An eol makes a file text, unless it is said to be none or to be looked at.
    else if (name === "eol") {
      const eol = value === "lf" || value === "crlf" ? value : null;
      found.set(path, { ends: found.get(path)?.ends ?? "text", eol });
    } else if (value !== "unset")
      throw failure("unsupported-repository", {
        reason: `.gitattributes gives ${path} ${name === "ident" ? "the attribute ident" : `${name}=${value}`}, which changes its content on the way into git`,
        hint: `add to .gitattributes: agents/** -filter -ident -working-tree-encoding`,
      });
  }
  return found;
}

/** Files that git reads attributes from, as far as they are there; only `core.attributesFile` of the user is not seen. */
async function attributesFiles(
  repo: Repository & { readonly workdir: string },
  paths: readonly string[],
): Promise<readonly string[]> {
  const { env, fs } = repo.world;
  const home = env.XDG_CONFIG_HOME ?? (env.HOME === undefined ? null : join(env.HOME, ".config"));
  const places = [
    attributesPath,
    join(repo.commondir, "info", "attributes"),
    ...(home === null ? [] : [join(home, "git", "attributes")]),
    "/etc/gitattributes",
  ];
  const stats = await Promise.all(
    places.map((place) => fs.lstat(resolve(repo.workdir, place)).catch(() => null)),
  );
  const setting = repo.config("core.attributesfile");
  return [
    ...places.filter((_, i) => stats[i] !== null),
    ...(setting === undefined ? [] : [setting]),
    ...paths.filter((path) => path.endsWith(`/${attributesPath}`)),
  ];
}

async function isOurs(repo: Repository & { readonly workdir: string }): Promise<boolean> {
  const text = await repo.world.fs.readFile(join(repo.workdir, attributesPath), "utf8").catch(() => "");
  return text.replaceAll("\r\n", "\n") === attributesText;
}
