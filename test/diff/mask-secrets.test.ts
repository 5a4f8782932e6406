import { describe, expect, it } from "vitest";
import { secretMask } from "../../src/diff/mask-secrets.js";
import type { JsonObject } from "../../src/model/json.js";

describe("a plain value in a field that can hold a secret is hidden", () => {
  it.each<[string, JsonObject]>([
    ["a Cal.com key", { tools: [{ type: "check_availability_cal", cal_api_key: "plain" }] }],
    ["a SIP password", { sip: { auth_username: "plain", auth_password: "plain" } }],
    ["a header", { tools: [{ headers: { "X-Practice": "plain" } }], mcps: [{ headers: { Any: "plain" } }] }],
    ["a query parameter", { tools: [{ query_params: { tenant: "plain" } }] }],
    ["a webhook with a query", { webhook_url: "https://a.example/in?tenant=plain" }],
    ["a password in a URL", { tools: [{ type: "custom", url: "https://me:plain@a.example/" }] }],
    ["the address of an MCP server", { mcps: [{ url: "https://a.example/?plain" }] }],
    ["a number's webhook", { "+14155550100": { inbound_webhook_url: "https://a.example/#plain" } }],
  ])("%s", (_, value) => {
    const masked = JSON.stringify(secretMask()({ llm: value }));
    expect(masked).not.toContain("plain");
    expect(masked).toContain('{"$secret":1}');
  });
});

it("what is no secret stays: names of the environment, what a call fills in, harmless headers and plain URLs", () => {
  const value: JsonObject = {
    llm: {
      webhook_url: "https://a.example/calls",
      tools: [
        {
          type: "custom",
          url: "https://a.example/v1/{{patient}}",
          headers: {
            Authorization: { $env: "T", template: "Bearer $T" },
            "Content-Type": "application/json",
          },
          query_params: { id: "{{id}}" },
          parameters: {
            properties: { headers: { type: "string", description: "The name headers is the user's own." } },
          },
        },
      ],
      default_dynamic_variables: { cal_api_key: "not that field" },
    },
  };
  expect(secretMask()(value)).toEqual(value);
});

it("equal secrets have equal numbers within one comparison, so that a changed one is seen", () => {
  const mask = secretMask();
  const key = (text: string) => ({ llm: { cal_api_key: text } });
  expect(mask(key("one"))).toEqual({ llm: { cal_api_key: { $secret: 1 } } });
  expect(mask(key("two"))).toEqual({ llm: { cal_api_key: { $secret: 2 } } });
  expect(mask(key("one"))).toEqual({ llm: { cal_api_key: { $secret: 1 } } });
});
