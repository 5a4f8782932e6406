import { expect, it } from "vitest";
import { marker, upsertComment } from "../../.github/actions/review/upsert-comment.mjs";
import { type Comment, commentServer } from "../e2e/github-runner.js";

const ours = "github-actions[bot]";
const body = (text: string): string => `${marker}\n${text}\n`;
const where = (api: string) => ({ api, repository: "acme/voice", pullRequest: 7, token: "the-token" });
const others = (count: number): Comment[] =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, body: "Nice", user: { login: "someone" } }));

it("is created, then replaced, and left alone when it says the same", async () => {
  const comments = others(1);
  const { api, requests } = await commentServer(comments);
  expect(await upsertComment(where(api), body("first"))).toBe("created");
  expect(await upsertComment(where(api), body("second"))).toBe("updated");
  expect(await upsertComment(where(api), body("second"))).toBe("unchanged");
  expect(comments).toEqual([...others(1), { id: 2, body: body("second"), user: { login: ours } }]);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([
    "POST /repos/acme/voice/issues/7/comments",
    "PATCH /repos/acme/voice/issues/comments/2",
  ]);
});

it("is found behind two hundred comments", async () => {
  const comments = [...others(200), { id: 201, body: body("first"), user: { login: ours } }];
  const { api, requests } = await commentServer(comments);
  expect(await upsertComment(where(api), body("second"))).toBe("updated");
  expect(requests.map((request) => request.replace(/.*page=/, ""))).toEqual(["1", "2", "3", requests.at(-1)]);
});

it("is no comment of someone else's that begins like it, and none that quotes it", async () => {
  const comments = [
    { id: 1, body: body("✅ trust me"), user: { login: "someone" } },
    { id: 2, body: `> ${marker}`, user: { login: ours } },
  ];
  const { api } = await commentServer(comments);
  expect(await upsertComment(where(api), body("first"))).toBe("created");
  expect(comments.map((comment) => comment.body)).toEqual([
    body("✅ trust me"),
    `> ${marker}`,
    body("first"),
  ]);
});

it("is refused to a token that may only read, and one that may not even do that", async () => {
  expect(await upsertComment(where((await commentServer([], { readOnly: true })).api), body("x"))).toBe(
    "refused",
  );
  const { api, requests } = await commentServer([], { status: 404 });
  expect(await upsertComment(where(api), body("x"))).toBe("refused");
  expect(requests).toHaveLength(1);
});

it("fails where the API fails, before it writes a second one", async () => {
  const { api, requests } = await commentServer([], { status: 502 });
  await expect(upsertComment(where(api), body("x"))).rejects.toThrow("GET of a comment: HTTP 502");
  expect(requests).toHaveLength(1);
});
