import fc from "fast-check";
import { expect, it } from "vitest";
import { toE164 } from "../../src/config/phone-number.js";
import { isPlainNumber } from "../../src/config/plain-number.js";

it("what is told without the tables is what they say", () => {
  const number = fc.stringMatching(/^\+1[2-9]\d{9}$/);
  fc.assert(
    fc.property(number, (text) => {
      expect([isPlainNumber(text), toE164(text)]).toEqual([true, text]);
    }),
    { numRuns: 2000 },
  );
});

it.each(["+1415555012", "+114155550120", "+10155550120", "14155550120", "+1 415 555 0120", "+4415555012345"])(
  "and of %s they are asked",
  (text) => expect(isPlainNumber(text)).toBe(false),
);
