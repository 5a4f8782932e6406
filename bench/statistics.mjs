// @ts-check
/**
 * The middle of many measurements and the half of them around it.
 *
 * @typedef {object} Spread
 * @property {number} median
 * @property {number} low the lower quartile
 * @property {number} high the upper quartile
 */

/**
 * @param {readonly number[]} values not empty
 * @returns {Spread}
 */
export function spreadOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ part) => {
    const place = part * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/**
 * How many times as long one took as another, round by round: what disturbs the machine for a while disturbs both.
 *
 * @param {readonly number[]} times
 * @param {readonly number[]} others of the same rounds
 * @returns {Spread}
 */
export function ratioOf(times, others) {
  return spreadOf(times.map((time, round) => time / (others[round] ?? Number.NaN)));
}
