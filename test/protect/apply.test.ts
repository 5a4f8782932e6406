import { describe, expect, it } from "vitest";
import { applyProtection } from "../../src/protect/apply.js";
import { hookText } from "../../src/protect/hook-text.js";
import type { ProtectStep } from "../../src/protect/plan.js";
import type { WorldFs } from "../../src/world.js";
import { memoryWorld } from "../memory-world.js";

const own = "#!/bin/sh\n# mine\n";
const ours = hookText("repository");
const hook = "/repo/.git/hooks/reference-transaction";
const kept = `${hook}.before-tagline`;

const install: ProtectStep[] = [
  { kind: "keep-hook", from: hook, to: kept },
  { kind: "write-hook", path: hook, reach: "repository", replaces: "kept-hook" },
];
const remove: ProtectStep[] = [{ kind: "restore-hook", from: kept, to: hook }];

/** A file system on which every operation from the `last` + 1st on fails, also on open files. */
function stopping(fs: WorldFs, last: number): { readonly fs: WorldFs; readonly used: () => number } {
  let used = 0;
  const watch = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name);
        if (typeof value !== "function") return value;
        return async (...args: unknown[]) => {
          used++;
          if (used > last) throw Object.assign(new Error("the disk is gone"), { code: "EIO" });
          const given: unknown = await value.apply(of, args);
          return name === "open" ? watch(given as object) : given;
        };
      },
    });
  return { fs: watch(fs), used: () => used };
}

/** What is at the two paths after `steps`, stopped after `last` operations. */
async function stoppedAfter(files: Record<string, string>, steps: ProtectStep[], last: number) {
  const { world, volume } = memoryWorld(files);
  const stopped = stopping(world.fs, last);
  await applyProtection(stopped.fs, { steps, asks: false, stays: null }).catch((error: unknown) => {
    expect(error).toMatchObject({ code: "cannot-write" });
  });
  const at = (path: string) => (volume.existsSync(path) ? String(volume.readFileSync(path)) : null);
  return { used: stopped.used(), hook: at(hook), kept: at(kept) };
}

describe("stopped before any operation", () => {
  it("an installation leaves the user's own hook in force, alone or behind ours", async () => {
    const files = { ".git/hooks/reference-transaction": own };
    const { used } = await stoppedAfter(files, install, Number.POSITIVE_INFINITY);
    expect(used).toBeGreaterThan(10);
    for (let last = 0; last <= used; last++) {
      const left = await stoppedAfter(files, install, last);
      if (left.hook === own) expect([null, own]).toContain(left.kept);
      else expect({ last, ...left, used }).toEqual({ last, used, hook: ours, kept: own });
    }
  });

  it("a removal leaves either both or the user's own", async () => {
    const files = {
      ".git/hooks/reference-transaction": ours,
      ".git/hooks/reference-transaction.before-tagline": own,
    };
    const { used } = await stoppedAfter(files, remove, Number.POSITIVE_INFINITY);
    for (let last = 0; last <= used; last++) {
      const { hook: at, kept: beside } = await stoppedAfter(files, remove, last);
      expect([
        { at: ours, beside: own },
        { at: own, beside: null },
      ]).toContainEqual({ at, beside });
    }
  });
});
