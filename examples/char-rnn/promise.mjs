/** Steps that the promises are made for. */
export const promisedSteps = 2000

/** Nats per held-out character that are reached at least, by text. */
const promises = { typescript: 1, shakespeare: 1.7 }

/**
 * What is missing from what was promised; nothing when all is well. Fewer steps promise nothing, another text only to
 * beat the counts.
 *
 * @param {{ text: string, steps: number, nats: number, baseline: number }} result
 * @returns {string | undefined}
 */
export function shortcoming({ text, steps, nats, baseline }) {
  if (steps < promisedSteps) return undefined
  const most = Math.min(promises[text] ?? baseline, baseline)
  if (nats <= most) return undefined
  return `The network must reach ${most.toFixed(2)} nats per character, but reached ${nats.toFixed(2)}.`
}
