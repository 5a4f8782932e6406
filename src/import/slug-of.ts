import slugify from "@sindresorhus/slugify";
import { failure } from "../errors.js";

const longest = 63;

/** `Empfang Zürich (EN)` → `empfang-zuerich-en`; null when nothing is left to name a directory. */
export function slugOf(name: string): string | null {
  const slug = slugify(name, { decamelize: false })
    .replace(/[^a-z0-9-]+/g, "")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? null : slug;
}

/** The slug with `end` behind it, shortened so that both fit. */
export function slugWith(slug: string, end: string): string {
  return `${slug.slice(0, longest - end.length - 1).replace(/-+$/, "")}-${end}`;
}

/** The refusal of a name, with the nearest that is one; `option` is what stands before it. */
export function badSlug(text: string, option = ""): Error {
  const near = slugOf(text);
  return failure("usage", {
    message: `${JSON.stringify(text)} cannot name an agent: it takes lower-case letters, digits and hyphens, 63 at most.`,
    hint: near === null ? "such as front-desk" : `did you mean ${option}${near}?`,
  });
}
