import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { applyChanges } from "../../src/diff/apply-changes.js";
import { commentLimit } from "../../src/format/markdown.js";
import type { World } from "../../src/world.js";
import { deskFiles, intakeFiles, reviewRepository } from "../review-repository.js";

describe("one word changed in a long prompt", () => {
  it("is shown with the lines around it, and nothing else", async () => {
    const { edit, tagline } = await reviewRepository();
    edit("agents/desk/prompts/general.md", "caller's name", "caller's full name");
    expect((await tagline("diff")).out).toMatchInlineSnapshot(`
      "v0 → working tree

      ~ desk (retell-llm)
        ~ llm.general_prompt:
            You answer the phone of a dental practice.

          - Ask for the caller's name first.
          + Ask for the caller's {+full +}name first.
            Then call find_patient with it.
            If nobody is found, offer an appointment.
            ⋯ 3 unchanged lines

      Who notices
        ! +14155550100 (Front desk) inbound follows desk@draft: changes once this is committed

      1 agent changed, 1 number follows the draft
      "
    `);
  });

  it("is a comment whose picture is left out, because there is no flow", async () => {
    const { edit, tagline } = await reviewRepository();
    edit("agents/desk/prompts/general.md", "caller's name", "caller's full name");
    const { exit, out } = await tagline("review", "--format", "markdown");
    expect(exit).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "<!-- tagline-review -->
      ✅ 1 agent changed, 1 number follows the draft, no new problems

      <details><summary>~ <code>desk</code>, retell-llm: 1 change</summary>

      \`\`\`diff
      ~ llm.general_prompt:
          You answer the phone of a dental practice.

      -   Ask for the caller's name first.
      +   Ask for the caller's {+full +}name first.
          Then call find_patient with it.
          If nobody is found, offer an appointment.
          ⋯ 3 unchanged lines
      \`\`\`

      </details>

      <details><summary>Who notices</summary>

      - \`+14155550100 (Front desk)\` inbound follows desk@draft: changes once this is merged

      </details>

      A deploy would make v1, or a later one if that is taken first. Against \`v0\`, from where this branch left it (d8f6759054ee).
      "
    `);
  });
});

describe("one word changed in a prompt of 4,000 words", () => {
  // Ten paragraphs, each on one line, as editors without line breaks write them.
  const paragraph = (i: number): string =>
    Array.from({ length: 400 }, (_, at) => (at % 12 === 0 ? `Sentence ${i}.${at} tells` : "word")).join(" ");
  const prompt = Array.from({ length: 10 }, (_, i) => `${paragraph(i)}\n`).join("\n");
  const changed = async () => {
    const made = await reviewRepository({ ...deskFiles, "agents/desk/prompts/general.md": prompt });
    made.edit("agents/desk/prompts/general.md", "Sentence 4.192 tells word", "Sentence 4.192 tells nothing");
    return made;
  };

  it("is those words and what stands beside them, also within a long line", async () => {
    const { tagline } = await changed();
    expect((await tagline("review", "--format", "pretty")).out).toMatchInlineSnapshot(`
      "against v0, from where this branch left it (cb793e1e18b5)

      ~ desk (retell-llm)
        ~ llm.general_prompt:
            ⋯ 6 unchanged lines
            Sentence 3.0 tells word word word word word word word word word word word Sentence 3.12 tells word word word word word word word word word word word Sentence 3…

          - … word word word Sentence 4.192 tells [-word-] word word word word word word word …
          + … word word word Sentence 4.192 tells {+nothing+} word word word word word word word …

            Sentence 5.0 tells word word word word word word word word word word word Sentence 5.12 tells word word word word word word word word word word word Sentence 5…
            ⋯ 8 unchanged lines

      A deploy would make v1, or a later one if that is taken first.
      ✓ may be merged: 1 agent changed, no new problems
      "
    `);
    expect((await tagline("review", "--format", "markdown")).out).toMatchInlineSnapshot(`
      "<!-- tagline-review -->
      ✅ 1 agent changed, no new problems

      <details><summary>~ <code>desk</code>, retell-llm: 1 change</summary>

      \`\`\`diff
      ~ llm.general_prompt:
          ⋯ 6 unchanged lines
          Sentence 3.0 tells word word word word word word word word word word word Sentence 3.12 tells word word word word word word word word word word word Sentence 3…

      -   … word word word Sentence 4.192 tells [-word-] word word word word word word word …
      +   … word word word Sentence 4.192 tells {+nothing+} word word word word word word word …

          Sentence 5.0 tells word word word word word word word word word word word Sentence 5.12 tells word word word word word word word word word word word Sentence 5…
          ⋯ 8 unchanged lines
      \`\`\`

      </details>

      A deploy would make v1, or a later one if that is taken first. Against \`v0\`, from where this branch left it (cb793e1e18b5).
      "
    `);
  });

  it("fits a terminal of 80 columns", async () => {
    const { world } = await changed();
    const out: string[] = [];
    const stdout = { write: (text: string) => void out.push(text), isTerminal: true, columns: 80 };
    const terminal: World = { ...world, env: { ...world.env, NO_COLOR: "1" }, stdout };
    await run(["review"], terminal, { version: "0.0.0", directory: "/" });
    const lines = out.join("").split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThan(30);
  });
});

describe("a node rerouted", () => {
  it("says where the edge leads now, by name, and whom that reaches", async () => {
    const { edit, tagline } = await reviewRepository();
    edit("agents/intake/flow.yaml", "destination_node_id: consent", "destination_node_id: details");
    expect((await tagline("diff")).out).toMatchInlineSnapshot(`
      "v0 → working tree

      ~ intake (conversation-flow)
        ~ flow.nodes[greet "Greeting"].edges[greet-new].destination_node_id: consent "Consent" → details "Details"

      Who notices
        ! +14155550101 inbound follows intake@draft: changes once this is committed

      1 agent changed, 1 number follows the draft
      "
    `);
  });

  it("is drawn with the old arrow and the new one", async () => {
    const { edit, tagline } = await reviewRepository();
    edit("agents/intake/flow.yaml", "destination_node_id: consent", "destination_node_id: details");
    expect((await tagline("graph", "intake", "--diff", "v0")).out).toMatchInlineSnapshot(`
      "flowchart TD
        n0(["Greeting<br/>conversation"])
        n1["Consent<br/>conversation"]
        n2["Details<br/>conversation"]
        n3["Goodbye<br/>end"]
        n0 ==>|"#43; The caller is new"| n2
        n0 -->|"The caller is known"| n3
        n1 -->|"The caller agrees"| n2
        n2 -->|"All is known"| n3
        n0 -.->|"#45; The caller is new"| n1
        linkStyle 0 stroke:#1a7f37
        linkStyle 4 stroke:#cf222e
      "
    `);
  });
});

it("a tool renamed everywhere is one tool renamed, and the words that name it", async () => {
  const { edit, tagline } = await reviewRepository();
  edit("agents/desk/llm.yaml", "find_patient", "look_up_patient");
  edit("agents/desk/prompts/general.md", "find_patient", "look_up_patient");
  expect((await tagline("diff")).out).toMatchInlineSnapshot(`
    "v0 → working tree

    ~ desk (retell-llm)
      ~ llm.general_prompt:
          ⋯ 1 unchanged line

          Ask for the caller's name first.
        - Then call [-find_patient-] with it.
        + Then call {+look_up_patient+} with it.
          If nobody is found, offer an appointment.

          ⋯ 2 unchanged lines
      ~ llm.general_tools[find_patient → look_up_patient].name: find_patient → look_up_patient

    Who notices
      ! +14155550100 (Front desk) inbound follows desk@draft: changes once this is committed

    1 agent changed, 1 number follows the draft
    "
  `);
});

it("comments and places on the canvas are told, and reach nobody", async () => {
  const { edit, tagline } = await reviewRepository();
  edit("agents/intake/flow.yaml", "start_speaker", "# Who begins\nstart_speaker");
  expect((await tagline("diff")).out).toBe(
    "v0 → working tree\n\n~ intake (conversation-flow, only comments or the layout of files)\n\n1 agent changed\n",
  );
});

describe("an agent removed", () => {
  it("while a number follows its draft must not be merged", async () => {
    const { remove, tagline } = await reviewRepository();
    remove("agents/intake");
    const { exit, out } = await tagline("review", "--format", "pretty");
    expect(exit).toBe(1);
    expect(out.slice(out.indexOf("Who notices"))).toMatchInlineSnapshot(`
      "Who notices
        ✗ +14155550101 inbound follows intake@draft, which is gone: nobody would answer

      phone-numbers.yaml:3:30  error  unknown-agent  There is no agent "intake" in the draft.
        1 | numbers:
        2 |   "+14155550100": { nickname: Front desk, inbound: desk@draft }
      > 3 |   "+14155550101": { inbound: intake@draft }
          |                              ^^^^^^^^^^^^ pin an agent that is in agents/

      A deploy would make v1, or a later one if that is taken first.
      ✗ must not be merged: 1 agent removed, 1 number follows the draft, 1 new error
        ✗ It takes "intake" away while +14155550101 follows its draft.
      "
    `);
  });

  it("is a comment that says at once why not", async () => {
    const { remove, tagline } = await reviewRepository();
    remove("agents/intake");
    const { out } = await tagline("review", "--format", "markdown");
    expect(out.slice(0, out.indexOf("```diff"))).toMatchInlineSnapshot(`
      "<!-- tagline-review -->
      ❌ **must not be merged:** 1 agent removed, 1 number follows the draft, 1 new error

      - It takes "intake" away while +14155550101 follows its draft.

      <details><summary>1 new problem</summary>

      - error \`phone-numbers.yaml:3\` \`unknown-agent\` \`There is no agent "intake" in the draft. (pin an agent that is in agents/)\`

      </details>

      − <code>intake</code>, conversation-flow, removed; as it was: \`tagline show intake@d8f6759054ee\`

      <details><summary>Who notices</summary>

      - \`+14155550101\` inbound follows intake@draft, which is gone: nobody would answer

      </details>

      A deploy would make v1, or a later one if that is taken first. Against \`v0\`, from where this branch left it (d8f6759054ee)."
    `);
  });

  it("while a number is pinned to a version of it is a warning, and may be", async () => {
    const { edit, remove, tagline } = await reviewRepository();
    edit("phone-numbers.yaml", "intake@draft", "intake@v0");
    remove("agents/intake");
    const { exit, out } = await tagline("review", "--format", "pretty");
    expect(exit).toBe(0);
    expect(out.slice(out.indexOf("Numbers"))).toMatchInlineSnapshot(`
      "Numbers
        ~ +14155550101 inbound: intake@draft → intake@v0

      Who notices
        · +14155550101 inbound stays on intake@v0, which still holds it

      phone-numbers.yaml:3:30  warning  agent-gone-from-draft  intake@v0 still answers, but the draft no longer has "intake".
        1 | numbers:
        2 |   "+14155550100": { nickname: Front desk, inbound: desk@draft }
      > 3 |   "+14155550101": { inbound: intake@v0 }
          |                              ^^^^^^^^^ attach another agent before it is forgotten

      A deploy would make v1, or a later one if that is taken first.
      ✓ may be merged: 1 agent removed, 1 number is pinned, 1 number moves, 1 new warning
      "
    `);
  });
});

it("a pin moved, and a line split, change no agent", async () => {
  const { edit, deploy, tagline } = await reviewRepository();
  edit("agents/desk/agent.yaml", "Front desk", "Reception");
  await deploy();
  edit("phone-numbers.yaml", "desk@draft", "desk@v1");
  edit(
    "phone-numbers.yaml",
    "inbound: intake@draft",
    "inbound: [{ pin: desk@v0, weight: 0.9 }, { pin: desk@draft, weight: 0.1 }]",
  );
  expect((await tagline("diff")).out).toMatchInlineSnapshot(`
    "v1 → working tree

    Numbers
      ~ +14155550100 inbound: desk@draft → desk@v1
      ~ +14155550101 inbound: intake@draft → desk@v0:0.9 desk@draft:0.1

    no agent changed, 2 numbers move
    "
  `);
});

it("a pin moved is a comment about a number and no agent, and makes no version", async () => {
  const { edit, tagline } = await reviewRepository();
  edit("phone-numbers.yaml", "desk@draft", "desk@v0");
  expect((await tagline("review", "--format", "markdown")).out).toMatchInlineSnapshot(`
    "<!-- tagline-review -->
    ✅ no agent changed, 1 number moves, no new problems

    <details><summary>1 number changed</summary>

    \`\`\`diff
    ~ +14155550100 inbound: desk@draft → desk@v0
    \`\`\`

    </details>

    agents/ is as in v0: a deploy would make no version. Against \`v0\`, from where this branch left it (d8f6759054ee).
    "
  `);
});

it("a reorder only moves nodes, and says nothing of what is in them", async () => {
  const { edit, tagline } = await reviewRepository();
  const bye = "  - { id: bye, name: Goodbye, type: end, display_position: { x: 300, y: 0 } }\n";
  edit("agents/intake/flow.yaml", bye, "");
  edit("agents/intake/flow.yaml", "nodes:\n", `nodes:\n${bye}`);
  edit(
    "agents/intake/agent.yaml",
    "agent_name: Intake\nvoice_id: 11labs-Adrian\n",
    "voice_id: 11labs-Adrian\nagent_name: Intake\n",
  );
  expect((await tagline("diff")).out).toMatchInlineSnapshot(`
    "v0 → working tree

    ~ intake (conversation-flow)
      ~ flow.nodes[bye "Goodbye"] moved from place 4 to 1
      ~ layout only: 1 change (order of fields)

    Who notices
      ! +14155550101 inbound follows intake@draft: changes once this is committed

    1 agent changed, 1 number follows the draft
    "
  `);
});

it("an agent renamed is one agent, with what else changed in it", async () => {
  const { write, remove, tagline } = await reviewRepository();
  remove("agents/desk");
  for (const [path, text] of Object.entries(deskFiles))
    write(path.replace("/desk/", "/reception/"), text.replace("Front desk", "Reception"));
  remove("agents/intake");
  for (const [path, text] of Object.entries(intakeFiles)) write(path.replace("/intake/", "/welcome/"), text);
  expect((await tagline("diff")).out).toMatchInlineSnapshot(`
    "v0 → working tree

    ~ reception (renamed from desk, retell-llm)
      ~ agent.agent_name: Front desk → Reception

    ~ welcome (renamed from intake, otherwise the same)

    Who notices
      ✗ +14155550100 (Front desk) inbound follows desk@draft, which is gone: nobody would answer
      ✗ +14155550101 inbound follows intake@draft, which is gone: nobody would answer

    2 agents renamed, 2 numbers follow the draft
    "
  `);
});

describe("secrets", () => {
  it("are told to have changed, never shown, in any format", async () => {
    const { edit, deploy, tagline } = await reviewRepository();
    const header = "{ $env: API_TOKEN, template: Bearer $API_TOKEN }";
    edit("agents/desk/llm.yaml", header, "Bearer hunter2-old");
    await deploy();
    edit("agents/desk/llm.yaml", "Bearer hunter2-old", "Bearer hunter2-new");
    edit(
      "agents/desk/llm.yaml",
      "https://api.example/v1/patients",
      "https://api.example/v1/patients?key=hunter2-url",
    );
    for (const format of ["pretty", "json", "markdown"]) {
      const { out } = await tagline("diff", "--format", format);
      expect(out).toContain("Authorization");
      expect(out).not.toContain("hunter2");
    }
    expect((await tagline("diff")).out).toMatchInlineSnapshot(`
      "v1 → working tree

      ~ desk (retell-llm)
        ~ llm.general_tools[find_patient].url: https://api.example/v1/patients → (secret)
        ~ llm.general_tools[find_patient].headers.Authorization: (secret) → (another secret)

      Who notices
        ! +14155550100 (Front desk) inbound follows desk@draft: changes once this is committed

      1 agent changed, 1 number follows the draft
      "
    `);
    edit("agents/desk/llm.yaml", "Bearer hunter2-new", header);
    expect((await tagline("diff", "v1")).out).toContain(
      'headers.Authorization: (secret) → $env API_TOKEN in "Bearer $API_TOKEN"',
    );
  });
});

describe("a flow of 300 nodes", () => {
  const node = (i: number, text: string): string => `  - id: n${i}
    name: Step number ${i}
    type: conversation
    instruction: { type: prompt, text: ${text} ${i} }
    edges:
      - id: e${i}
        transition_condition: { type: prompt, prompt: Go on from ${i} }
        destination_node_id: n${(i + 1) % 300}
    display_position: { x: ${i}, y: 0 }
`;
  const flow = (text: string): string => {
    const nodes = Array.from({ length: 300 }, (_, i) => node(i, text));
    return `start_speaker: agent\nmodel_choice: { type: cascading, model: gpt-4.1 }\nstart_node_id: n0\nnodes:\n${nodes.join("")}`;
  };
  const files = (text: string): Record<string, string> => ({
    "agents/big/agent.yaml": intakeFiles["agents/intake/agent.yaml"] ?? "",
    "agents/big/flow.yaml": flow(text),
  });

  it("of which one node changed is drawn around that node", async () => {
    const { edit, tagline } = await reviewRepository(files("Say"));
    edit("agents/big/flow.yaml", "text: Say 150 }", "text: Tell 150 }");
    expect((await tagline("review", "--format", "markdown")).out).toMatchInlineSnapshot(`
      "<!-- tagline-review -->
      ✅ 1 agent changed, no new problems (1 old one)

      <details><summary>~ <code>big</code>, conversation-flow: 1 change</summary>

      \`\`\`diff
      ~ flow.nodes[n150 "Step number 150"].instruction.text: Say 150 → Tell 150
      \`\`\`

      \`\`\`mermaid
      flowchart TD
        n0["Step number 149<br/>conversation"]
        n1["~ Step number 150<br/>conversation"]:::changed
        n2["Step number 151<br/>conversation"]
        more["… and 297 more nodes"]
        style more stroke-dasharray:4 3
        n0 -->|"Go on from 149"| n1
        n1 -->|"Go on from 150"| n2
        classDef changed fill:#fff8c5,stroke:#9a6700,color:#1f2328
      \`\`\`

      </details>

      A deploy would make v1, or a later one if that is taken first. Against \`v0\`, from where this branch left it (2fbade31d9d0).
      "
    `);
  });

  it("of which every node changed fits into a comment, and says what it leaves out", async () => {
    const text =
      "Say something long about the weather and the traffic and the parking in front of the house".repeat(2);
    const { write, tagline } = await reviewRepository(files(text));
    write("agents/big/flow.yaml", flow(text.replaceAll("weather", "climate")));
    const { out } = await tagline("review", "--format", "markdown");
    expect(out.length).toBeLessThanOrEqual(commentLimit);
    expect(out).toContain("300 changes");
    expect(out).toMatch(/Left out, to fit into a comment: .+\n$/);
    expect(out.match(/<details>/g)?.length).toBe(out.match(/<\/details>/g)?.length);
  });
});

describe("sides", () => {
  it("of equal agents are no difference, and --exit-code tells", async () => {
    const { edit, tagline } = await reviewRepository();
    expect(await tagline("diff", "--exit-code")).toMatchObject({
      exit: 0,
      out: "v0 → working tree\n\nNo differences.\n",
    });
    edit("agents/desk/agent.yaml", "Front desk", "Reception");
    expect((await tagline("diff", "--exit-code")).exit).toBe(1);
    expect((await tagline("diff")).exit).toBe(0);
    expect((await tagline("diff", "v0", "draft", "--exit-code")).exit).toBe(0);
  });

  it("that differ in comments alone are said to", async () => {
    const { edit, tagline } = await reviewRepository();
    edit("agents/desk/agent.yaml", "agent_name", "# what callers never hear\nagent_name");
    expect((await tagline("diff")).out).toContain(
      "~ desk (retell-llm, only comments or the layout of files)\n",
    );
  });

  it("take the manifest that routes where they are versions: the copies inside are history", async () => {
    const { edit, deploy, tagline } = await reviewRepository();
    edit("agents/desk/agent.yaml", "Front desk", "Reception");
    edit("phone-numbers.yaml", "desk@draft", "desk@v0");
    await deploy();
    const { numbers, radius } = JSON.parse((await tagline("diff", "v0", "v1", "--json")).out);
    expect({ numbers, radius }).toEqual({
      numbers: { unreadable: null, changes: [] },
      radius: {
        followingDraft: [],
        pinned: [
          {
            number: "+14155550100",
            nickname: "Front desk",
            direction: "inbound",
            agent: "desk",
            version: 0,
            ref: "v0",
            weight: 1,
          },
        ],
        moved: [],
      },
    });
  });

  it("that cannot be read are named, and the rest is compared", async () => {
    const { edit, write, tagline } = await reviewRepository();
    edit("agents/desk/agent.yaml", "agent_name: Front desk", "agent_name: [");
    write("agents/intake/agent.yaml", `${intakeFiles["agents/intake/agent.yaml"]}responsiveness: 0.5\n`);
    write("phone-numbers.yaml", "numbers: [\n");
    const { out } = await tagline("diff");
    expect(out).toContain(
      "! desk (retell-llm, the new side cannot be read)\n    hint: tagline validate desk\n",
    );
    expect(out).toContain("  + agent.responsiveness: 0.5\n");
    expect(out).toContain("! phone-numbers.yaml cannot be read on the new side");
  });

  it("before the first version are nothing", async () => {
    const { volume, tagline } = await reviewRepository();
    volume.unlinkSync("/repo/.git/refs/tags/v0");
    expect((await tagline("diff", "--json")).out).toContain('"ref": null');
    expect((await tagline("diff")).out).toMatch(
      /^nothing \(no version yet\) → working tree\n\n\+ desk \(retell-llm, new\)\n/,
    );
  });

  it.each([
    [["diff", "v9"], "There is no version v9 here."],
    [["diff", "--agent", "dsek"], 'There is no agent "dsek" in the working tree.'],
    [
      ["graph", "intake", "--diff", "nowhere"],
      '"nowhere" is not a version, draft, worktree, branch or commit here.',
    ],
    [["review", "--base", "v7"], "There is no version v7 here."],
  ])("that do not exist are a clear error: %s", async (args, message) => {
    const { tagline } = await reviewRepository();
    expect(await tagline(...args)).toMatchObject({ exit: 2, out: "", err: expect.stringContaining(message) });
  });
});

describe("review", () => {
  it("counts only problems that the branch brings, wherever their lines went", async () => {
    const { edit, tagline } = await reviewRepository({
      ...intakeFiles,
      "agents/intake/flow.yaml": (intakeFiles["agents/intake/flow.yaml"] ?? "").replace(
        "destination_node_id: details",
        "destination_node_id: ''",
      ),
    });
    // A node above shifts lines and indexes of the old problem.
    const first = "  - { id: first, type: end, global_node_setting: { condition: Caller says goodbye } }";
    edit("agents/intake/flow.yaml", "nodes:\n", `nodes:\n${first}\n`);
    const before = JSON.parse((await tagline("review", "--json")).out);
    edit("agents/intake/flow.yaml", "destination_node_id: consent", "destination_node_id: konsent");
    const { exit, out } = await tagline("review", "--json");
    const { ok, blockers, problems, summary } = JSON.parse(out);
    expect(before).toMatchObject({ ok: true, problems: [] });
    expect(exit).toBe(1);
    expect({
      ok,
      blockers,
      codes: problems.map(({ code }: { code: string }) => code),
      summary,
    }).toMatchObject({
      ok: false,
      blockers: [{ kind: "new-errors", count: 1, message: "It brings 1 new error." }],
      codes: ["unresolved-node"],
      summary: { errors: 1, warnings: 0, old: before.summary.old },
    });
  });

  it("looks only at agents that the branch touches, unless one is gone that others may speak of", async () => {
    const swap =
      "  - { type: agent_swap, name: to_intake, description: To intake., agent_id: intake, post_call_analysis_setting: both_agents }";
    const { edit, remove, tagline } = await reviewRepository({
      ...deskFiles,
      ...intakeFiles,
      "agents/desk/llm.yaml": `${deskFiles["agents/desk/llm.yaml"]}${swap}\n`,
      "agents/desk/agent.yaml": `${deskFiles["agents/desk/agent.yaml"]}voice_model: not_a_model\n`,
    });
    const found = async () => {
      const { problems, summary } = JSON.parse((await tagline("review", "--json")).out);
      return { codes: problems.map(({ code }: { code: string }) => code), old: summary.old };
    };
    edit("agents/intake/agent.yaml", "Intake", "Welcome");
    expect(await found()).toEqual({ codes: [], old: 0 });
    edit("agents/desk/agent.yaml", "Front desk", "Reception");
    expect(await found()).toEqual({ codes: [], old: 1 });
    edit("agents/desk/agent.yaml", "Reception", "Front desk");
    remove("agents/intake");
    expect(await found()).toEqual({ codes: ["unknown-swap-agent"], old: 1 });
  });

  it("refuses a pin that leads nowhere, and tells the number of the next version", async () => {
    const { edit, tagline } = await reviewRepository();
    edit("phone-numbers.yaml", "desk@draft", "desk@v7");
    const { exit, out } = await tagline("review", "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      blockers: [
        {
          ...{ kind: "dangling-pin", number: "+14155550100", direction: "inbound" },
          ...{ agent: "desk", version: 7, ref: "v7" },
        },
      ],
      deploy: { version: 0, ref: "v0", unchanged: true },
    });
    edit("phone-numbers.yaml", "desk@v7", "desk@v0");
    edit("agents/desk/agent.yaml", "Front desk", "Reception");
    expect(JSON.parse((await tagline("review", "--json")).out)).toMatchObject({
      ok: true,
      blockers: [],
      deploy: { version: 1, ref: "v1", unchanged: false },
    });
  });
});

describe("review --format github", () => {
  it("annotates what is new and what must not be merged, and puts the report into the step's summary", async () => {
    const { edit, remove, world, volume } = await reviewRepository();
    edit("agents/desk/agent.yaml", "language: en-US", "language: english");
    remove("agents/intake");
    const out: string[] = [];
    const step: World = {
      ...world,
      env: { ...world.env, GITHUB_STEP_SUMMARY: "/repo/summary.md" },
      stdout: { ...world.stdout, write: (text) => void out.push(text) },
    };
    const exit = await run(["review", "--format", "github"], step, { version: "0.0.0", directory: "/" });
    expect(exit).toBe(1);
    expect(out.join("")).toMatchInlineSnapshot(`
      "::error title=must not be merged::It takes "intake" away while +14155550101 follows its draft.
      ::error file=agents/desk/agent.yaml,line=4,endLine=4,col=11,endColumn=17,title=bad-language-tag::"english" is not a language tag.%0Awrite a tag such as en-US, or multi
      ::error file=phone-numbers.yaml,line=3,endLine=3,col=30,endColumn=41,title=unknown-agent::There is no agent "intake" in the draft.%0Apin an agent that is in agents/
      ✗ must not be merged: 1 agent changed, 1 removed, 2 numbers follow the draft, 2 new errors
      A deploy would make v1, or a later one if that is taken first.
      "
    `);
    expect(volume.readFileSync("/repo/summary.md", "utf8")).toMatch(
      /^<!-- tagline-review -->\n❌ \*\*must not be merged:\*\* /,
    );
  });
});

describe("docs/diff-json.md", () => {
  const doc = readFileSync(join(import.meta.dirname, "../../docs/diff-json.md"), "utf8");
  const example = (name: string) =>
    JSON.parse(new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``).exec(doc)?.[1] ?? "null");

  it("shows what is printed", async () => {
    const { edit, tagline } = await reviewRepository();
    edit("agents/intake/flow.yaml", "destination_node_id: consent", "destination_node_id: details");
    edit("phone-numbers.yaml", "desk@draft", "desk@v0");
    expect(example("diff")).toEqual(JSON.parse((await tagline("diff", "--json")).out));
    const { diff, ...around } = JSON.parse((await tagline("review", "--json")).out);
    expect(example("review")).toEqual(around);
    expect(diff.agents).toEqual(example("diff").agents);
  });

  it("does not promise too much: the new side is rebuilt from the old", async () => {
    const { edit, tagline } = await reviewRepository();
    const shown = async (rev: string) => {
      const { agentConfig, engine } = JSON.parse((await tagline("show", `intake@${rev}`, "--json")).out);
      return { agent: agentConfig, flow: engine.config };
    };
    edit(
      "agents/intake/flow.yaml",
      "  - id: consent\n    name: Consent",
      "  - id: agree\n    name: Agreement",
    );
    edit("agents/intake/flow.yaml", "destination_node_id: consent", "destination_node_id: agree");
    const [{ changes }] = JSON.parse((await tagline("diff", "--json")).out).agents;
    expect(applyChanges(await shown("v0"), changes)).toEqual(await shown("worktree"));
  });
});
