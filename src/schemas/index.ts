import { openWorkspace } from "../git/workspace.js";
import type { World } from "../world.js";
import { type PlacedSchemas, placeSchemas } from "./place-schemas.js";

/** `placeSchemas` for the repository around the world's current directory. Throws as that and `openWorkspace` do. */
export async function writeSchemas(world: World, texts: ReadonlyMap<string, string>): Promise<PlacedSchemas> {
  const { repo } = await openWorkspace(world, "write schemas into", []);
  return placeSchemas(world, repo.workdir, texts);
}
