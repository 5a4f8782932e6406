// @ts-check
/** What was measured, for a terminal and for docs/benchmarks.md. */
import { spreadOf } from "./statistics.mjs";

/**
 * @typedef {import("./measure.mjs").Result} Result
 * @typedef {import("./measure.mjs").Line} Line
 * @typedef {import("./growth.mjs").Growth} Growth
 * @typedef {import("./statistics.mjs").Spread} Spread
 * @typedef {import("./serve.mjs").ServeResult} ServeResult
 *
 * @typedef {object} Report
 * @property {ReturnType<typeof import("./machine.mjs").describeMachine>} machine
 * @property {number} runs
 * @property {Record<string, string>} places
 * @property {Result[]} rows
 * @property {Growth[]} growth
 * @property {ServeResult | null} serve
 */

/** @param {Report} report */
export function machineLine({ machine, runs }) {
  const { cores, processor, memoryGb, system, node, git, hasExtraCertificates } = machine;
  const certificates = hasExtraCertificates ? " with NODE_EXTRA_CA_CERTS set" : "";
  return `${cores} cores (${processor}), ${memoryGb} GB, ${system}, Node ${node.slice(1)}${certificates}, git ${git}; ${runs} runs of each, in turns`;
}

/**
 * What bare Node took, of all rows.
 *
 * @param {Report} report
 */
function nodeLine({ rows }) {
  const { median } = spreadOf(rows.map(({ node }) => node.ms.median));
  return `bare Node took ${duration(median)}`;
}

/**
 * One row as it appears while the bench runs.
 *
 * @param {Result} result
 * @param {string} place
 */
export function rowText(result, place) {
  const lines = [result.node, result.own, ...result.references].map((line) =>
    [
      `  ${line.name.padEnd(24)}`,
      duration(line.ms.median).padStart(8),
      `${spreadText(line.timesNode).padStart(20)} × node`,
      memoryText(line.memoryMb).padStart(8),
    ].join("  "),
  );
  const verdicts = verdictsOf(result);
  const verdict = verdicts.length === 0 ? [] : [`  ${verdicts.join("; ")}`];
  return [`${result.name}: ${result.what.replaceAll("`", "")}, ${place}`, ...lines, ...verdict, ""].join(
    "\n",
  );
}

/** @param {Growth} growth */
export function growthText({ what, by, steps }) {
  const shown = steps.map((step) => `${count(step.size)}: ${duration(step.ms)}${stepText(step)}`);
  return `${what.replaceAll("`", "")}, by ${by}\n  ${shown.join("   ")}\n`;
}

/**
 * The row `serve` as it appears while the bench runs.
 *
 * @param {ServeResult} result
 */
export function serveText(result) {
  const { versions, perSecond, constantPerSecond, p99Ms, firstReadingMs, failures } = result;
  return [
    `serve: get-agent?version=, over ${count(versions)} versions`,
    `  constant, the same stack  ${count(Math.round(constantPerSecond)).padStart(8)} requests/s`,
    `  tagline                   ${count(Math.round(perSecond)).padStart(8)} requests/s; p99 ${p99Ms} ms; a version's first reading ${firstReadingMs.toFixed(1)} ms; failures: ${failures}`,
    `  ${serveVerdicts(result).join("; ")}`,
    "",
  ].join("\n");
}

/** @param {ServeResult} result */
function serveVerdicts({ ratio, target, requests, memoryMb: { start, warm, after, isFlat } }) {
  const said = (/** @type {boolean} */ isMet) => (isMet ? "met" : "missed");
  return [
    `≥ ${target.share} × constant: ${spreadText(ratio)}, ${said(target.isMet)}`,
    `memory flat: ${start} MB at the start, ${warm} MB after each version once, ${after} MB after ${count(requests)} requests, ${said(isFlat)}`,
  ];
}

/** @param {Report} report */
export function summaryText(report) {
  const { rows, serve } = report;
  const isMet = rows.flatMap(({ target, memoryTarget }) => [
    ...(target === null ? [] : [target.isMet]),
    ...(memoryTarget === null ? [] : [memoryTarget.isMet]),
  ]);
  if (serve !== null) isMet.push(serve.target.isMet, serve.memoryMb.isFlat);
  const of = (/** @type {boolean | null} */ value) => isMet.filter((one) => one === value).length;
  const unknown = of(null) === 0 ? "" : `, ${of(null)} not measured`;
  const node = rows.length === 0 ? "" : `${nodeLine(report)}; `;
  return `${node}targets: ${of(true)} met, ${of(false)} missed${unknown}`;
}

/** @param {Report} report */
export function markdownOf(report) {
  const sections = Object.entries(report.places).flatMap(([place, title]) => {
    const rows = report.rows.filter((row) => row.place === place);
    if (rows.length === 0) return [];
    return [
      `### ${title.charAt(0).toUpperCase()}${title.slice(1)}`,
      "",
      "| row | what | time | × bare node | memory | target |",
      "| --- | --- | ---: | ---: | ---: | --- |",
      ...rows.flatMap((row) => [
        cells(`\`${row.name}\``, row.what, ...numbers(row.own), verdictsOf(row).join("; ") || "none"),
        ...row.references.map((line) => cells("", `↳ ${line.name}`, ...numbers(line), "")),
      ]),
      "",
    ];
  });
  const { serve } = report;
  const served =
    serve === null
      ? []
      : [
          "### The server",
          "",
          "| row | what | requests/s | constant, the same stack | p99 | target |",
          "| --- | --- | ---: | ---: | ---: | --- |",
          cells(
            "`serve`",
            `\`get-agent?version=\`, ${count(serve.versions)} versions`,
            count(Math.round(serve.perSecond)),
            count(Math.round(serve.constantPerSecond)),
            `${serve.p99Ms} ms`,
            serveVerdicts(serve).join("; "),
          ),
          "",
        ];
  return [
    `Measured on ${machineLine(report)}; ${nodeLine(report)}.`,
    "",
    ...sections,
    ...served,
    "### Growth",
    "",
    "| what | by | sizes | time | per tenfold, above the start of the program |",
    "| --- | --- | --- | --- | --- |",
    ...report.growth.map(({ what, by, steps }) =>
      cells(
        what,
        by,
        steps.map(({ size }) => count(size)).join(", "),
        steps.map(({ ms }) => duration(ms)).join(", "),
        steps.slice(1).map(tenfold).join(", "),
      ),
    ),
  ].join("\n");
}

/** @param {Result} result */
function verdictsOf({ own, target, memoryTarget }) {
  const said = (/** @type {boolean | null} */ isMet) => (isMet ? "met" : "missed");
  const verdicts = [];
  if (target !== null && target.actual === null)
    verdicts.push(`≤ ${target.times} × ${target.of}: not measured, ${target.of} is not installed`);
  else if (target?.actual)
    verdicts.push(
      `${limitOf(target)}: ${target.of === "node" ? target.actual.median.toFixed(2) : spreadText(target.actual)}, ${said(target.isMet)}`,
    );
  if (memoryTarget !== null && own.memoryMb !== null)
    verdicts.push(`≤ ${memoryTarget.mb} MB: ${memoryText(own.memoryMb)}, ${said(memoryTarget.isMet)}`);
  return verdicts;
}

/** @param {import("./measure.mjs").Verdict} target */
function limitOf({ times, of }) {
  return of === "ms" ? `≤ ${times} ms` : `≤ ${times} × ${of}`;
}

/** @param {Line} line */
function numbers({ ms, timesNode, memoryMb }) {
  return [duration(ms.median), spreadText(timesNode), memoryText(memoryMb)];
}

/** @param {...string} texts */
function cells(...texts) {
  return `| ${texts.join(" | ")} |`;
}

/** @param {Spread} spread */
function spreadText({ median, low, high }) {
  return `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}

/** @param {import("./growth.mjs").Step} step */
function stepText(step) {
  return step.perTenfold === null ? "" : ` (× ${tenfold(step)})`;
}

/** @param {import("./growth.mjs").Step} step */
function tenfold({ perTenfold, isWorseThanLinear }) {
  return `${(perTenfold ?? 0).toFixed(1)}${isWorseThanLinear ? " worse than linear" : ""}`;
}

/** @param {number} ms */
function duration(ms) {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** @param {number | null} megabytes */
function memoryText(megabytes) {
  return megabytes === null ? "–" : `${megabytes.toFixed(0)} MB`;
}

/** @param {number} number */
function count(number) {
  return number.toLocaleString("en-US");
}
