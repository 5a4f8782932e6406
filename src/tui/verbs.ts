import type { PlannedAttach } from "../attach/index.js";
import type { DeployResult, PlannedDeploy } from "../deploy/index.js";
import type { DeployReport } from "../format/deploy.js";
import type { LineNotes } from "../format/line-notes.js";
import { openHistory, type VersionBook } from "../history/index.js";
import type { World } from "../world.js";
import type { Actions, Planned, PlanRequest, ReadRequest, ReadResult } from "./actions.js";

const pushOf = ({ push }: { readonly push: boolean }) =>
  push ? ({ kind: "upstream" } as const) : ({ kind: "no" } as const);

/**
 * The actions that need no terminal, by calling the verbs that the commands call. A verb is loaded when it is first
 * needed: the first screen needs the list alone.
 */
export function verbActions(world: World): Omit<Actions, "copy" | "edit" | "suspend"> {
  let book: Promise<VersionBook> | null = null;
  return {
    async listVersions() {
      book = openHistory(world);
      return (await book).numbers;
    },
    async readVersion(version) {
      book ??= openHistory(world);
      return (await book).read(version);
    },
    async readStatus() {
      const { readStatus } = await import("../status/index.js");
      return readStatus(world);
    },
    async readNumbers() {
      const { listNumbers } = await import("../numbers/index.js");
      const { readPinStates } = await import("../numbers/pin-states.js");
      const { rows, problems } = await listNumbers(world);
      return { rows, problems, pins: await readPinStates(world) };
    },
    read: (request) => read(world, request),
    async *search(request) {
      const { searchVersions } = await import("../search/index.js");
      yield* searchVersions(world, request);
    },
    plan: (request) => plan(world, request),
    pause: (milliseconds) => world.clock.sleep(milliseconds),
    now: () => world.clock.now(),
  };
}

async function read(world: World, request: ReadRequest): Promise<ReadResult> {
  switch (request.kind) {
    case "changes": {
      const { compare } = await import("../compare/index.js");
      const { from, to, agent } = request;
      const agents = agent === null ? null : [agent];
      return { kind: "changes", comparison: await compare(world, { from, to, agents }) };
    }
    case "agents": {
      const { agentsAt } = await import("../show/index.js");
      return { kind: "agents", slugs: await agentsAt(world, request.rev) };
    }
    case "configuration": {
      const { agentYaml, showAgent } = await import("../show/index.js");
      const shown = await showAgent(world, request.agent, request.rev);
      const { highlightYaml } = await import("./highlight-yaml.js");
      return { kind: "configuration", lines: highlightYaml(agentYaml(shown.agent)) };
    }
    case "tag": {
      const { readTagDetails } = await import("../history/tag-details.js");
      return { kind: "tag", tag: await readTagDetails(world, request.version) };
    }
    case "integrity": {
      const { verify } = await import("../verify/index.js");
      return { kind: "integrity", verified: await verify(world, { remote: { kind: "none" } }) };
    }
    case "line-history": {
      const { numberHistory } = await import("../history/number-history.js");
      return { kind: "line-history", history: await numberHistory(world, request.number, 100) };
    }
  }
}

async function plan(world: World, request: PlanRequest): Promise<Planned> {
  switch (request.kind) {
    case "attach": {
      const { planAttachment } = await import("../attach/index.js");
      const { phoneNumber } = await import("../attach/phone-number.js");
      const { direction, pins } = request;
      const number = await phoneNumber(request.number);
      const made = { numbers: [number], pins, direction, replace: true, commit: true, push: pushOf(request) };
      const planned = await planAttachment(world, made);
      return linesPlanned(planned, { goingBack: [], passedOver: [], followingDraft: [] });
    }
    case "rollback": {
      const { planGoingBack } = await import("../rollback/index.js");
      const { of } = request;
      const isLine = of.kind === "line";
      const planned = await planGoingBack(world, {
        numbers: isLine ? [of.number] : [],
        direction: isLine ? of.direction : null,
        to: null,
        allOn: isLine ? null : of.version,
        commit: true,
        push: pushOf(request),
      });
      const followingDraft = isLine ? [] : planned.followingDraft;
      return linesPlanned(planned, {
        goingBack: planned.changes,
        passedOver: planned.passedOver,
        followingDraft,
      });
    }
    case "restore": {
      const { planRestoration } = await import("../restore/index.js");
      const { version, agent } = request;
      const agents = agent === null ? [] : [agent];
      const { plan: restore, apply } = await planRestoration(world, version, agents);
      const done = { kind: "restore", plan: restore } as const;
      return { plan: done, apply: async () => apply().then(() => done) };
    }
    case "deploy": {
      const { planDeployment } = await import("../deploy/index.js");
      const attach = request.attach.map((number) => ({ number, agent: null }));
      const options = {
        scope: request.agent === null ? null : [request.agent],
        title: request.title,
        attach,
        evenIfUnchanged: false,
        branch: null,
        push: pushOf(request),
      };
      const planned = await planDeployment(world, options);
      return {
        plan: { kind: "deploy", report: reportOf(planned, null), problems: planned.problems },
        apply: async () => ({ kind: "deploy", report: reportOf(planned, await planned.apply()) }),
      };
    }
  }
}

function linesPlanned(planned: PlannedAttach, notes: Omit<LineNotes, "added">): Planned {
  const { changes, added, push: target, apply } = planned;
  return {
    plan: { kind: "lines", changes, push: target, notes: { ...notes, added } },
    async apply() {
      await apply();
      return { kind: "lines", changes, push: target };
    },
  };
}

function reportOf(planned: PlannedDeploy, result: DeployResult | null): DeployReport {
  const made = result?.plan ?? planned.plan;
  const status = result?.status ?? (made.kind === "unchanged" ? "unchanged" : "planned");
  const { commit = null, tagOid = null } = result ?? {};
  return { ...made, status, commit, tagOid, pushed: result !== null && made.push !== null };
}
