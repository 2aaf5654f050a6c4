/**
 * @typedef {object} Findings
 * @property {ReturnType<typeof import('./scales.mjs').flowsByScale>} scales
 * @property {ReturnType<typeof import('./remedies.mjs').flowsByRemedy>} remedies
 * @property {Record<string, number[]>} truncated
 * @property {Record<string, import('./clipping.mjs').Gradient>} clipping
 */

/** How much of a gradient arrives: ‖∂L/∂h_1‖ / ‖∂L/∂h_T‖. @param {readonly number[]} norms */
export function arriving(norms) {
  return norms[0] / norms.at(-1)
}

/**
 * What was said of gradients, and whether it was seen.
 *
 * @param {Findings} findings
 * @returns {Record<string, boolean>}
 */
export function claims({ scales, remedies, truncated, clipping }) {
  const { sigmoid, tanh, ReLU } = scales
  const { identity, LSTM, GRU } = remedies
  const [before, byNorm, byValue] = Object.values(clipping)
  const [whole, cut] = Object.values(truncated)
  const window = cut.length - cut.findIndex((norm) => norm > 0)
  const grows = (flows) =>
    Object.values(flows).every((norms, i, all) => i === 0 || arriving(norms) > arriving(all[i - 1]))
  return {
    'a sigmoid fades at every scale': Object.values(sigmoid).every((norms) => arriving(norms) < 1e-30),
    'the larger W_hh, the more arrives': [tanh, ReLU, scales.GRU, scales.LSTM].every(grows),
    'tanh fades at ρ = 0.9': arriving(tanh['ρ = 0.9']) < 1e-3,
    'tanh explodes at ρ = 1.5': arriving(tanh['ρ = 1.5']) > 1e2,
    'ReLU with W_hh = 1 keeps a tenth and more': arriving(Object.values(identity)[1]) > 0.1,
    'the LSTM’s open forget gate lets more through': grows(LSTM),
    'the GRU’s open update gate lets more through': grows(GRU),
    'beyond the window there is nothing': window < cut.length && cut.slice(0, -window).every((norm) => norm === 0),
    'within the window there is the whole gradient': cut
      .slice(-window)
      .every((norm, i) => same(norm, whole.at(i - window))),
    'clipping by norm keeps the direction': byNorm.norm < before.norm && byNorm.cosine > 0.9999,
    'clipping by value turns it': byValue.cosine < 0.99,
  }
}

function same(a, b) {
  return Math.abs(a - b) <= 1e-4 * b
}
