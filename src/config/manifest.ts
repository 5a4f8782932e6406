import { isSlug } from "../model/agent.js";
import { isJsonObject, type JsonObject, type JsonPath, type JsonValue } from "../model/json.js";
import { type Direction, directions, type Manifest, type NumberEntry } from "../model/manifest.js";
import { formatPin, type Pin, parsePin, type WeightedPin, weightTolerance } from "../model/pin.js";
import type { Names } from "./asked.js";
import { didYouMean } from "./did-you-mean.js";
import { type Finding, FindingList } from "./finding.js";
import type { VersionLookup } from "./version-lookup.js";

/** What the manifest is checked against: the agents of its own tree, and the versions. */
export interface ManifestContext {
  readonly slugs: Names;
  readonly versions: VersionLookup;
}

/**
 * Reads phone-numbers.yaml's value. Numbers, pins and weights are checked here; types of fields are the
 * schema's business. Whatever can be read is in the manifest, problems or not.
 */
export async function checkManifest(
  value: JsonObject,
  context: ManifestContext,
): Promise<{ manifest: Manifest; findings: readonly Finding[] }> {
  const findings = new FindingList<Finding>();
  const numbers = new Map<string, NumberEntry>();
  const listed = isJsonObject(value.numbers) ? value.numbers : {};
  const phone = Object.keys(listed).length === 0 ? null : await import("./phone-number.js");
  const spellings = new Map<string, string>();
  for (const [key, raw] of Object.entries(listed)) {
    const path = ["numbers", key];
    const number = phone?.toE164(key) ?? null;
    const say = sayer(findings, path, "key");
    if (number !== key)
      say("error", "number-not-e164", `"${key}" is not a phone number in E.164 form.`, e164Hint(key, number));
    const first = number === null ? undefined : spellings.get(number);
    if (number !== null && first !== undefined)
      say("error", "duplicate-number", `"${key}" is the same number as "${first}".`, "join the two entries");
    if (number !== null && first === undefined) spellings.set(number, key);
    const entry = await readEntry(number ?? key, isJsonObject(raw) ? raw : {}, path, context, findings);
    checkSettings(entry, path, phone, findings);
    if (!numbers.has(entry.number)) numbers.set(entry.number, entry);
  }
  return { manifest: { numbers }, findings: findings.found };
}

/** Only a number that has its plus tells its country: without one, guessing may name a stranger's number. */
function e164Hint(written: string, number: string | null): string {
  if (number !== null && written.startsWith("+")) return `write "${number}"`;
  return 'write plus, country code and number, like "+14155550100"';
}

async function readEntry(
  number: string,
  raw: JsonObject,
  path: JsonPath,
  context: ManifestContext,
  findings: FindingList<Finding>,
): Promise<NumberEntry> {
  const lines: Partial<Record<Direction, readonly WeightedPin[]>> = {};
  for (const direction of directions) {
    const line = raw[direction];
    if (line === undefined || line === null) continue;
    const pins = readLine(line, [...path, direction], findings);
    for (const { pin, at } of pins) await checkPin(pin, at, context, findings);
    if (pins.length > 0) lines[direction] = pins.map(({ pin }) => pin);
  }
  const settings = Object.entries(raw).filter(
    ([key]) => key !== "nickname" && !directions.some((direction) => direction === key),
  );
  const nickname = typeof raw.nickname === "string" ? raw.nickname : null;
  return { number, nickname, lines, settings: Object.fromEntries(settings) };
}

interface PlacedPin {
  readonly pin: WeightedPin;
  readonly at: JsonPath;
}

function readLine(line: JsonValue, path: JsonPath, findings: FindingList<Finding>): PlacedPin[] {
  if (!Array.isArray(line)) {
    const pin = readPin(line, path, findings);
    return pin === null ? [] : [{ pin: { ...pin, weight: 1 }, at: path }];
  }
  const pins: PlacedPin[] = [];
  const seen = new Set<string>();
  let total = 0;
  let isSummable = line.length > 0;
  for (const [i, item] of line.entries()) {
    const at = [...path, i, "pin"];
    const pin = isJsonObject(item) ? readPin(item.pin ?? null, at, findings) : null;
    const weight = isJsonObject(item) && typeof item.weight === "number" ? item.weight : 0;
    if (!(weight > 0 && weight <= 1)) {
      isSummable = false;
      // A weight that is missing or no number is the schema's to name.
      if (isJsonObject(item) && typeof item.weight === "number")
        sayer(findings, [...path, i, "weight"], "value")(
          "error",
          "bad-weight",
          `The weight ${weight} is not above 0 and at most 1.`,
          "weight: 0.5",
        );
    }
    total += weight;
    if (pin === null) continue;
    if (seen.has(formatPin(pin)))
      sayer(findings, at, "value")(
        "error",
        "duplicate-pin",
        `${formatPin(pin)} stands twice in this line.`,
        "add the two weights up",
      );
    seen.add(formatPin(pin));
    pins.push({ pin: { ...pin, weight }, at });
  }
  if (isSummable && Math.abs(total - 1) > weightTolerance)
    sayer(findings, path, "key")(
      "error",
      "weights-sum",
      `The weights sum to ${Number(total.toFixed(6))}, not to 1.`,
      "change one of them",
    );
  return pins;
}

function readPin(value: JsonValue, path: JsonPath, findings: FindingList<Finding>): Pin | null {
  if (typeof value !== "string") return null; // The schema names the wrong type.
  const pin = parsePin(value);
  if (pin === null) {
    const hint =
      value.includes("@") || !isSlug(value)
        ? "write it like receptionist@v3 or receptionist@draft"
        : `write "${value}@draft" or "${value}@v<number>"`;
    sayer(findings, path, "value")("error", "bad-pin", `"${value}" is not a pin.`, hint);
  }
  return pin;
}

async function checkPin(
  pin: Pin,
  path: JsonPath,
  context: ManifestContext,
  findings: FindingList<Finding>,
): Promise<void> {
  const say = sayer(findings, path, "value");
  const { slugs, versions } = context;
  if (pin.version === null) {
    if (!slugs.has(pin.agent))
      say(
        "error",
        "unknown-agent",
        `There is no agent "${pin.agent}" in the draft.`,
        didYouMean(pin.agent, slugs).hint ?? "pin an agent that is in agents/",
      );
    return;
  }
  const exists = await versions.agentExists(pin.version, pin.agent);
  if (exists === "unknown-version")
    say(
      "error",
      "unknown-version",
      `There is no version v${pin.version} here.`,
      versions.newest === null
        ? "nothing is deployed, or tags are not fetched: git fetch --tags"
        : `the newest here is v${versions.newest}; if it exists elsewhere: git fetch --tags`,
    );
  else if (exists === "no-such-agent")
    say(
      "error",
      "agent-not-in-version",
      `The agent "${pin.agent}" is not in v${pin.version}.`,
      slugs.has(pin.agent)
        ? "pin a version that has it: tagline history"
        : (didYouMean(pin.agent, slugs).hint ?? "tagline history"),
    );
  else if (!slugs.has(pin.agent))
    say(
      "warning",
      "agent-gone-from-draft",
      `${formatPin(pin)} still answers, but the draft no longer has "${pin.agent}".`,
      "attach another agent before it is forgotten",
    );
}

function checkSettings(
  entry: NumberEntry,
  path: JsonPath,
  phone: typeof import("./phone-number.js") | null,
  findings: FindingList<Finding>,
): void {
  const fallback = entry.settings.fallback_number;
  if (typeof fallback === "number")
    sayer(findings, [...path, "fallback_number"], "value")(
      "error",
      "unquoted-number",
      "A phone number without quotes is a number to YAML and loses its plus.",
      `write "+${fallback}"`,
    );
  if (typeof fallback === "string") {
    const say = sayer(findings, [...path, "fallback_number"], "value");
    const number = phone?.toE164(fallback) ?? null;
    if (number !== fallback)
      say(
        "error",
        "number-not-e164",
        `"${fallback}" is not a phone number in E.164 form.`,
        e164Hint(fallback, number),
      );
    if (number === entry.number)
      say("error", "fallback-to-itself", `${entry.number} falls back to itself.`, "name another number");
  }
  for (const field of ["allowed_inbound_country_list", "allowed_outbound_country_list"]) {
    const countries = entry.settings[field];
    if (!Array.isArray(countries)) continue;
    for (const [i, country] of countries.entries())
      if (typeof country === "string" && phone !== null && !phone.isCountry(country))
        sayer(findings, [...path, field, i], "value")(
          "error",
          "unknown-country",
          `"${country}" is not a country's two-letter code.`,
          countryHint(country, phone),
        );
  }
}

function countryHint(country: string, phone: typeof import("./phone-number.js")): string {
  const code = country.toUpperCase() === "UK" ? "GB" : country.toUpperCase();
  return phone.isCountry(code) ? `write ${code}` : "use an ISO 3166 code such as US";
}

function sayer(findings: FindingList<Finding>, path: JsonPath, at: Finding["at"]) {
  return (severity: Finding["severity"], code: string, message: string, hint: string): void => {
    findings.add({ severity, code, path, at, message, hint });
  };
}
