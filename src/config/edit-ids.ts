import { isMap, parseDocument } from "yaml";

/** tagline.ids.yaml's text with the platform's ids of some agents set; comments and other entries stay. */
export function editIds(
  text: string | null,
  ids: ReadonlyMap<string, Readonly<Record<string, string>>>,
): string {
  const document = parseDocument(
    text ?? "# Ids on the platform, by agent. Written by import; never part of a version.\ndefault:\n",
  );
  for (const [slug, known] of ids)
    for (const [key, id] of Object.entries(known)) {
      for (const path of [["default"], ["default", slug]])
        if (!isMap(document.getIn(path))) document.setIn(path, document.createNode({}));
      document.setIn(["default", slug, key], id);
    }
  return document.toString({ lineWidth: 0 });
}
