// @ts-check

/** How the report begins, whatever it says: by this its comment is found again. */
export const marker = "<!-- tagline-review -->";

/** Statuses of an API that this token may not write to: that of a pull request from a fork may only read. */
const refusals = [401, 403, 404];

/**
 * Makes `body`, which begins with the marker, the pull request's one comment of ours: an earlier one is replaced.
 * Rejects when the API cannot be reached or fails.
 *
 * @param {{ api: string, repository: string, pullRequest: number, token: string }} where
 * @param {string} body
 * @returns {Promise<"created" | "updated" | "unchanged" | "refused">}
 */
export async function upsertComment({ api, repository, pullRequest, token }, body) {
  /** @param {string} method @param {string} path @param {object} [json] @returns {Promise<any>} */
  const call = async (method, path, json) => {
    const response = await fetch(`${api}/repos/${repository}/issues/${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (refusals.includes(response.status)) return null;
    if (!response.ok) throw new Error(`${method} of a comment: HTTP ${response.status}`);
    return response.json();
  };

  const found = await findOurs((page) => call("GET", `${pullRequest}/comments?per_page=100&page=${page}`));
  if (found === "refused") return found;
  if (found?.body === body) return "unchanged";
  const written =
    found === null
      ? await call("POST", `${pullRequest}/comments`, { body })
      : await call("PATCH", `comments/${found.id}`, { body });
  if (written === null) return "refused";
  return found === null ? "created" : "updated";
}

/**
 * The first comment with the marker that the workflow's own user wrote. Anyone can write the marker: a comment of
 * someone else's must not become ours, since they could edit it afterwards.
 *
 * @param {(page: number) => Promise<{ id: number, body: string, user: { login: string } | null }[] | null>} list
 */
async function findOurs(list) {
  for (let page = 1; ; page++) {
    const comments = await list(page);
    // To write without having read would make a second comment.
    if (comments === null) return "refused";
    // GitHub may give lines back with CR.
    for (const { id, body, user } of comments)
      if (user?.login === "github-actions[bot]" && body.startsWith(marker))
        return { id, body: body.replaceAll("\r\n", "\n") };
    if (comments.length < 100) return null;
  }
}
