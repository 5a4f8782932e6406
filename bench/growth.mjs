// @ts-check
import { cold, tagline, takenBack, withAnEdit } from "./commands.mjs";
import { measure } from "./measure.mjs";

/**
 * What a command costs in ever larger repositories.
 *
 * @typedef {object} Series
 * @property {string} what
 * @property {"agents" | "versions"} by
 * @property {import("./commands.mjs").Make} command
 *
 * @typedef {object} Growth
 * @property {string} what
 * @property {"agents" | "versions"} by
 * @property {Step[]} steps
 *
 * @typedef {object} Step
 * @property {number} size
 * @property {number} ms
 * @property {number} aboveFloor milliseconds above `--version`
 * @property {number | null} perTenfold how many times the cost above the floor of the step before it
 * @property {boolean} isWorseThanLinear
 */

const history = ["history", "--json"];
const deploy = takenBack(withAnEdit(tagline("deploy", "--yes", "--no-push")));

/** @type {readonly Series[]} */
const series = [
  { what: "`validate`, never run before", by: "agents", command: cold(tagline("validate")) },
  { what: "`status`", by: "agents", command: tagline("status") },
  { what: "`deploy` of one changed agent", by: "agents", command: deploy },
  { what: "`history -n 50 --json`", by: "versions", command: tagline(...history, "-n", "50") },
  { what: "`history --json`", by: "versions", command: tagline(...history) },
  { what: "`status`", by: "versions", command: tagline("status") },
  { what: "`deploy` of one changed agent", by: "versions", command: deploy },
];

/** Agents where versions grow, and versions where agents do. */
const fixed = { agents: 10, versions: 100 };
const sizes = { agents: [10, 100, 1000], versions: [100, 1000, 10_000] };

/** Less than this many milliseconds is what two runs of the same differ by. */
const noise = 5;
/** How far from linear counts: ten times the work for ten times the size, and what measuring adds. */
const tolerance = 1.2;

/**
 * @param {ReturnType<typeof import("./inputs.mjs").inputsIn>} inputs
 * @param {{runs: number, promptWords: number}} options
 * @returns {Promise<Growth[]>}
 */
export async function measureGrowth(inputs, { runs, promptWords }) {
  const grown = [];
  for (const { what, by, command } of series) {
    console.error(`bench: growth of ${what} by ${by}`);
    const contenders = [];
    for (const size of sizes[by]) {
      const work = await inputs.repository({ ...fixed, [by]: size, promptWords, ballastMb: 0 });
      if (contenders.length === 0) contenders.push({ name: "floor", command: tagline("--version")(work) });
      const made = command(work);
      if (made !== null) contenders.push({ name: String(size), command: made });
    }
    const [floor, ...measured] = await measure(contenders, { runs, withMemory: false });
    const points = measured.map(({ name, ms }) => ({ size: Number(name), ms: ms.median }));
    grown.push({ what, by, steps: stepsOf(points, floor?.ms.median ?? 0) });
  }
  return grown;
}

/**
 * @param {readonly {size: number, ms: number}[]} points by rising size
 * @param {number} floor milliseconds that the command takes for nothing
 * @returns {Step[]}
 */
export function stepsOf(points, floor) {
  return points.map(({ size, ms }, at) => {
    const aboveFloor = Math.max(ms - floor, 0);
    const before = points[at - 1];
    if (before === undefined) return { size, ms, aboveFloor, perTenfold: null, isWorseThanLinear: false };
    const growth = aboveFloor / Math.max(before.ms - floor, noise);
    const perTenfold = growth ** (1 / Math.log10(size / before.size));
    return { size, ms, aboveFloor, perTenfold, isWorseThanLinear: perTenfold > 10 * tolerance };
  });
}
