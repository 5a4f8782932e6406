// @ts-check
import {
  ajvCli,
  ajvHelp,
  browse,
  browseKeys,
  cold,
  git,
  gitChain,
  nextTag,
  ownProgram,
  sourcemeta,
  spawnedGit,
  tagline,
  takenBack,
  tig,
  withAnEdit,
} from "./commands.mjs";

/**
 * One line of the bench. To add one: an entry here; `test/bench.test.ts` runs it.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} what
 * @property {Place} place
 * @property {import("./commands.mjs").Make} command
 * @property {Target | null} target null where nothing was promised and the number is for orientation
 * @property {number} [memoryMb] the most memory that it may hold
 * @property {readonly Reference[]} references
 *
 * @typedef {"one" | "full" | "full, loose refs" | "beside ballast" | "without ballast"} Place
 *
 * @typedef {object} Target
 * @property {number} times so many times what it is measured against, at most
 * @property {string} of "node", the name of one of the row's references, or "ms" for milliseconds of its own
 *
 * @typedef {object} Reference
 * @property {string} name
 * @property {import("./commands.mjs").Make} command
 * @property {Place} [place] the row's own unless told
 * @property {boolean} [isPeer] another program of its kind, which `--no-peers` leaves out
 */

/** What one version says, as `history` needs it. */
const tagFormat = "--format=%(refname) %(objectname) %(*objectname) %(taggername) %(taggerdate) %(contents)";
const listTags = (/** @type {number | null} */ count) => [
  "for-each-ref",
  "--sort=-version:refname",
  ...(count === null ? [] : [`--count=${count}`]),
  tagFormat,
  "refs/tags",
];
const deploy = ["deploy", "--yes", "--no-push"];
const publish = (/** @type {string} */ tag) => [
  ["add", "agents"],
  ["commit", "-q", "-m", `Deploy ${tag}`],
  ["tag", "-a", "-m", tag, tag],
];
const yaml = { name: "yaml", command: ownProgram("parse-yaml") };
const schemaPeers = [
  { name: "@sourcemeta/jsonschema", command: sourcemeta, isPeer: true },
  { name: "ajv-cli", command: ajvCli, isPeer: true },
];
/** @type {(count: number | null) => Reference[]} */
const listings = (count) => [
  { name: "git for-each-ref", command: git(...listTags(count)) },
  { name: "the same, from Node", command: spawnedGit(listTags(count)) },
];
/** @type {Reference[]} */
const publishings = [
  {
    name: "git add, commit, tag",
    command: takenBack(withAnEdit((work) => gitChain(...publish(nextTag(work)))(work))),
  },
  {
    name: "the same, from Node",
    command: takenBack(withAnEdit((work) => spawnedGit(...publish(nextTag(work)))(work))),
  },
];

/** @type {readonly Row[]} */
export const rows = [
  {
    name: "version",
    what: "`--version`",
    place: "one",
    command: tagline("--version"),
    target: { times: 1.2, of: "node" },
    references: [{ name: "git --version", command: git("--version") }],
  },
  {
    name: "help",
    what: "`--help`",
    place: "one",
    command: tagline("--help"),
    target: { times: 1.2, of: "node" },
    references: [{ name: "ajv-cli help", command: ajvHelp, isPeer: true }],
  },
  {
    name: "validate-one",
    what: "`validate`, one agent",
    place: "one",
    command: cold(tagline("validate")),
    target: { times: 1.75, of: "node" },
    references: [yaml, ...schemaPeers],
  },
  {
    name: "validate-cold",
    what: "`validate`, never run before",
    place: "full",
    command: cold(tagline("validate")),
    target: { times: 1.5, of: "yaml" },
    memoryMb: 250,
    references: [yaml, ...schemaPeers],
  },
  {
    name: "validate-warm",
    what: "`validate`, nothing changed since",
    place: "full",
    command: tagline("validate"),
    target: { times: 3, of: "node" },
    memoryMb: 250,
    references: [
      { name: "reading the files", command: ownProgram("read-files") },
      { name: "git status", command: git("status", "--porcelain") },
    ],
  },
  {
    name: "validate-edit",
    what: "`validate`, one file changed since",
    place: "full",
    command: withAnEdit(tagline("validate")),
    target: { times: 3, of: "node" },
    memoryMb: 250,
    references: [{ name: "git status", command: withAnEdit(git("status", "--porcelain")) }],
  },
  {
    name: "history-50",
    what: "`history -n 50 --json`",
    place: "full",
    command: tagline("history", "-n", "50", "--json"),
    target: { times: 2.5, of: "node" },
    memoryMb: 250,
    references: [...listings(50), { name: "tig, first screen", command: tig, isPeer: true }],
  },
  {
    name: "history-50-loose",
    what: "`history -n 50 --json`",
    place: "full, loose refs",
    command: tagline("history", "-n", "50", "--json"),
    target: null,
    memoryMb: 250,
    references: listings(50),
  },
  {
    name: "history-all",
    what: "`history --json`, all versions",
    place: "full",
    command: tagline("history", "--json"),
    target: { times: 5, of: "node" },
    memoryMb: 250,
    references: listings(null),
  },
  {
    name: "history-all-loose",
    what: "`history --json`, all versions",
    place: "full, loose refs",
    command: tagline("history", "--json"),
    target: null,
    memoryMb: 250,
    references: listings(null),
  },
  {
    name: "deploy",
    what: "`deploy` of one changed agent",
    place: "full",
    command: takenBack(withAnEdit(tagline(...deploy))),
    target: { times: 4, of: "node" },
    memoryMb: 250,
    references: publishings,
  },
  {
    name: "deploy-cold",
    what: "`deploy` of one changed agent, the first command in a clone",
    place: "full",
    command: takenBack(withAnEdit(cold(tagline(...deploy)))),
    target: null,
    memoryMb: 250,
    references: publishings,
  },
  {
    name: "deploy-loose",
    what: "`deploy` of one changed agent",
    place: "full, loose refs",
    command: takenBack(withAnEdit(tagline(...deploy))),
    target: null,
    memoryMb: 250,
    references: publishings,
  },
  {
    name: "status",
    what: "`status`",
    place: "full",
    command: tagline("status"),
    target: null,
    memoryMb: 250,
    references: [{ name: "git status", command: git("status") }],
  },
  {
    name: "diff",
    what: "`diff v0 v1`",
    place: "full",
    command: tagline("diff", "v0", "v1"),
    target: null,
    references: [{ name: "git diff", command: git("diff", "v0", "v1") }],
  },
  {
    name: "verify",
    what: "`verify`",
    place: "full",
    command: tagline("verify"),
    target: null,
    references: [{ name: "git for-each-ref", command: git(...listTags(null)) }],
  },
  {
    name: "browse",
    what: "`browse`, first screen",
    place: "full",
    command: browse,
    target: { times: 5, of: "node" },
    references: [{ name: "tig, first screen", command: tig, isPeer: true }],
  },
  {
    name: "browse-key",
    what: "`browse`, from a key to its frame",
    place: "full",
    command: browseKeys,
    target: { times: 16, of: "ms" },
    references: [],
  },
  ballast("status", ["status"]),
  ballast("validate", ["validate"]),
  ballast("history", ["history", "-n", "50", "--json"]),
  ballast("deploy", ["deploy", "--dry-run", "--no-push"]),
];

/**
 * A command in a repository that holds a large pack of other data, against the same where it does not.
 *
 * @param {string} name
 * @param {string[]} words
 * @returns {Row}
 */
function ballast(name, words) {
  const without = "without the ballast";
  const command = words[0] === "deploy" ? withAnEdit(tagline(...words)) : tagline(...words);
  return {
    name: `ballast-${name}`,
    what: `\`${words.filter((word) => word !== "--no-push").join(" ")}\``,
    place: "beside ballast",
    command,
    target: { times: 1.1, of: without },
    memoryMb: 250,
    references: [{ name: without, command, place: "without ballast" }],
  };
}
