/** A text around a secret. `before` and `after` stay readable; both are empty when all of it is secret. */
export interface SecretPart {
  readonly before: string;
  readonly secret: string;
  readonly after: string;
  /** The query parameter that holds it; null elsewhere. */
  readonly parameter: string | null;
}

const secretWords =
  /(?:^|-)(?:auth|authorization|token|secret|password|passwd|pwd|pass|credentials?|cookie|apikey|key|sig|signature|session|jwt|bearer)(?:-|$)/;
/** Headers that carry a word of the above, or a long value, and are no secret. */
const harmlessHeaders =
  /^(?:content-.*|accept.*|user-agent|cache-control|connection|host|origin|referer|date|idempotency-key|x-requested-with|x-request-id)$/;
const scheme = /^((?:Bearer|Basic|Token|ApiKey|Api-Key|Digest)\s+)(\S[\s\S]*)$/i;
const knownPrefix =
  /^(?:(?:sk|pk|rk|key|cal|whsec|ghp|gho|github_pat|xox[abpr]|glpat|SG)[-_.]|AKIA|eyJ)[A-Za-z0-9]/;
/** Addresses whose path is the key to them. */
const webhookHosts =
  /^(https?:\/\/(?:hooks\.slack\.com\/services\/|hooks\.zapier\.com\/hooks\/catch\/|hook\.[a-z0-9.]*make\.com\/|discord(?:app)?\.com\/api\/webhooks\/))([^?#]+)(.*)$/;

/** What of a text is certainly a secret, in UTF-16 units. */
export interface KnownSecret {
  readonly start: number;
  readonly end: number;
  /** `a GitHub token`: for messages. */
  readonly what: string;
}

/** Keys whose form tells who gave them out; each is long enough not to be met by chance. */
const keyShapes: readonly (readonly [what: string, shape: string])[] = [
  ["an API key", "sk-[\\w-]{20,}"],
  ["a Stripe key", "(?:sk|rk)_(?:live|test)_\\w{16,}"],
  ["an ElevenLabs key", "sk_[0-9a-f]{40,}"],
  ["an API key of the platform", "key_[0-9a-f]{20,}"],
  ["a Cal.com key", "cal_(?:live_|test_)?[0-9a-f]{24,}"],
  ["a webhook's secret", "whsec_[\\w+/=]{20,}"],
  ["a GitHub token", "gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\\w{30,}"],
  ["a GitLab token", "glpat-[\\w-]{20,}"],
  ["an npm token", "npm_[A-Za-z0-9]{36}"],
  ["a Slack token", "xox[abeprs]-[A-Za-z0-9-]{20,}|xapp-\\d-[A-Za-z0-9-]{20,}"],
  ["a SendGrid key", "SG\\.[\\w-]{20,}\\.[\\w-]{20,}"],
  ["a Twilio key", "SK[0-9a-f]{32}"],
  ["a Mailgun key", "key-[0-9a-f]{32}"],
  ["an AWS key", "(?:AKIA|ASIA)[A-Z0-9]{16}"],
  ["a Google key", "AIza[\\w-]{35}|GOCSPX-[\\w-]{20,}|ya29\\.[\\w-]{30,}"],
  ["a Hugging Face token", "hf_[A-Za-z0-9]{30,}"],
  ["a Groq key", "gsk_[A-Za-z0-9]{40,}"],
  ["a HubSpot token", "pat-(?:na|eu)\\d-[0-9a-f-]{36}"],
  ["an Airtable token", "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}"],
  ["a Shopify token", "shp(?:at|ca|pa|ss)_[0-9a-f]{32}"],
  ["a signed token", "eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]*"],
];
/** One group for each line of the table, whose number tells which it was. */
const anyKey = new RegExp(`(?<![\\w-])(?:${keyShapes.map(([, shape]) => `(${shape})`).join("|")})`, "g");
/** Without its end, as in a file that breaks off, all that could belong to it. */
const privateKey =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\w+/=:,\s\\]*-----END [A-Z ]*PRIVATE KEY-----|[\w+/=\s\\]*)/g;
/** Random letters have 4 to 6 bits each, words that someone wrote in a key's form less. */
const leastEntropy = 3.2;

/** Where in a text keys of known issuers and private keys stand, in its order. */
export function secretsInText(text: string): readonly KnownSecret[] {
  const found: KnownSecret[] = [];
  for (const { from, to } of longRuns(text))
    for (const match of text.slice(from, to).matchAll(anyKey)) {
      if (!isRandom(match)) continue;
      const start = from + match.index;
      const shape = match.slice(1).findIndex((group) => group !== undefined);
      found.push({ start, end: start + match[0].length, what: keyShapes[shape]?.[0] ?? "" });
    }
  if (!text.includes("PRIVATE KEY-----")) return found;
  for (const match of text.matchAll(privateKey))
    found.push({ start: match.index, end: match.index + match[0].length, what: "a private key" });
  return found.sort((a, b) => a.start - b.start);
}

/** A text with its known secrets blotted out; what is left stays where it is. */
export function withoutSecrets(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of secretsInText(text)) {
    if (start < from) continue;
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\n]/g, "•"));
    from = end;
  }
  return from === 0 ? text : parts.join("") + text.slice(from);
}

const longWord = 20;

/**
 * What can hold a key: runs without blanks around words of 20 characters. Few texts have such a word, and it covers
 * one of every 20th places, so that those are all that needs a look in a long prompt.
 */
function* longRuns(text: string): Iterable<{ readonly from: number; readonly to: number }> {
  for (let at = longWord - 1; at < text.length; at += longWord) {
    let from = at;
    let to = at;
    while (from > 0 && isWord(text.charCodeAt(from - 1))) from--;
    while (to < text.length && isWord(text.charCodeAt(to))) to++;
    if (to - from < longWord) continue;
    while (from > 0 && isInRun(text.charCodeAt(from - 1))) from--;
    while (to < text.length && isInRun(text.charCodeAt(to))) to++;
    yield { from, to };
    at = to;
  }
}

/** A letter, a digit, `_` or `-`. */
function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** The same, or what keys have between their parts: `+`, `.`, `/`, `=`. */
function isInRun(code: number): boolean {
  return isWord(code) || code === 43 || code === 46 || code === 47 || code === 61;
}

/** `sk-your-api-key-goes-here-please` has the form of a key, but no digits and little chance in it. */
function isRandom([word]: readonly string[]): boolean {
  return word !== undefined && /\d/.test(word) && !/example/i.test(word) && entropyOf(word) >= leastEntropy;
}

/** Bits per character, by how often each is used (Shannon). */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}

/** What of a header's value is a secret; null for nothing. */
export function secretOfHeader(name: string, text: string): SecretPart | null {
  if (isHarmlessHeader(name) || isFilledIn(text)) return null;
  const [, before = "", rest = text] = scheme.exec(text) ?? [];
  if (!secretWords.test(dashed(name)) && before === "" && !looksSecret(text)) return null;
  return { before, secret: rest, after: "", parameter: null };
}

/** What of a query parameter's value is a secret; null for nothing. */
export function secretOfParameter(name: string, text: string): SecretPart | null {
  if (isFilledIn(text) || !(secretWords.test(dashed(name)) || looksSecret(text))) return null;
  return { before: "", secret: text, after: "", parameter: null };
}

/** What of a URL is a secret: a password, a query parameter or a part of the path; all of it when several are. */
export function secretOfUrl(url: string): SecretPart | null {
  const parts = [...inUserInfo(url), ...inQuery(url), ...inPath(url)];
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first ?? null;
  return { before: "", secret: url, after: "", parameter: null };
}

/** True for a header whose value is never a secret: `Content-Type`, `User-Agent`. */
export function isHarmlessHeader(name: string): boolean {
  return harmlessHeaders.test(dashed(name));
}

/** True when nothing is left beside the platform's own `{{name}}`, which a call fills in, and its scheme. */
export function isFilledIn(text: string): boolean {
  const rest = text.replace(/\{\{[^{}]*\}\}/g, "").replace(/^(?:Bearer|Basic|Token)\b/i, "");
  return /^(?:|true|false|\d{1,3})$/i.test(rest.trim());
}

/** `apiKey` and `API_KEY` → `api-key`. */
function dashed(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z\d]+/g, "-")
    .toLowerCase();
}

/** Long texts without a meaning to people: mixed letters and digits, hexadecimal, or the prefix of a known issuer. */
function looksSecret(text: string): boolean {
  if (!/^[\w\-.+/=~]{16,}$/.test(text) || isUuid(text)) return false;
  if (knownPrefix.test(text) && /\d/.test(text)) return true;
  if (/^[0-9a-f]{32,}$/i.test(text)) return true;
  // Two groups of digits: `getAvailability2024ForClinics` has one.
  return (
    text.length >= 20 &&
    /\d\D+\d/.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    !text.includes(".")
  );
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function inUserInfo(url: string): SecretPart[] {
  const match = /^([a-z][a-z\d+.-]*:\/\/(?:[^/?#@:]*:)?)([^/?#@]+)(@.*)$/is.exec(url);
  if (match === null) return [];
  const [, before = "", secret = "", after = ""] = match;
  return isFilledIn(secret) ? [] : [{ before, secret, after, parameter: null }];
}

function inQuery(url: string): SecretPart[] {
  const start = url.indexOf("?") + 1;
  if (start === 0) return [];
  const end = url.indexOf("#", start) < 0 ? url.length : url.indexOf("#", start);
  const found: SecretPart[] = [];
  let at = start;
  for (const pair of url.slice(start, end).split("&")) {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals);
    const secret = pair.slice(equals + 1);
    if (equals > 0 && secretOfParameter(name, secret) !== null) {
      const from = at + equals + 1;
      const after = url.slice(from + secret.length);
      found.push({ before: url.slice(0, from), secret, after, parameter: name });
    }
    at += pair.length + 1;
  }
  return found;
}

function inPath(url: string): SecretPart[] {
  const hook = webhookHosts.exec(url);
  if (hook !== null) {
    const [, before = "", secret = "", after = ""] = hook;
    return [{ before, secret, after, parameter: null }];
  }
  const match = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*\/)([^?#]*)/i.exec(url);
  if (match === null) return [];
  let at = match[1]?.length ?? 0;
  const found: SecretPart[] = [];
  for (const segment of (match[2] ?? "").split("/")) {
    if (looksSecret(segment)) {
      const after = url.slice(at + segment.length);
      found.push({ before: url.slice(0, at), secret: segment, after, parameter: null });
    }
    at += segment.length + 1;
  }
  return found;
}
