import { expect, it } from "vitest";
import { planDeployment } from "../../src/deploy/index.js";
import { verify } from "../../src/verify/index.js";
import { customAgent, memoryWorld } from "../memory-world.js";

it("verify needs no git program as long as nobody asks for a remote or for signatures", async () => {
  const { world, volume } = memoryWorld({});
  for (const name of ["zero", "one"]) {
    volume.mkdirSync("/repo/agents/desk", { recursive: true });
    volume.writeFileSync("/repo/agents/desk/agent.yaml", customAgent(name));
    const options = {
      scope: null,
      title: null,
      attach: [],
      evenIfUnchanged: false,
      branch: null,
      push: { kind: "no" } as const,
    };
    await (await planDeployment(world, options)).apply();
  }
  const remote = { kind: "none" } as const;
  expect(await verify(world, { remote })).toMatchObject({ ok: true, findings: [], checked: { versions: 2 } });
  const tag = String(volume.readFileSync("/repo/.git/refs/tags/v0", "utf8")).trim();
  volume.unlinkSync("/repo/.git/refs/tags/v0");
  expect(await verify(world, { remote })).toMatchObject({
    ok: false,
    findings: [{ code: "missing-version", version: 0, hint: `git update-ref refs/tags/v0 ${tag}` }],
  });
});
