import { beforeAll, describe, expect, it } from "vitest";
import { type SearchRequest, searchVersions } from "../../src/search/index.js";
import type { World } from "../../src/world.js";
import { exampleRepository } from "../tui/example-repository.js";

let world: World;
beforeAll(async () => {
  ({ world } = await exampleRepository());
});

async function found(request: Partial<SearchRequest>): Promise<string[]> {
  const hits: string[] = [];
  for await (const progress of searchVersions(world, { text: null, agent: null, ...request }))
    hits.push(...progress.hits.map(({ version, where }) => `v${version} ${where}`));
  return hits;
}

describe("searching the versions", () => {
  it("finds titles and authors, whatever their case", async () => {
    expect(await found({ text: "opening DAY" })).toEqual(["v0 title"]);
    expect(await found({ text: "dev@example" })).toEqual(["v2 author", "v1 author", "v0 author"]);
  });

  it("finds a text of the configuration in the versions that brought it, and not where it only stayed", async () => {
    const prompt = "agents/receptionist/prompts/general.md";
    expect(await found({ text: "warm, brief" })).toEqual([`v2 ${prompt}`, `v1 ${prompt}`]);
    expect(await found({ text: "model_temperature: 0.2" })).toEqual(["v0 agents/receptionist/llm.yaml"]);
    expect(await found({ text: "nowhere to be found" })).toEqual([]);
  });

  it("is limited to versions in which an agent changed", async () => {
    expect(await found({ agent: "survey" })).toEqual(["v0 null"]);
    expect(await found({ agent: "receptionist", text: "opening" })).toEqual(["v0 title"]);
  });

  it("tells how far it got, also when nothing was found", async () => {
    let last: unknown = null;
    for await (const progress of searchVersions(world, { text: "nowhere", agent: null })) last = progress;
    expect(last).toEqual({ hits: [], searched: 3, total: 3 });
  });
});
