// @ts-check
/** @type {Record<string, string>} */
const sentences = {};
/** @param {string} key @returns {string | null} */
export function describe(key) {
  const steps = key.split(".");
  return (
    sentences[key] ??
    sentences[steps.slice(-2).join(".")] ??
    sentences[/** @type {string} */ (steps.at(-1))] ??
    null
  );
}
/** `TransferCallNode` → `Transfer call node`. @param {string} name */
export function titleOf(name) {
  return name.replace(/^Flow/, "").replace(/(?<=[a-z])(?=[A-Z])/g, " ");
}
