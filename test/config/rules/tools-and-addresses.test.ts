import { describe, expect, it } from "vitest";
import { agentProblems, findings } from "./findings.js";

const tool = (rest: string) => `general_tools:\n  - { type: custom, name: look, ${rest} }\n`;

describe("what a tool takes", () => {
  const codes = ["empty-parameters", "parameter-without-description"];
  const check = (parameters: string) => findings("llm", tool(`parameters: ${parameters}`), codes);

  it("is declared, or left out", () => {
    const empty =
      '2:33 warning empty-parameters Tool "look" declares no parameters, so it is called with nothing. (describe its parameters, or leave the field out)';
    expect(check("{}")).toEqual([empty]);
    expect(check("{ type: object, properties: {} }")).toEqual([empty]);
    expect(check("{ type: object, properties: { day: { type: string, description: The day. } } }")).toEqual(
      [],
    );
    // An empty list is what PHP makes of it: the schema says so.
    expect(check("[]")).toEqual([]);
    expect(findings("llm", tool("url: x"), codes)).toEqual([]);
  });

  it("is described, however deep it is", () => {
    const nested =
      "{ type: object, properties: { day: { type: string }, who: { type: object, description: x, properties: { name: { type: string, description: ' ' } } }, list: { type: array, description: x, items: { properties: { part: { type: string } } } } } }";
    const said = (column: number, name: string) =>
      `2:${column} warning parameter-without-description Tool "look" does not describe its parameter "${name}". (add description: what it is, and in which form)`;
    expect(check(nested)).toEqual([said(75, "day"), said(149, "name"), said(255, "part")]);
    expect(
      check("{ properties: { a: { const: 5 }, b: { $ref: x }, c: { description: { $file: c.md } } } }"),
    ).toEqual([]);
  });
});

describe("an address that the platform calls", () => {
  const codes = ["bad-url", "local-url", "insecure-url", "tunnel-url"];
  const check = (url: string) =>
    findings("llm", tool(`url: ${url}`), codes).map((text) => text.replace(/^2:38 /, ""));

  it.each([
    "https://api.example/v1",
    "'https://{{host}}/v1'",
    "'{{base}}/v1'",
    "{ $env: URL }",
    "{ $env: KEY, template: https://api.example/$KEY }",
    "https://10.example.com",
    "https://ngrok.io.example.com",
    "'https://[2001:db8::1]/v1'",
  ])("may be %s", (url) => {
    expect(findings("llm", tool(`url: ${url}`), codes)).toEqual([]);
  });

  it.each(["api.example/v1", "ftp://api.example", "localhost:3000/v1", "'http://'", "the booking server"])(
    "is whole: not %s",
    (url) => {
      expect(check(url)).toEqual([
        'error bad-url The address of the tool "look" is no web address. (write it in full, beginning with https://)',
      ]);
    },
  );

  it("is there; a webhook may be empty, which is none", () => {
    expect(check("''")).toEqual([
      'error bad-url The address of the tool "look" is empty. (write it in full, beginning with https://)',
    ]);
    const agent = "webhook_url: ''\nresponse_engine: { type: custom-llm, llm_websocket_url: ' ' }\n";
    expect(findings("agent", agent, codes)).toEqual([
      '2:57 error bad-url The address of "llm_websocket_url" is empty. (write it in full, beginning with wss://)',
    ]);
  });

  it.each([
    ["http://localhost:3000/v1", "localhost:3000"],
    ["http://127.0.0.1/v1", "127.0.0.1"],
    ["http://2130706433/v1", "127.0.0.1"],
    ["https://192.168.1.4:8080", "192.168.1.4:8080"],
    ["https://172.16.0.9", "172.16.0.9"],
    ["'http://[::1]:3000'", "[::1]:3000"],
    ["https://office.local/v1", "office.local"],
    ["http://host.docker.internal:3000", "host.docker.internal:3000"],
  ])("is open to the internet: not %s", (url, host) => {
    expect(check(url)).toEqual([
      `error local-url The address of the tool "look" is ${host}, which the platform cannot reach. (use an address that is open to the internet)`,
    ]);
  });

  it("is encrypted", () => {
    expect(check("http://api.example/v1")).toEqual([
      'warning insecure-url The address of the tool "look" begins with http, so what callers say is sent unencrypted. (use https)',
    ]);
  });

  it.each(["ab12.ngrok-free.app", "desk.ngrok.io", "x.trycloudflare.com", "x.loca.lt"])(
    "is a server's: not %s",
    (host) => {
      expect(check(`https://${host}/v1`)).toEqual([
        `warning tunnel-url The address of the tool "look" is the tunnel ${host}, which lasts only as long as a machine at its other end. (use the address of a server)`,
      ]);
    },
  );

  it("is looked at wherever it stands", async () => {
    const agent = `voice_id: x\nwebhook_url: http://hook.example\nresponse_engine: { type: custom-llm, llm_websocket_url: https://llm.example }\n`;
    expect(findings("agent", agent, codes)).toEqual([
      '2:14 warning insecure-url The address of "webhook_url" begins with http, so what callers say is sent unencrypted. (use https)',
      '3:57 error bad-url The address of "llm_websocket_url" is no WebSocket address. (write it in full, beginning with wss://)',
    ]);
    const flow =
      "tools: [{ type: custom, tool_id: t, name: a, url: http://a.example }]\nmcps: [{ name: crm, url: http://crm.example }]\ncomponents: [{ tools: [{ type: custom, name: b, url: http://b.example }], mcps: [{ url: http://c.example }] }]\n";
    expect(findings("flow", flow, codes).map((text) => text.split(" begins")[0])).toEqual([
      '1:51 warning insecure-url The address of the tool "a"',
      '2:26 warning insecure-url The address of the MCP server "crm"',
      '3:54 warning insecure-url The address of the tool "b"',
      "3:89 warning insecure-url The address of an MCP server without name",
    ]);
    const manifest = 'numbers:\n  "+14155550100": { inbound_webhook_url: http://hook.example }\n';
    expect(findings("manifest", manifest, codes)).toHaveLength(1);
    const template = findings("agent", "webhook_url: { $env: T, template: http://hook.example/$T }\n", codes);
    expect(template).toEqual([
      '1:35 warning insecure-url The address of "webhook_url" begins with http, so what callers say is sent unencrypted. (use https)',
    ]);
  });
});

describe("the number of a transfer", () => {
  const sample = (number: string, more = "") =>
    agentProblems(
      {
        "llm.yaml": `general_tools:\n  - type: transfer_call\n    name: t\n    transfer_option: { type: cold_transfer }\n    transfer_destination: { type: predefined, number: ${number} }\n${more}`,
      },
      ["bad-transfer-number", "unquoted-number"],
    );

  it.each(['"+14155550120"', '"{{front_desk}}"', '"sip:desk@pbx.example"'])("may be %s", async (number) => {
    expect(await sample(number)).toEqual([]);
  });

  it("is one that can be called", async () => {
    expect(await sample('"+1 (415) 555-0120"')).toEqual([
      'llm.yaml:5:55-74 error bad-transfer-number Tool "t" transfers to "+1 (415) 555-0120", which is not a phone number in E.164 form. (write "+14155550120")',
    ]);
    expect(await sample("'555-0120'")).toEqual([
      'llm.yaml:5:55-65 error bad-transfer-number Tool "t" transfers to "555-0120", which is not a phone number in E.164 form. (write plus, country code and number, like "+14155550100")',
    ]);
    expect(await sample("+14155550120")).toEqual([
      'llm.yaml:5:55-67 error unquoted-number A phone number without quotes is a number to YAML and loses its plus. (write "+14155550120")',
    ]);
  });

  it("may be an inner one of a private exchange", async () => {
    expect(await sample("'4711'", "    ignore_e164_validation: true\n")).toEqual([]);
  });

  it("is checked in the nodes of a flow", async () => {
    const flow = `start_speaker: agent\nmodel_choice: { type: cascading, model: gpt-4.1 }\nstart_node_id: t\nnodes:\n  - id: t\n    type: transfer_call\n    transfer_option: { type: cold_transfer }\n    transfer_destination: { type: predefined, number: "911" }\n    edge: { id: e, transition_condition: { type: prompt, prompt: Transfer failed }, destination_node_id: t }\n`;
    expect(await agentProblems({ "flow.yaml": flow }, ["bad-transfer-number"])).toHaveLength(1);
  });
});
