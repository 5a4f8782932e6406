import { expect, it } from "vitest";
import { editNumbers } from "../../src/config/edit-number.js";

const text = `# Lines
numbers:
  "+14155550100": # the desk
    nickname: "Front desk" # shown
    inbound: desk@draft
    allowed_inbound_country_list: [US]
    fallback_number: "+14155550199"
  # kept
  "+14155550101":
`;

it("fields are set, replaced and taken away in place, and comments stay", () => {
  const number = "+14155550100";
  expect(
    editNumbers(text, [
      { kind: "field", number, field: "nickname", value: 'Desk: "A"' },
      { kind: "field", number, field: "allowed_inbound_country_list", value: ["US", "NO"] },
      { kind: "field", number, field: "fallback_number", value: null },
      { kind: "field", number, field: "inbound_webhook_url", value: "https://example.com/a?b=c" },
      { kind: "line", number, direction: "inbound", pins: [{ agent: "desk", version: 3, weight: 1 }] },
    ]),
  ).toBe(`# Lines
numbers:
  "+14155550100": # the desk
    nickname: "Desk: \\"A\\"" # shown
    inbound: desk@v3
    allowed_inbound_country_list: [US, "NO"]
    inbound_webhook_url: https://example.com/a?b=c
  # kept
  "+14155550101":
`);
});

it("numbers are added and removed", () => {
  expect(editNumbers(null, [{ kind: "add", number: "+14155550102" }])).toMatch(
    /numbers:\n {2}"\+14155550102":\n$/,
  );
  expect(editNumbers(text, [{ kind: "remove", number: "+14155550101" }])).toBe(
    text.slice(0, text.indexOf('  "+14155550101"')),
  );
  expect(
    editNumbers(text, [{ kind: "field", number: "+14155550101", field: "nickname", value: "Late" }]),
  ).toBe(`${text}    nickname: Late\n`);
});
