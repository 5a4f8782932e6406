const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** Made when it is needed: most commands say no such time. */
let relative: Intl.RelativeTimeFormat | null = null;

/** `3 hours ago`: how long before `now` (milliseconds) a moment (seconds) was. */
export function relativeTime(timestamp: number, now: number): string {
  const seconds = Math.round(now / 1000) - timestamp;
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  if (unit === undefined) return "just now";
  relative ??= new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return relative.format(-Math.trunc(seconds / unit[1]), unit[0]);
}

/** ISO 8601 with the offset that was recorded: `2026-01-31T12:00:00+01:00`. */
export function isoTime(timestamp: number, timezoneOffset: number): string {
  const local = new Date((timestamp + timezoneOffset * 60) * 1000).toISOString().slice(0, 19);
  const offset = offsets.get(timezoneOffset) ?? formatOffset(timezoneOffset);
  offsets.set(timezoneOffset, offset);
  return local + offset;
}

/** Of ten thousand times most are of one zone. */
const offsets = new Map<number, string>();

function formatOffset(timezoneOffset: number): string {
  const minutes = Math.abs(timezoneOffset);
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${timezoneOffset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** `3h`, `5d`, `7mo`: how long ago, in at most five columns. */
export function briefAge(timestamp: number, now: number): string {
  const seconds = Math.max(0, Math.round(now / 1000) - timestamp);
  const unit = units.find(([, size]) => seconds >= size);
  if (unit === undefined) return "now";
  const [name, size] = unit;
  return `${Math.trunc(seconds / size)}${name === "month" ? "mo" : name.charAt(0)}`;
}
