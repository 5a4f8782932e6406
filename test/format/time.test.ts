import { expect, it } from "vitest";
import { isoTime, relativeTime } from "../../src/format/time.js";

const now = Date.UTC(2026, 0, 31, 12);
const day = 86_400;

it.each([
  [0, "just now"],
  [59, "just now"],
  [-30, "just now"],
  [60, "1 minute ago"],
  [3599, "59 minutes ago"],
  [3600, "1 hour ago"],
  [day, "1 day ago"],
  [6 * day, "6 days ago"],
  [7 * day, "1 week ago"],
  [30 * day, "1 month ago"],
  [364 * day, "12 months ago"],
  [800 * day, "2 years ago"],
  [-2 * 3600, "in 2 hours"],
])("%d seconds before now is %s", (seconds, text) => {
  expect(relativeTime(now / 1000 - seconds, now)).toBe(text);
});

it.each([
  [0, "2026-01-31T12:00:00+00:00"],
  [60, "2026-01-31T13:00:00+01:00"],
  [-210, "2026-01-31T08:30:00-03:30"],
  [765, "2026-02-01T00:45:00+12:45"],
])("an offset of %d minutes is written as it was recorded", (offset, text) => {
  expect(isoTime(now / 1000, offset)).toBe(text);
});
