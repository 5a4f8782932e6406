let segmenter: Intl.Segmenter | null = null;

/** The characters of a text as a reader counts them. Loading the first segmenter takes as long as reading a repository. */
export function graphemesOf(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}
