import { describe, expect, it } from "vitest";
import {
  type SecretPart,
  secretOfHeader,
  secretOfParameter,
  secretOfUrl,
} from "../../src/model/secret-text.js";

/** The text with the secret shown as `[…]`, or null. */
const shown = (part: SecretPart | null): string | null =>
  part === null ? null : `${part.before}[${part.secret}]${part.after}`;

const token = "aB3dE5gH7jK9mN1pQ3sT";
const hex = "0123456789abcdef0123456789abcdef";
const uuid = "123e4567-e89b-12d3-a456-426614174000";

describe("what of a header is a secret", () => {
  it.each([
    ["Authorization", "Bearer abc", "Bearer [abc]"],
    ["authorization", "Basic dXNlcjpwdw==", "Basic [dXNlcjpwdw==]"],
    ["Authorization", "abc", "[abc]"],
    ["X-API-Key", "abc", "[abc]"],
    ["apiKey", "abc", "[abc]"],
    ["x_auth_token", "abc", "[abc]"],
    ["Cookie", "sid=1a", "[sid=1a]"],
    ["X-Custom", "Bearer abc", "Bearer [abc]"],
    ["X-Custom", token, `[${token}]`],
    ["X-Custom", hex, `[${hex}]`],
    ["X-Custom", "sk-abcdefghijklmn0", "[sk-abcdefghijklmn0]"],
    ["X-Org", "Bearer key-{{org}}", "Bearer [key-{{org}}]"],
    ["Content-Type", "application/json", null],
    ["Accept-Language", token, null],
    ["User-Agent", `Mozilla/5.0 ${token}`, null],
    ["X-Source", "retell-agent-production-v2-eu", null],
    ["X-Author", "abc", null],
    ["X-Tenant", uuid, null],
    ["Authorization", "Bearer {{token}}", null],
    ["Authorization", "", null],
    ["X-Auth-Required", "true", null],
  ])("%s: %s", (name, text, expected) => {
    expect(shown(secretOfHeader(name, text))).toBe(expected);
  });
});

describe("what of a query parameter is a secret", () => {
  it.each([
    ["token", "abc", "[abc]"],
    ["access_token", "abc", "[abc]"],
    ["code", token, `[${token}]`],
    ["page", "2", null],
    ["key", "{{key}}", null],
    ["keyword", "dental", null],
  ])("%s=%s", (name, text, expected) => {
    expect(shown(secretOfParameter(name, text))).toBe(expected);
  });
});

describe("what of a URL is a secret", () => {
  it.each([
    ["https://h.example/in?a=1&token=abc#x", "https://h.example/in?a=1&token=[abc]#x"],
    ["https://h.example/in?token=abc&sig=def", "[https://h.example/in?token=abc&sig=def]"],
    ["https://user:pw@h.example/in", "https://user:[pw]@h.example/in"],
    [`wss://h.example/llm/${token}/x?a=1`, `wss://h.example/llm/[${token}]/x?a=1`],
    ["https://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com/services/[T0/B0/x]"],
    ["https://hook.eu1.make.com/abc123", "https://hook.eu1.make.com/[abc123]"],
    [`https://n8n.example/webhook/${uuid}`, null],
    ["https://api.example/getAvailability2024ForClinics?date=2026-01-02", null],
    ["https://api.example/calls/{{call_id}}?token={{token}}", null],
    ["not a url", null],
    ["", null],
  ])("%s", (url, expected) => {
    expect(shown(secretOfUrl(url))).toBe(expected);
  });
});
