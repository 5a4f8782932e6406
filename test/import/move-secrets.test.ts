import { describe, expect, it } from "vitest";
import { secretMover } from "../../src/import/move-secrets.js";
import type { JsonObject } from "../../src/model/json.js";

function move(value: JsonObject, slug = "desk"): { value: JsonObject; names: readonly string[] } {
  const mover = secretMover(slug, new Map());
  const moved = mover.move(value, "llm.yaml");
  return { value: moved, names: mover.moved.map(({ name }) => name) };
}

describe("moving secrets", () => {
  it("uses one name for one secret, and another for another", () => {
    const tools = ["abc", "abc", "def"].map((key) => ({ cal_api_key: key }));
    expect(move({ tools })).toEqual({
      value: {
        tools: [
          { cal_api_key: { $env: "DESK_CAL_API_KEY" } },
          { cal_api_key: { $env: "DESK_CAL_API_KEY" } },
          { cal_api_key: { $env: "DESK_CAL_API_KEY_2" } },
        ],
      },
      names: ["DESK_CAL_API_KEY", "DESK_CAL_API_KEY", "DESK_CAL_API_KEY_2"],
    });
  });

  it("names the tool or server that a header belongs to", () => {
    const mcps = [{ name: "Praxis", url: "https://m.example/?key=k1", headers: { "X-Key": "k2" } }];
    expect(move({ mcps }, "2nd-desk").names).toEqual([
      "AGENT_2ND_DESK_PRAXIS_KEY",
      "AGENT_2ND_DESK_PRAXIS_X_KEY",
    ]);
  });

  it("keeps agents apart whose names run into each other", () => {
    const taken = new Map<string, string>();
    const first = secretMover("a-b", taken);
    const second = secretMover("a", taken);
    first.move({ headers: { token: "one" } }, "llm.yaml");
    second.move({ tools: [{ name: "b", headers: { token: "two" } }] }, "llm.yaml");
    expect([...first.moved, ...second.moved].map(({ name }) => name)).toEqual(["A_B_TOKEN", "A_B_TOKEN_2"]);
  });

  it("leaves alone what is not the platform's own field, not a text, or empty", () => {
    const value = {
      url: "https://h.example/?token=abc",
      default_dynamic_variables: { cal_api_key: "abc" },
      tools: [
        { type: "custom", parameters: { properties: { headers: { Authorization: "Bearer abc" } } } },
        { type: "custom", headers: [], query_params: { key: 1, token: null }, cal_api_key: "" },
        { type: "press_digit", url: "https://h.example/?token=abc" },
      ],
    };
    expect(move(value)).toEqual({ value, names: [] });
  });

  it("moves all of a text whose rest would be misread in a template", () => {
    const value = {
      headers: { Authorization: "Bearer a" },
      webhook_url: "https://h.example/$x?key=k",
    };
    expect(move(value).value).toEqual({
      headers: { Authorization: { $env: "DESK_AUTHORIZATION", template: "Bearer $DESK_AUTHORIZATION" } },
      webhook_url: { $env: "DESK_KEY" },
    });
  });

  it("reads what export wrote for a reference back as that reference, wherever one may stand", () => {
    const value = {
      webhook_url: "https://h.example/<<ORG_1>>",
      tools: [{ cal_api_key: "<<ORG_1>>", headers: { "X-Org": "Org <<ORG_1>>!" } }],
      general_prompt: "<<ORG_1>>",
    };
    expect(move(value).value).toEqual({
      webhook_url: { $env: "ORG_1", template: "https://h.example/$ORG_1" },
      tools: [
        {
          cal_api_key: { $env: "ORG_1" },
          headers: { "X-Org": { $env: "ORG_1", template: "Org $ORG_1!" } },
        },
      ],
      general_prompt: "<<ORG_1>>",
    });
  });
});
