// @ts-check

/**
 * The command line of a deploy. Title and numbers are what people typed, so each stays one word behind its `=`.
 *
 * @param {string} title may be a commit's whole message
 * @param {string} numbers apart by spaces, commas or lines
 * @returns {string[]}
 */
export function deployArguments(title, numbers) {
  const line = titleLine(title);
  return [
    "deploy",
    "--push",
    "--yes",
    "--json",
    ...(line === "" ? [] : [`--title=${line}`]),
    ...numbers.split(/[\s,]+/).flatMap((number) => (number === "" ? [] : [`--attach=${number}`])),
  ];
}

/**
 * The first line; of the merge of a pull request, whose first line names only a branch, the line that GitHub puts
 * below it: the pull request's title.
 *
 * @param {string} text
 */
function titleLine(text) {
  const [first = "", ...rest] = text.split(/\r?\n/).map((line) => line.trim());
  const merged = /^Merge pull request (#\d+) from /.exec(first);
  const title = rest.find((line) => line !== "");
  return merged === null || title === undefined ? first : `${title} (${merged[1]})`;
}
