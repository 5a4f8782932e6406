import { describe, expect, it } from "vitest";
import { theme } from "../../src/format/theme.js";
import type { Plan } from "../../src/tui/actions.js";
import { initialState, type State } from "../../src/tui/state.js";
import type { Step } from "../../src/tui/step.js";
import { type BrowserEvent, update } from "../../src/tui/update.js";
import { entry, now, numbers, status } from "./fake-actions.js";

const key = (name: string): BrowserEvent => ({
  kind: "key",
  key: { name, text: [...name].length === 1 ? name : name === "space" ? " " : null },
});

const loaded = <T>(value: T) => ({ kind: "loaded", value }) as const;

/** A state of `count` versions, of which all are read. */
function stateOf(count: number): State {
  const versions = Array.from({ length: count }, (_, i) => count - 1 - i);
  const events: BrowserEvent[] = [
    { kind: "versions", read: loaded(versions), now },
    { kind: "rows", rows: new Map(versions.map((version) => [version, entry(version, count - 1)])) },
    { kind: "numbers", read: loaded(numbers) },
    { kind: "status", read: loaded(status) },
  ];
  return fed(initialState({ columns: 100, rows: 24 }, theme(false), now), events).state;
}

function fed(state: State, events: readonly BrowserEvent[]): Step {
  let last: Step = { state, commands: [] };
  for (const event of events) last = update(last.state, event);
  return last;
}

const press = (state: State, ...names: string[]): Step => fed(state, names.map(key));

describe("moving", () => {
  it("never leaves the list, and keeps the cursor in sight", () => {
    const state = stateOf(100);
    expect(press(state, "up").state.lists.versions).toEqual({ cursor: 0, top: 0 });
    // The body has 20 rows, and one of them is the heading.
    expect(press(state, "G").state.lists.versions).toEqual({ cursor: 100, top: 82 });
    expect(press(state, "G", "g").state.lists.versions).toEqual({ cursor: 0, top: 0 });
  });

  it("starts the right pane at its top again", () => {
    const state = { ...stateOf(5), detail: { ...stateOf(5).detail, folded: new Set(["desk"]) } };
    expect(press(state, "j").state.detail).toMatchObject({ scroll: 0, change: 0, folded: new Set() });
  });

  it("Esc goes back a level at a time, and says what to press at the end", () => {
    const state = press(stateOf(5), "j", "space", "j", "d").state;
    expect(state.compared).toEqual({
      from: { kind: "version", version: 3 },
      to: { kind: "version", version: 4 },
    });
    const back = press(state, "esc").state;
    expect([back.compared, back.marked]).toEqual([null, { kind: "version", version: 4 }]);
    const unmarked = press(back, "esc");
    expect(unmarked.state.marked).toBeNull();
    expect(press(unmarked.state, "esc").state.message?.text).toBe("Press q to quit.");
  });
});

describe("keys that do nothing now say why", () => {
  it.each([
    ["versions", ["d"], "Mark a version with Space first, then go to another."],
    ["versions", ["n"], "Nothing is searched for: press /."],
    ["versions", ["r"], "Only a version can be restored."],
    ["versions", ["j", "e"], "A version does not change: press 2 for the working tree."],
    ["numbers", ["f"], "f does nothing here: ? lists the keys."],
    ["numbers", ["enter", "r"], "Only a version can be restored."],
    ["numbers", ["enter", "enter"], "There is nothing to fold in this tab."],
    ["versions", ["l", "w"], "Only changes are shown that way: go to the tab changes."],
  ])("%s: %j", (tab, names, text) => {
    const start = press(stateOf(5), ...(tab === "numbers" ? ["3"] : [])).state;
    const { state, commands } = press(start, ...names);
    expect(state.message?.text).toBe(text);
    expect(commands).toEqual([]);
  });
});

describe("the outside is asked", () => {
  it("to quit, to refresh, to suspend, to copy, to edit", () => {
    const state = stateOf(5);
    expect(press(state, "q").commands).toEqual([{ kind: "quit" }]);
    expect(press(state, "ctrl-c").commands).toEqual([{ kind: "quit" }]);
    expect(press(state, "R").commands).toEqual([{ kind: "refresh" }]);
    expect(press(state, "ctrl-z").commands).toEqual([{ kind: "suspend" }]);
    expect(press(state, "j", "y").commands).toEqual([{ kind: "copy", text: "v4" }]);
    expect(press(state, "2", "j", "e").commands).toEqual([
      { kind: "edit", file: "agents/desk/agent.yaml", line: 1 },
    ]);
  });

  it("for one search at a time: what an earlier one found is not taken", () => {
    const typed = press(stateOf(50), "/", "a");
    const more = press(typed.state, "b");
    expect(more.commands).toEqual([{ kind: "search", id: 2, request: { text: "ab", agent: null } }]);
    const progress = { hits: [{ version: 7, where: "title" }], searched: 50, total: 50 };
    const late = fed(more.state, [{ kind: "found", id: 1, progress, isDone: false }]).state;
    expect(late.scan?.hits).toEqual([]);
    const found = fed(more.state, [{ kind: "found", id: 2, progress, isDone: true }]).state;
    expect(found.scan).toMatchObject({ hits: progress.hits, isDone: true });
    expect(found.lists.versions.cursor).toBe(43);
  });
});

describe("what was read", () => {
  it("makes room: going through ten thousand versions keeps no more than a hundred", () => {
    const reads = Array.from(
      { length: 120 },
      (_, i): BrowserEvent => ({
        kind: "resource",
        key: `read ${i}`,
        read: loaded({ kind: "agents", slugs: [] }),
      }),
    );
    const keys = [...fed(stateOf(5), reads).state.resources.keys()];
    expect([keys.length, keys[0], keys.at(-1)]).toEqual([100, "read 20", "read 119"]);
  });
});

it("a number that is pasted with its plus goes into the field that begins with one", () => {
  const start = stateOf(5);
  const empty = fed(start, [{ kind: "numbers", read: loaded({ ...numbers, rows: [] }) }]).state;
  const form = press(empty, "3", "a", ..."+14155550100", "enter");
  expect(press(form.state, "enter").commands).toMatchObject([{ request: { number: "+14155550100" } }]);
});

describe("a plan", () => {
  const plan: Plan = {
    kind: "lines",
    changes: [
      {
        number: "+14155550100",
        direction: "inbound",
        before: [],
        after: [{ agent: "desk", version: 1, weight: 1 }],
      },
    ],
    push: null,
    notes: { added: [], goingBack: [], passedOver: [], followingDraft: [] },
  };
  const planned = (): State =>
    fed(press(stateOf(5), "3", "x").state, [{ kind: "planned", id: 1, plan }]).state;

  it("is applied by y, or by Enter on Yes, and by nothing else", () => {
    const apply = [{ kind: "apply", id: 1 }];
    expect(press(planned(), "y").commands).toEqual(apply);
    expect(press(planned(), "right", "enter").commands).toEqual(apply);
    for (const names of [["enter"], ["esc"], ["n"], ["q"], ["right", "left", "enter"], ["space"]])
      expect(press(planned(), ...names).commands).toEqual([]);
  });

  it("is made again without pushing, and with it; not where nothing is pushed", () => {
    expect(press(planned(), "p").commands).toEqual([]);
    const upstream = { ...plan, push: { remote: "origin", branch: "main" } };
    const goes = fed(press(stateOf(5), "3", "x").state, [{ kind: "planned", id: 1, plan: upstream }]).state;
    const stays = press(goes, "p");
    expect(stays.commands).toMatchObject([{ kind: "plan", id: 2, request: { kind: "attach", push: false } }]);
    const shown = fed(stays.state, [{ kind: "planned", id: 2, plan }]).state;
    expect(press(shown, "p").commands).toMatchObject([{ request: { push: true } }]);
    const failure = { message: "no", hint: null, problems: [], isRemote: true };
    const failed = fed(goes, [{ kind: "failed", id: 1, failure }]).state;
    expect(press(failed, "p").commands).toMatchObject([{ request: { push: false } }]);
  });

  it("cannot be left while it is carried out", () => {
    const applying = press(planned(), "y").state;
    for (const name of ["esc", "q", "enter", "y"]) {
      const { state, commands } = press(applying, name);
      expect(state.overlay).toBe(applying.overlay);
      expect(commands).toEqual([]);
    }
    // The program ends when it is done.
    expect(press(applying, "ctrl-c").commands).toEqual([{ kind: "quit" }]);
  });

  it("that comes too late for its dialog is dropped", () => {
    const closed = press(press(stateOf(5), "3", "x").state, "esc").state;
    expect(fed(closed, [{ kind: "planned", id: 1, plan }]).state.overlay).toBeNull();
  });

  it("of nothing asks for nothing", () => {
    const idle = { ...plan, changes: [] };
    const state = fed(press(stateOf(5), "3", "x").state, [{ kind: "planned", id: 1, plan: idle }]).state;
    expect(press(state, "y").commands).toEqual([]);
    expect(press(state, "enter").state.overlay).toBeNull();
  });
});

describe("a deploy", () => {
  const ready = (): State => {
    const report = {
      status: "planned",
      version: 5,
      title: null,
      commit: null,
      tagOid: null,
      scope: null,
      agentsChanged: ["desk"],
      agentsAdded: [],
      agentsRemoved: [],
      attach: [],
      followingDraft: [],
      staying: [],
      hasNumbers: true,
      push: null,
      pushedAlong: [],
      pushed: false,
      isIdle: false,
    } as const;
    const plan: Plan = { kind: "deploy", report, problems: [] };
    return fed(press(stateOf(5), "D").state, [{ kind: "planned", id: 1, plan }]).state;
  };

  it("is planned again with its title and its numbers before it is asked for", () => {
    const { commands } = press(ready(), "H", "i", "space", "é", "down", "down", "space", "enter");
    expect(commands).toEqual([
      {
        kind: "plan",
        id: 2,
        request: { kind: "deploy", agent: null, push: true, title: "Hi é", attach: ["+14155550101"] },
      },
    ]);
  });

  it("is of one agent alone where that is under the cursor of the draft", () => {
    const { state, commands } = press(stateOf(5), "2", "j", "D");
    expect(commands).toEqual([
      {
        kind: "plan",
        id: 1,
        request: { kind: "deploy", agent: "desk", push: true, title: null, attach: [] },
      },
    ]);
    expect(state.overlay).toMatchObject({ kind: "deploy", agent: "desk" });
  });

  it("takes a pasted title as text, line ends and all", () => {
    const paste: BrowserEvent = { kind: "key", key: { name: "paste", text: "One\ny\u001b[31m two" } };
    const typed = fed(ready(), [paste]);
    expect(typed.commands).toEqual([]);
    expect(typed.state.overlay).toMatchObject({ kind: "deploy", title: { text: "One y [31m two" } });
    expect(fed(stateOf(5), [paste])).toMatchObject({ commands: [], state: { overlay: null } });
  });

  it("with problems goes to the place of the one that is chosen", () => {
    const problem = {
      severity: "error",
      code: "out-of-range",
      file: "agents/desk/agent.yaml",
      line: 7,
      column: 1,
      endLine: 7,
      endColumn: 2,
      pointer: "",
      message: "It is too much.",
    } as const;
    const failure = {
      message: "no",
      isRemote: false,
      hint: null,
      problems: [problem, { ...problem, line: 9 }],
    };
    const failed = fed(press(stateOf(5), "D").state, [{ kind: "failed", id: 1, failure }]).state;
    expect(press(failed, "down", "enter").commands).toEqual([
      { kind: "edit", file: "agents/desk/agent.yaml", line: 9 },
    ]);
  });
});
