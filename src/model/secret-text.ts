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
