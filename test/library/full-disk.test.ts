import { expect, it } from "vitest";
import { openRepository } from "../../src/index.js";
import { faultyFs } from "../faulty-fs.js";
import { memoryRepository } from "../memory-repository.js";

it.each(["ENOSPC", "EROFS"] as const)(
  "on %s a call is refused wherever that happens, and no temporary key stays",
  async (fault) => {
    const made = memoryRepository("numbers: {}\n");
    await made.deploy({ desk: "One" });
    for (let at = 1; ; at++) {
      const { fs, count } = faultyFs(made.world.fs, at, fault);
      const repository = await openRepository("/repo", { ...made.world, fs });
      const call = await repository.createWebCall({ agent_id: "desk" }).catch((error: unknown) => error);
      if (count() < at) {
        expect(call).toMatchObject({ agent: "desk" });
        break;
      }
      expect(call).toMatchObject({ code: "cannot-write" });
      const left = made.volume.readdirSync("/repo/.git/tagline").map(String);
      // Where nothing can be removed either, it stays.
      if (fault === "ENOSPC") expect(left.filter((name) => name.endsWith(".key"))).toEqual([]);
    }
  },
);
