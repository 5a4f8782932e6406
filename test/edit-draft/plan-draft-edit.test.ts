import { expect, it } from "vitest";
import { planDraftEdit } from "../../src/edit-draft/index.js";
import { memoryRepository } from "../memory-repository.js";
import { customAgent } from "../memory-world.js";

it("of two edits planned at once the later one is stale, and nobody's files are said to be edited", async () => {
  const made = memoryRepository("numbers: {}\n");
  await made.deploy({ desk: "One" });
  const plan = (name: string) =>
    planDraftEdit(
      { ...made.world, branch: "main" },
      {
        push: { kind: "no" },
        choose: async () => ({
          edits: new Map([["agents/desk/agent.yaml", Buffer.from(customAgent(name))]]),
          title: `Name it ${name}`,
        }),
      },
    );
  const [first, second] = [await plan("Two"), await plan("Three")];
  await first.apply();
  await expect(second.apply()).rejects.toMatchObject({ code: "stale-plan" });
  expect(made.read("agents/desk/agent.yaml")).toContain("Two");
});
