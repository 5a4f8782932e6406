import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { attributesText } from "../../src/model/attributes-file.js";
import { customAgent, memoryWorld } from "../memory-world.js";

const root = join(import.meta.dirname, "../..");
const commit = "0123456789".repeat(4);
const workflows = ["review", "deploy", "verify"].map((name) => `.github/workflows/tagline-${name}.yml`);
const ofSchemas = ["agent", "flow", "llm", "manifest", "tagline"].map(
  (name) => `schemas/${name}.schema.json`,
);

/** A machine without git, with Tagline in /tool, a repository in /repo, and answers to what is asked. */
function machine(files: Readonly<Record<string, string | Buffer>> = {}, told: object = {}) {
  const { world, volume, ...said } = memoryWorld(files);
  volume.mkdirSync("/home");
  const put = (path: string, text: string): void => {
    volume.mkdirSync(path.slice(0, path.lastIndexOf("/")) || "/", { recursive: true });
    volume.writeFileSync(path, text);
  };
  for (const path of ofSchemas) put(`/tool/${path}`, `{ "$id": "${path}" }\n`);
  for (const path of workflows) put(`/tool/${path}`, readFileSync(join(root, path), "utf8"));
  put("/tool/package.json", JSON.stringify({ name: "tagline", ...told }));
  const tagline = (cwd: string, answers: readonly string[] | null, ...argv: readonly string[]) => {
    const left = [...(answers ?? [])];
    const ask = async (): Promise<string | null> => left.shift() ?? null;
    const here = { ...world, cwd, ...(answers === null ? {} : { ask }) };
    return run(argv, here, { version: "1.2.3", directory: "/tool" });
  };
  const listed = (): string[] =>
    Object.keys(volume.toJSON())
      .filter((path) => /^\/(?:home|repo)\//.test(path) && !path.includes("/.git/"))
      .sort();
  const read = (path: string): string => String(volume.readFileSync(path, "utf8"));
  return { ...said, volume, put, tagline, listed, read };
}

const usual = [".gitattributes", ".vscode/extensions.json", ".vscode/settings.json", "README.md"];

describe("init in an empty directory", () => {
  it("makes a repository whose agent is valid, warnings included, and can be deployed at once", async () => {
    const { tagline, out, err, listed, read } = machine();
    expect(await tagline("/home", null, "init", "shop", "--yes", "--number", "+1 415 555 0100")).toBe(0);
    expect(read("/home/shop/.git/HEAD")).toBe("ref: refs/heads/main\n");
    const agent = ["agent.yaml", "llm.yaml", "prompts/general.md"].map(
      (path) => `agents/receptionist/${path}`,
    );
    expect(listed()).toEqual(
      [...usual, ...agent, "phone-numbers.yaml", ...ofSchemas].map((path) => `/home/shop/${path}`),
    );
    expect(out()).toBe("✓ set up /home/shop\n");
    expect(err()).toBe(`Set up /home/shop
  + git repository, branch main
  + agents/receptionist  retell-llm, 3 files
  + phone-numbers.yaml  +14155550100 inbound: receptionist@draft
  + .gitattributes
  + README.md
  + .vscode/settings.json
  + .vscode/extensions.json
  + schemas/  5 files
  ! .github/workflows  left out: where its actions are on GitHub is not known
    --actions <owner/repo@commit> makes them
  on disk, not committed
Next:
  cd shop && git add agents phone-numbers.yaml .gitattributes .vscode schemas README.md && git commit -m "Set up Tagline"
  tagline deploy --title "First version"
  tagline attach +14155550100 receptionist@v0
`);
    expect(await tagline("/home/shop", null, "validate", "--strict")).toBe(0);
    expect(await tagline("/home/shop", null, "deploy", "--yes")).toBe(0);
    expect(await tagline("/home/shop", null, "attach", "+14155550100", "receptionist@v0", "--yes")).toBe(0);
    expect(await tagline("/home/shop", null, "verify")).toBe(0);
  });

  it("run again, it changes nothing and needs no answer", async () => {
    const { tagline, volume, out } = machine({}, { repository: "github:acme/tagline", gitHead: commit });
    const line = [
      "init",
      "--agent",
      "Front desk",
      "--engine",
      "conversation-flow",
      "--number",
      "+14155550100",
    ];
    expect(await tagline("/home", null, ...line, "--yes")).toBe(0);
    const before = volume.toJSON("/home");
    for (const again of [["init"], line, ["init", "--readme"]])
      expect(await tagline("/home", null, ...again)).toBe(0);
    expect(volume.toJSON("/home")).toEqual(before);
    expect(out().split("\n").slice(1)).toEqual([
      ...Array<string>(3).fill("Nothing to make: everything is here already."),
      "",
    ]);
    expect(before["/home/agents/front-desk/agent.yaml"]).toContain("agent_name: Front desk\n");
  });

  it("names commands that can be typed: of the number that is meant, or as status does", async () => {
    const { tagline, err } = machine();
    expect(await tagline("/home", null, "init", "--yes", "--agent", "desk")).toBe(0);
    expect(err()).toMatch(/^ {2}tagline attach \+14155550100 desk@v0$/m);
    expect(await tagline("/home", null, "deploy", "--yes")).toBe(0);
    const before = err().length;
    expect(await tagline("/home", null, "init", "--yes", "--agent", "other")).toBe(0);
    expect(err().slice(before)).toContain(`Next:
  git add agents/other && git commit -m "Set up Tagline"
  tagline status
`);
    expect(await tagline("/home", null, "init")).toBe(0);
    expect(err().endsWith("Next: tagline status\n")).toBe(true);
  });

  it("stopped halfway, the next run makes the rest", async () => {
    const { tagline, volume, out } = machine();
    expect(await tagline("/home", null, "init", "--yes", "--quiet")).toBe(0);
    const whole = volume.toJSON("/home");
    for (const path of [".gitattributes", "README.md", "phone-numbers.yaml"])
      volume.unlinkSync(`/home/${path}`);
    expect(await tagline("/home", null, "init", "--yes", "--quiet")).toBe(0);
    expect(volume.toJSON("/home")).toEqual(whole);
    expect(out().split("\n")[1]).toBe("✓ set up /home");
  });
});

it("docs/init.md shows what it prints", async () => {
  const { tagline, volume, out, err } = machine({}, { repository: "github:acme/tagline", gitHead: commit });
  volume.mkdirSync("/home/dev", { recursive: true });
  const argv = ["init", "shop", "--number", "+14155550100", "--yes"];
  expect(await tagline("/home/dev", null, ...argv)).toBe(0);
  const shown = `$ tagline ${argv.join(" ")}\n${err().replace("  on disk", `${out()}  on disk`)}`;
  const page = readFileSync(join(root, "docs/init.md"), "utf8");
  expect(/^```\n([\s\S]*?)^```$/m.exec(page)?.[1]).toBe(shown);
});

describe("on a terminal", () => {
  it("asks for agent, engine and number, again when an answer is none, then for consent", async () => {
    const { tagline, read, err } = machine();
    const answers = ["!!", "Front Desk", "x", "conv", "12", "+14155550100", "y", "n"];
    expect(await tagline("/home", answers, "init")).toBe(0);
    expect(read("/home/phone-numbers.yaml")).toContain("    inbound: front-desk@draft\n");
    expect(read("/home/agents/front-desk/flow.yaml")).toContain("start_node_id: greet\n");
    expect(err()).toContain('"!!" has no letter or digit to name an agent by.\nhint: such as front-desk\n');
    expect(err()).toContain('There is no engine "x".\n');
    expect(err()).toContain('"12" is not a phone number in E.164 form.\n');
  });

  it.each([[["n"]], [[]]])("makes nothing when the answer is no, or there is none: %j", async (last) => {
    const { tagline, listed, err } = machine();
    expect(await tagline("/home", ["", "", "", ...last], "init")).toBe(0);
    expect({ made: listed(), said: err().split("\n").at(-2) }).toEqual({
      made: [],
      said: "Nothing was made.",
    });
  });

  it("asks for nothing that an option said", async () => {
    const { tagline, listed } = machine();
    const options = ["--agent", "desk", "--engine", "custom-llm", "--number", "+14155550100"];
    expect(await tagline("/home", ["y", "n"], "init", ...options)).toBe(0);
    expect(listed()).toContain("/home/agents/desk/agent.yaml");
  });
});

describe("in a repository that has things", () => {
  const theirs = {
    "agents/desk/agent.yaml": customAgent("Desk"),
    "phone-numbers.yaml": 'numbers:\n  "+14155550101":\n    inbound: desk@draft\n',
    "README.md": "# Ours\r\n\r\nText",
    ".gitattributes": "* -text\n",
    ".vscode/settings.json": "{ // ours\n}\n",
  };

  it("leaves every file as it is, makes what is missing, and says which is which", async () => {
    const { tagline, volume, out, err } = machine(theirs);
    const before = volume.toJSON("/repo");
    expect(await tagline("/repo", null, "init", "--yes", "--number", "+14155550100", "--json")).toBe(0);
    const now = volume.toJSON("/repo");
    for (const [path, text] of Object.entries(before))
      expect({ path, text: now[path] }).toEqual({ path, text });
    expect(err()).toMatch(/^Set up \/repo\n/);
    const { files, leftOut, ...rest } = JSON.parse(out());
    expect(rest).toEqual({
      status: "made",
      directory: "/repo",
      repository: "there",
      branch: "main",
      agent: null,
      engine: null,
      number: null,
      protection: null,
      next: [
        `git add .vscode/extensions.json schemas && git commit -m "Set up Tagline"`,
        'tagline deploy --title "First version"',
      ],
    });
    expect(files).toEqual([
      { path: ".vscode/extensions.json", change: "added" },
      ...ofSchemas.map((path) => ({ path, change: "added" })),
      { path: "phone-numbers.yaml", change: "kept" },
      { path: ".gitattributes", change: "kept" },
      { path: ".vscode/settings.json", change: "kept" },
    ]);
    expect(leftOut.map(({ path, hint }: { path: string; hint: string }) => ({ path, hint }))).toEqual([
      { path: "+14155550100", hint: "tagline attach +14155550100 desk@draft" },
      { path: ".github/workflows", hint: "--actions <owner/repo@commit> makes them" },
      { path: "README.md", hint: "--readme adds a section to it" },
    ]);
  });

  it("adds a section to a README only when told, once, with its line ends and none of its bytes changed", async () => {
    const { tagline, read } = machine(theirs);
    for (let time = 0; time < 2; time++) await tagline("/repo", null, "init", "--readme", "--yes", "--quiet");
    const text = read("/repo/README.md");
    expect(text.startsWith("# Ours\r\n\r\nText\r\n\r\n<!-- tagline init -->\r\n")).toBe(true);
    expect(text.split("<!-- tagline init -->")).toHaveLength(2);
    expect(/[^\r]\n/.test(text)).toBe(false);
  });

  it.each([
    ["README.rst", "Ours\n"],
    ["readme", "Ours\n"],
    ["README.md", Buffer.from([0x23, 0x20, 0xe4, 0x0a])],
  ])("leaves a %s that is not Markdown in UTF-8 alone", async (path, text) => {
    const { tagline, volume } = machine({ [path]: text });
    expect(await tagline("/repo", null, "init", "--readme", "--yes", "--quiet")).toBe(0);
    expect(volume.readFileSync(`/repo/${path}`)).toEqual(Buffer.from(text));
    expect(volume.readdirSync("/repo").filter((name) => /^readme/i.test(String(name)))).toEqual([path]);
  });

  it("makes the workflows of the actions it is told, for the branch that versions are made on", async () => {
    const { tagline, read, err } = machine({ "tagline.yaml": "branch: live\n" });
    const actions = `acme/tagline@${commit}`;
    expect(await tagline("/repo", null, "init", "--yes", "--actions", actions)).toBe(0);
    const text = read("/repo/.github/workflows/tagline-deploy.yml");
    expect(text).toContain(`uses: acme/tagline/.github/actions/deploy@${commit} # 1.2.3\n`);
    expect(text).toContain('branches: ["live"]\n');
    expect(err()).not.toContain("left out");
  });

  it.each([
    ["--no-workflows", ".github"],
    ["--no-editor", ".vscode"],
  ])("%s makes no %s", async (option, directory) => {
    const { tagline, volume } = machine({}, { repository: "acme/tagline", gitHead: commit });
    expect(await tagline("/repo", null, "init", "--yes", option)).toBe(0);
    expect(volume.existsSync(`/repo/${directory}`)).toBe(false);
  });

  it("asks which of several agents a number follows", async () => {
    const { tagline, err } = machine({
      "agents/a/agent.yaml": customAgent("A"),
      "agents/b/agent.yaml": customAgent("B"),
    });
    expect(await tagline("/repo", null, "init", "--number", "+14155550100", "--yes")).toBe(2);
    expect(err()).toContain("hint: tagline init --number +14155550100 --agent a\n");
    expect(await tagline("/repo", null, "init", "--number", "+14155550100", "--agent", "b", "--yes")).toBe(0);
    expect(await tagline("/repo", null, "numbers")).toBe(0);
  });

  it("leaves .gitattributes out where it would change what git has", async () => {
    const { tagline, out, volume } = machine({
      "agents/desk/agent.yaml": customAgent("Desk").replaceAll("\n", "\r\n"),
    });
    expect(await tagline("/repo", null, "deploy", "--yes")).toBe(0);
    expect(await tagline("/repo", null, "init", "--yes", "--json")).toBe(0);
    expect(volume.existsSync("/repo/.gitattributes")).toBe(false);
    expect(out()).toContain("agents/desk/agent.yaml is in git with CRLF line ends");
  });
});

describe("refuses, and writes nothing,", () => {
  it.each([
    ["below the root of a repository", "/repo/docs", [], "inside-repository", 2],
    ["in a new directory of one", "/repo", ["docs/new"], "inside-repository", 2],
    ["in a bare repository", "/bare", [], "no-working-tree", 2],
    ["without a terminal and without --yes", "/home", [], "needs-yes", 2],
    ["where a file is", "/repo", ["docs/page.md", "--yes"], "cannot-write", 3],
    ["where agents is a file", "/home/odd", ["--yes"], "cannot-write", 3],
    ["a commit that is not whole", "/home", ["--yes", "--actions", "acme/tagline@v1"], "usage", 2],
    ["a number that is none", "/home", ["--yes", "--number", "12"], "usage", 2],
    ["a name without letters", "/home", ["--yes", "--agent", "!!"], "usage", 2],
    ["a voice that is none", "/home", ["--yes", "--voice", " "], "usage", 2],
  ])("%s", async (_, cwd, argv, code, exit) => {
    const { tagline, volume, put, out } = machine({ "docs/page.md": "x\n" });
    put("/home/odd/agents", "x\n");
    put("/bare/HEAD", "ref: refs/heads/main\n");
    put("/bare/config", "[core]\n\tbare = true\n");
    for (const path of ["/bare/objects", "/bare/refs"]) volume.mkdirSync(path);
    const before = volume.toJSON();
    expect(await tagline(cwd, null, "init", ...argv, "--json")).toBe(exit);
    expect(JSON.parse(out()).error.code).toBe(code);
    expect(volume.toJSON()).toEqual(before);
  });

  it("through links: what is behind them stays as it is", async () => {
    const { tagline, volume, put, err } = machine();
    put("/outside/x", "x\n");
    for (const name of [".vscode", ".github", "schemas"]) volume.symlinkSync("/outside", `/repo/${name}`);
    for (const name of ["README.md", ".gitattributes", "phone-numbers.yaml"])
      volume.symlinkSync(`/outside/${name}`, `/repo/${name}`);
    const argv = ["init", "--yes", "--readme", "--actions", `acme/tagline@${commit}`];
    expect(await tagline("/repo", null, ...argv)).toBe(0);
    expect(volume.toJSON("/outside")).toEqual({ "/outside/x": "x\n" });
    expect(err()).toContain(
      "  ! .vscode/settings.json  left out: .vscode is a link or a file, and nothing is written through it\n",
    );
    volume.symlinkSync("/outside", "/home/agents");
    expect(await tagline("/home", null, "init", "--yes")).toBe(3);
  });

  it("a dry run says what would be made", async () => {
    const { tagline, listed, out } = machine();
    expect(await tagline("/home", null, "init", "--dry-run", "--json")).toBe(0);
    expect(JSON.parse(out())).toMatchObject({ status: "planned", repository: "made", agent: "receptionist" });
    expect(listed()).toEqual([]);
  });
});

it("its .gitattributes is understood without git, and means LF", async () => {
  const { tagline, read, volume } = machine({ ".gitattributes": attributesText });
  volume.mkdirSync("/repo/agents/desk", { recursive: true });
  volume.writeFileSync("/repo/agents/desk/agent.yaml", customAgent("Desk").replaceAll("\n", "\r\n"));
  expect(await tagline("/repo", null, "deploy", "--yes")).toBe(0);
  volume.unlinkSync("/repo/agents/desk/agent.yaml");
  expect(await tagline("/repo", null, "restore", "v0", "--yes")).toBe(0);
  expect(read("/repo/agents/desk/agent.yaml")).toBe(customAgent("Desk"));
});
