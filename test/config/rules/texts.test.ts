import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../../src/config/load.js";
import { memoryTree } from "../../memory-tree.js";
import { agentProblems, findings } from "./findings.js";

describe("a language", () => {
  const check = (language: string) => findings("agent", `language: ${language}\n`, ["bad-language-tag"]);

  it.each(["en-US", "es-419", "fil-PH", "yue-CN", "no-NO", "multi", "[en-US, de-DE]", "5", "en-us"])(
    "may be %s",
    (tag) => {
      expect(check(tag)).toEqual([]);
    },
  );

  it.each([
    ["en_US", "en_US", "write en-US"],
    ["english", "english", "write a tag such as en-US, or multi"],
    ["en-XX", "en-XX", "write a tag such as en-US, or multi"],
    ["''", "", "write a tag such as en-US, or multi"],
  ])("is not %s", (written, tag, hint) => {
    expect(check(written)).toEqual([`1:11 error bad-language-tag "${tag}" is not a language tag. (${hint})`]);
  });

  it("in a list is pointed at there", () => {
    expect(check("[en-US, de_DE]")).toEqual([
      '1:19 error bad-language-tag "de_DE" is not a language tag. (write de-DE)',
    ]);
  });

  it("that is no tag is not also an unknown value", async () => {
    const agent = "voice_id: x\nlanguage: en_US\nresponse_engine: { type: retell-llm }\n";
    expect(await agentProblems({ "agent.yaml": agent, "llm.yaml": "general_prompt: Hi.\n" })).toEqual([
      'agent.yaml:2:11-16 error bad-language-tag "en_US" is not a language tag. (write en-US)',
    ]);
  });
});

describe("a variable", () => {
  const check = (llm: string, files = {}) => agentProblems({ "llm.yaml": llm, ...files }, ["unset-variable"]);

  it.each([
    "default_dynamic_variables: { name: x }\ngeneral_prompt: Hi {{name}} {{ name }}.\n",
    "general_prompt: It is {{current_time}} or {{current_time_Europe/Berlin}}, you call {{user_number}}.\n",
    "default_dynamic_variables: { zone: UTC }\ngeneral_prompt: It is {{current_time_{{zone}} }}.\n",
    "general_prompt: '{{name}}'\ngeneral_tools: [{ type: extract_dynamic_variable, name: x, description: x, variables: [{ type: string, name: name, description: x }] }]\n",
    "general_prompt: '{{name}}'\ngeneral_tools: [{ type: code, name: x, code: 'return {{}}', response_variables: { name: data.name } }]\n",
    "general_prompt: '{{#if a}} {{/if}} {{}} {{ 5 }}'\n",
  ])("is set: %s", async (llm) => {
    expect(await check(llm)).toEqual([]);
  });

  it("is set by nobody: named once, at its first use", async () => {
    expect(
      await check(
        "begin_message: Hi {{nam}}.\ngeneral_prompt: |\n  Be polite.\n  Say {{ customer }} and {{customer}}.\ndefault_dynamic_variables: { name: x }\n",
      ),
    ).toEqual([
      "llm.yaml:1:19-26 warning unset-variable Nothing in this agent sets {{nam}}. (did you mean {{name}}?)",
      "llm.yaml:4:7-21 warning unset-variable Nothing in this agent sets {{customer}}, which is used 2 times. (give it a default in default_dynamic_variables, for calls that do not bring it)",
    ]);
  });

  it("is found inside a prompt's own file", async () => {
    const prompt = { "prompts/general.md": "# Who you are\r\n\nYou speak with {{customer}}.\n" };
    expect(await check("general_prompt: { $file: prompts/general.md }\n", prompt)).toEqual([
      "prompts/general.md:3:16-28 warning unset-variable Nothing in this agent sets {{customer}}. (give it a default in default_dynamic_variables, for calls that do not bring it)",
    ]);
  });

  it("is pointed at as a whole text where its place in the source is not certain", async () => {
    expect(await check('begin_message: "Hi {{a\\x62c}} and more"\n')).toEqual([
      "llm.yaml:1:16-40 warning unset-variable Nothing in this agent sets {{abc}}. (give it a default in default_dynamic_variables, for calls that do not bring it)",
    ]);
  });

  it("of agent.yaml may be set by the engine", async () => {
    const agent = (url: string) =>
      `voice_id: x\nwebhook_url: ${url}\nresponse_engine: { type: retell-llm }\n`;
    const llm = "general_prompt: Hi.\ndefault_dynamic_variables: { shop: x }\n";
    expect(await check(llm, { "agent.yaml": agent("'https://h.example/{{shop}}'") })).toEqual([]);
    expect(await check(llm, { "agent.yaml": agent("'https://h.example/{{shp}}'") })).toEqual([
      "agent.yaml:2:33-40 warning unset-variable Nothing in this agent sets {{shp}}. (did you mean {{shop}}?)",
    ]);
  });

  it("that a flow asks for may be unset", () => {
    const flow = (operator: string) =>
      `nodes: [{ id: a, edges: [{ transition_condition: { equations: [{ left: '{{vip}}', operator: '${operator}' }] } }], instruction: { text: '{{vip}}' } }]\n`;
    expect(findings("flow", flow("exists"), ["unset-variable"])).toEqual([]);
    expect(findings("flow", flow("=="), ["unset-variable"])).toHaveLength(1);
  });
});

it("an LLM names one model", () => {
  const codes = ["two-models"];
  expect(findings("llm", "model: gpt-4.1\ns2s_model: gpt-realtime\n", codes)).toEqual([
    '2:1 error two-models Both "model" and "s2s_model" are set; the platform takes one of them. (delete s2s_model, or model for an LLM that hears and speaks by itself)',
  ]);
  expect(findings("llm", "model: gpt-4.1\ns2s_model: null\n", codes)).toEqual([]);
});

describe("a tool that a prompt names", () => {
  const check = (prompt: string, more = "") =>
    agentProblems(
      {
        "llm.yaml": `general_prompt: { $file: p.md }\ngeneral_tools:\n  - { type: end_call, name: end_call, description: x }\n  - { type: custom, name: find_patient, description: x, url: https://a.example, parameters: { type: object, properties: { date_of_birth: { type: string, description: x } } } }\n${more}`,
        "p.md": prompt,
      },
      ["unknown-tool-in-prompt"],
    );

  it.each([
    "Call `end_call`, then find_patient with `date_of_birth`.\n",
    "Never say `some_word`; write to front_desk or see docs/end_calls.md and https://a.example/end_calls.\n",
    "Use {{end_calls}} and call `transition_to_booking`.\n",
    "Call `greeting`.\n",
  ])("is there, or it is no tool: %s", async (prompt) => {
    expect(await check(prompt)).toEqual([]);
  });

  it("is not there", async () => {
    expect(
      await check("# Task\nThen call the tool `book_table` at once, and call `book_table` again.\n"),
    ).toEqual([
      'p.md:2:21-31 warning unknown-tool-in-prompt The prompt names the tool "book_table", which this LLM does not have. (add the tool, or take it out of the prompt)',
    ]);
  });

  it("is a slip of one that is there, in backticks or not", async () => {
    expect(await check("Look up with find_patients, and then `end_cal`.\n")).toEqual([
      'p.md:1:14-27 warning unknown-tool-in-prompt The prompt names the tool "find_patients", which this LLM does not have. (did you mean "find_patient"?)',
      'p.md:1:39-46 warning unknown-tool-in-prompt The prompt names the tool "end_cal", which this LLM does not have. (did you mean "end_call"?)',
    ]);
  });

  it("may be a state's, or one of an MCP server", async () => {
    const states =
      "starting_state: a\nstates: [{ name: a, state_prompt: x, tools: [{ type: press_digit, name: press_key }] }]\n";
    expect(await check("Call `press_key`.\n", states)).toEqual([]);
    expect(await check("Call `book_table`.\n", "mcps: [{ name: crm, url: https://a.example }]\n")).toEqual(
      [],
    );
  });

  it("is looked for in the prompts of a flow, not in what is spoken", () => {
    const flow = (type: string) =>
      `tools: [{ tool_id: t, name: find_patient }]\nnodes: [{ id: a, instruction: { type: ${type}, text: Call \`find_patent\`. } }]\n`;
    expect(findings("flow", flow("prompt"), ["unknown-tool-in-prompt"])).toEqual([
      '2:59 warning unknown-tool-in-prompt The prompt names the tool "find_patent", which this flow does not have. (did you mean "find_patient"?)',
    ]);
    expect(findings("flow", flow("static_text"), ["unknown-tool-in-prompt"])).toEqual([]);
  });
});

describe("a secret", () => {
  const key = "sk-proj-aB3dE5gH7jK9mN1pQ3sT5v";
  const llm = (rest: string) =>
    `general_prompt: Hi.\ngeneral_tools:\n  - type: custom\n    name: look\n    description: x\n    url: https://a.example\n${rest}`;
  const check = (text: string, files = {}) =>
    agentProblems({ "llm.yaml": text, ...files }, ["secret-in-plain-text"]);
  const field = (place: string, name: string) =>
    `llm.yaml:${place} warning secret-in-plain-text "${name}" holds a secret in plain text. (use {$env: NAME}, and have it replaced if it was ever committed)`;

  it("in a field made for one is found whatever its form", async () => {
    expect(
      await check(
        "general_tools:\n  - { type: check_availability_cal, name: c, event_type_id: 1, cal_api_key: abc }\n",
      ),
    ).toEqual([field("2:77-80", "cal_api_key")]);
    expect(
      await check(llm("    headers: { Authorization: Bearer abc, X-Api-Key: abc, Accept: text/plain }\n")),
    ).toEqual([field("7:38-41", "Authorization"), field("7:54-57", "X-Api-Key")]);
    expect(await check(llm("    query_params: { token: abc, page: '2' }\n"))).toEqual([
      field("7:28-31", "token"),
    ]);
    expect(await check(llm("").replace("https://a.example", "https://a.example/in?token=abc"))).toEqual([
      field("6:37-40", "url"),
    ]);
  });

  it("in the environment is none, nor one that a call brings", async () => {
    const tool =
      '    headers: { Authorization: { $env: TOKEN, template: "Bearer $TOKEN" }, X-Api-Key: "{{key}}" }\n    parameters: { type: object, properties: { headers: { type: object, description: x, properties: { token: { type: string, description: x } } } } }\n';
    expect(await check(llm(tool))).toEqual([]);
  });

  it("of a known issuer is found in any text, through $file too, and each time", async () => {
    const said = (place: string, name: string) =>
      `${place} error secret-in-plain-text "${name}" holds an API key in plain text. (take it out, and have it replaced if it was ever committed)`;
    const prompt = { "p.md": `Use ${key} here.\n${key}\n` };
    expect(
      await check(`general_prompt: { $file: p.md }\ndefault_dynamic_variables: { k: ${key} }\n`, prompt),
    ).toEqual([
      said("llm.yaml:2:33-63", "k"),
      said("p.md:1:5-35", "general_prompt"),
      said("p.md:2:1-31", "general_prompt"),
    ]);
    const block =
      "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\n-----END PRIVATE KEY-----";
    expect(await check(`general_prompt: "${block}"\n`)).toHaveLength(1);
  });

  it.each([
    ["a Stripe key", `sk_${"live"}_4eC39HqLyjWDarjtT1zdp7dc`],
    ["a GitHub token", `gh${"p"}_16C7e42F292c6912E7710c838347Ae178B4a`],
    ["a Slack token", `xox${"b"}-17653672481-19874698323-pdFZKVeTuE8sk7oOcBrzbqgy`],
    ["an AWS key", `AK${"IA"}Q7RZ4TMW2K9XB3PD`],
    ["a Twilio key", `S${"K"}0a1b2c3d4e5f60718293a4b5c6d7e8f9`],
    ["a Google key", `AI${"za"}SyD3k9fQ0x7Lm2Rb8Tn5Vw1Yc4Zg6Hj0KpQ`],
    ["a Cal.com key", `cal_${"live"}_0a1b2c3d4e5f60718293a4b5`],
    ["an API key of the platform", `ke${"y"}_0a1b2c3d4e5f60718293a4b5c6d7`],
    [
      "a signed token",
      `eyJ${"hbGciOiJIUzI1NiJ9"}.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P`,
    ],
  ])("is told by its issuer: %s", async (what, secret) => {
    expect(await check(`begin_message: Use ${secret}.\n`)).toEqual([
      `llm.yaml:1:20-${20 + secret.length} error secret-in-plain-text "begin_message" holds ${what} in plain text. (take it out, and have it replaced if it was ever committed)`,
    ]);
    expect(await check(llm(`    headers: { X-Api-Key: ${secret} }\n`))).toEqual([
      `llm.yaml:7:27-${27 + secret.length} error secret-in-plain-text "X-Api-Key" holds ${what} in plain text. (use {$env: NAME}, and have it replaced if it was ever committed)`,
    ]);
  });

  it("is found outside of values too: in comments, in what is not YAML, in files that nothing uses", async () => {
    const said = (place: string) =>
      `${place} error secret-in-plain-text The file holds an API key in plain text. (take it out, and have it replaced if it was ever committed)`;
    expect(await check(`# ${key}\ngeneral_prompt: Hi.\n`)).toEqual([said("llm.yaml:1:3-33")]);
    expect(await check(`general_prompt: [\n  ${key}: {\n`)).toEqual([said("llm.yaml:2:3-33")]);
    expect(await check("general_prompt: Hi.\n", { ".env": `A=1\nB=${key}\n`, "a.bin": `\0${key}` })).toEqual([
      said(".env:2:3-33"),
    ]);
  });

  it("may be ignored with a reason, in a prompt where the prompt is named", async () => {
    const ignore = "# tagline-ignore secret-in-plain-text: from the maker's own manual";
    expect(await check(`begin_message: Use ${key} ${ignore}\n`)).toEqual([]);
    expect(await check(`general_prompt: { $file: p.md } ${ignore}\n`, { "p.md": key })).toEqual([]);
  });

  it("only has the form of one: words, and ids", async () => {
    const words = "sk-your-api-key-goes-here-please, key_0123456789, AKIAEXAMPLE, sk-11111111111111111111111";
    expect(
      await check(`general_prompt: ${words}\nknowledge_base_ids: [knowledge_base_0123456789abcdef]\n`),
    ).toEqual([]);
  });

  /** Everything that reports are made of. */
  async function reported(files: Record<string, string>): Promise<{ codes: string[]; all: string }> {
    const versions = { newest: null, agentExists: async () => "unknown-version" as const };
    const { problems, sources } = await readConfiguration(
      memoryTree({
        "agents/desk/agent.yaml": "voice_id: x\nresponse_engine: { type: retell-llm }\n",
        ...files,
      }),
      { versions },
    );
    return { codes: problems.map(({ code }) => code), all: JSON.stringify([problems, ...sources]) };
  }

  it("never shows: not in what is said, and blotted out of the lines around it", async () => {
    const { codes, all } = await reported({
      "agents/desk/llm.yaml": `general_prompt: { $file: p.md }\nbegin_message: Hi {{nmae}} ${key}!\n`,
      "agents/desk/p.md": `Use ${key}.\n`,
      "phone-numbers.yaml": `numbers:\n  "+14155550100": { inbound_webhook_url: "https://a.example/in?token=${key}" }\n`,
    });
    expect(codes).toEqual([
      "unset-variable",
      "secret-in-plain-text",
      "secret-in-plain-text",
      "secret-in-plain-text",
    ]);
    expect(all).not.toContain(key);
    const dots = "•".repeat(key.length);
    expect(all).toContain(`Use ${dots}.`);
    expect(all).toContain(`Hi {{nmae}} ${dots}!`);
  });

  it("never shows in a file with a syntax error, nor as a value that is wrong for another reason", async () => {
    for (const text of [
      `general_prompt: [ ${key}\n`,
      `model: ${key}\n`,
      `model_temperature: ${key}\n`,
      `${key}: 1\n`,
      `general_tools: [{ type: ${key}, name: x }]\n`,
      `general_tools: [{ type: transfer_call, name: x, transfer_destination: { type: predefined, number: ${key} } }]\n`,
    ]) {
      const { codes, all } = await reported({ "agents/desk/llm.yaml": text });
      expect([codes.includes("secret-in-plain-text"), all.includes(key)]).toEqual([true, false]);
    }
    const pin =
      "general_tools: [{ type: book_appointment_cal, name: b, event_type_id: 1, cal_api_key: 734511 }]\n";
    const { codes, all } = await reported({ "agents/desk/llm.yaml": pin });
    expect(codes).toEqual(["wrong-type"]);
    expect(all).not.toContain("734511");
  });
});
