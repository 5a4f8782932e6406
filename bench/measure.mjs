// @ts-check
import { memoryOf, timeOf } from "./run-command.mjs";
import { ratioOf, spreadOf } from "./statistics.mjs";

/**
 * @typedef {import("./run-command.mjs").Command} Command
 * @typedef {import("./statistics.mjs").Spread} Spread
 *
 * @typedef {object} Measured
 * @property {string} name
 * @property {Spread} ms
 * @property {number[]} times of each round
 * @property {number | null} memoryMb
 */

/**
 * Runs commands in turns, after a run of each that does not count, and gives the time of each round. The order
 * changes from round to round, so that none is always the one after another.
 *
 * @param {readonly {name: string, command: Command}[]} contenders
 * @param {{runs: number, withMemory: boolean}} options
 * @returns {Promise<Measured[]>}
 */
export async function measure(contenders, { runs, withMemory }) {
  const taken = contenders.map(({ name, command }) => ({
    name,
    command,
    times: /** @type {number[]} */ ([]),
  }));
  try {
    for (const { command } of taken) await timeOf(command);
    for (let round = 0; round < runs; round++)
      for (let at = 0; at < taken.length; at++) {
        const contender = taken[(at + round) % taken.length];
        if (contender !== undefined) contender.times.push(await timeOf(contender.command));
      }
    const measured = [];
    for (const { name, command, times } of taken)
      measured.push({
        name,
        times,
        ms: spreadOf(times),
        memoryMb: withMemory ? await memoryOf(command) : null,
      });
    return measured;
  } finally {
    for (const { command } of taken) command.finally?.();
  }
}

/**
 * What came of one row.
 *
 * @typedef {object} Result
 * @property {string} name
 * @property {string} what
 * @property {string} place
 * @property {Line} node what bare Node took beside it
 * @property {Line} own
 * @property {Line[]} references
 * @property {Verdict | null} target
 * @property {{mb: number, isMet: boolean | null} | null} memoryTarget `isMet` null: not measured
 *
 * @typedef {object} Line
 * @property {string} name
 * @property {Spread} ms
 * @property {Spread} timesNode
 * @property {number | null} memoryMb
 *
 * @typedef {object} Verdict
 * @property {number} times
 * @property {string} of
 * @property {Spread | null} actual null when what it is measured against is not installed
 * @property {boolean | null} isMet
 */

/**
 * Judges a row by what was measured: bare Node first, then the command, then the references.
 *
 * @param {import("./rows.mjs").Row} row
 * @param {readonly Measured[]} measured
 * @returns {Result}
 */
export function judge(row, measured) {
  const [node, own, ...references] = measured;
  if (node === undefined || own === undefined) throw new Error(`nothing was measured for ${row.name}`);
  const line = (/** @type {Measured} */ { name, ms, times, memoryMb }) => ({
    name,
    ms,
    timesNode: ratioOf(times, node.times),
    memoryMb,
  });
  return {
    name: row.name,
    what: row.what,
    place: row.place,
    node: line(node),
    own: line(own),
    references: references.map(line),
    target: row.target === null ? null : verdict(row.target, own, [node, ...references]),
    memoryTarget:
      row.memoryMb === undefined
        ? null
        : { mb: row.memoryMb, isMet: own.memoryMb === null ? null : own.memoryMb <= row.memoryMb },
  };
}

/**
 * @param {import("./rows.mjs").Target} target
 * @param {Measured} own
 * @param {readonly Measured[]} others
 * @returns {Verdict}
 */
function verdict({ times, of }, own, others) {
  if (of === "ms") return { times, of, actual: own.ms, isMet: own.ms.median <= times };
  const other = others.find(({ name }) => name === of);
  const actual = other === undefined ? null : ratioOf(own.times, other.times);
  return { times, of, actual, isMet: actual === null ? null : actual.median <= times };
}
