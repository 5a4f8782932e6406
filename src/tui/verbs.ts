import { planAttachment } from "../attach/index.js";
import { compare } from "../compare/index.js";
import { type DeployResult, type PlannedDeploy, planDeployment } from "../deploy/index.js";
import { failure } from "../errors.js";
import type { DeployReport } from "../format/deploy.js";
import { rollbackNotesText, undoCommands } from "../format/rollback.js";
import { theme } from "../format/theme.js";
import { openHistory, type VersionBook } from "../history/index.js";
import { numberHistory } from "../history/number-history.js";
import { readTagDetails } from "../history/tag-details.js";
import { listNumbers } from "../numbers/index.js";
import { readPinStates } from "../numbers/pin-states.js";
import { planRestoration } from "../restore/index.js";
import { planGoingBack } from "../rollback/index.js";
import { searchVersions } from "../search/index.js";
import { agentsAt, agentYaml, showAgent } from "../show/index.js";
import { readStatus } from "../status/index.js";
import { verify } from "../verify/index.js";
import type { World } from "../world.js";
import type { Actions, Planned, PlanRequest, ReadRequest, ReadResult } from "./actions.js";

const push = { kind: "upstream" } as const;

/** The actions that need no terminal, by calling the verbs that the commands call. */
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
    readStatus: () => readStatus(world),
    async readNumbers() {
      const { rows, problems } = await listNumbers(world);
      return { rows, problems, pins: await readPinStates(world) };
    },
    read: (request) => read(world, request),
    search: (request) => searchVersions(world, request),
    plan: (request) => plan(world, request),
    pause: (milliseconds) => world.clock.sleep(milliseconds),
    now: () => world.clock.now(),
  };
}

async function read(world: World, request: ReadRequest): Promise<ReadResult> {
  switch (request.kind) {
    case "changes": {
      const { from, to, agent } = request;
      const agents = agent === null ? null : [agent];
      return { kind: "changes", comparison: await compare(world, { from, to, agents }) };
    }
    case "agents":
      return { kind: "agents", slugs: await agentsAt(world, request.rev) };
    case "configuration": {
      const shown = await showAgent(world, request.agent, request.rev);
      const { highlightYaml } = await import("./highlight-yaml.js");
      return { kind: "configuration", lines: highlightYaml(agentYaml(shown.agent)) };
    }
    case "tag":
      return { kind: "tag", tag: await readTagDetails(world, request.version) };
    case "integrity":
      return { kind: "integrity", verified: await verify(world, { remote: { kind: "none" } }) };
    case "line-history":
      return { kind: "line-history", history: await numberHistory(world, request.number, 100) };
  }
}

async function plan(world: World, request: PlanRequest): Promise<Planned> {
  switch (request.kind) {
    case "attach": {
      const { direction, pins } = request;
      const number = await phoneNumber(request.number);
      const made = { numbers: [number], pins, direction, replace: true, commit: true, push };
      const planned = await planAttachment(world, made);
      return linesPlanned(planned, []);
    }
    case "rollback": {
      const { of } = request;
      const isLine = of.kind === "line";
      const planned = await planGoingBack(world, {
        numbers: isLine ? [of.number] : [],
        direction: isLine ? of.direction : null,
        to: null,
        allOn: isLine ? null : of.version,
        commit: true,
        push,
      });
      const followingDraft = isLine ? [] : planned.followingDraft;
      const notes = rollbackNotesText({ ...planned, followingDraft }, theme(false));
      return linesPlanned(planned, notes.trimEnd().split("\n"));
    }
    case "restore": {
      const { plan: restore, apply } = await planRestoration(world, request.version, []);
      const done = { kind: "restore", plan: restore } as const;
      return { plan: done, apply: async () => apply().then(() => done) };
    }
    case "deploy": {
      const attach = request.attach.map((number) => ({ number, agent: null }));
      const options = {
        scope: null,
        title: request.title,
        attach,
        evenIfUnchanged: false,
        branch: null,
        push,
      };
      const planned = await planDeployment(world, options);
      return {
        plan: { kind: "deploy", report: reportOf(planned, null), problems: planned.problems },
        apply: async () => ({ kind: "deploy", report: reportOf(planned, await planned.apply()) }),
      };
    }
  }
}

function linesPlanned(
  planned: Awaited<ReturnType<typeof planAttachment>>,
  notes: readonly string[],
): Planned {
  const { changes, push: target } = planned;
  return {
    plan: { kind: "lines", changes, push: target, notes: notes.filter((note) => note !== "") },
    async apply() {
      await planned.apply();
      return { kind: "lines", changes, push: target, undo: undoCommands(changes, true) };
    },
  };
}

function reportOf(planned: PlannedDeploy, result: DeployResult | null): DeployReport {
  const made = result?.plan ?? planned.plan;
  const status = result?.status ?? (made.kind === "unchanged" ? "unchanged" : "planned");
  const { commit = null, tagOid = null } = result ?? {};
  return { ...made, status, commit, tagOid, pushed: result !== null && made.push !== null };
}

async function phoneNumber(text: string): Promise<string> {
  const { toE164 } = await import("../config/phone-number.js");
  const number = toE164(text);
  if (number !== null) return number;
  throw failure("usage", {
    message: `"${text}" is not a phone number in E.164 form.`,
    hint: "write it like +14155550100",
  });
}
