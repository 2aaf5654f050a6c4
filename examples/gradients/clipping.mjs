import { nn } from 'grad128'

/** @typedef {{ norm: number, largest: number, cosine: number }} Gradient `cosine`: with its direction before clipping */

/**
 * The gradient of all of a layer's parameters, as it is, clipped by norm and clipped by value.
 *
 * @param {import('grad128').nn.RNN} rnn whose gradient explodes
 * @param {import('./flow.mjs').Task} task
 * @param {{ maxNorm: number, maxValue: number }} limits
 * @returns {Record<string, Gradient>}
 */
export function clipped(rnn, { x, loss }, { maxNorm, maxValue }) {
  const parameters = rnn.parameters()
  const gradientAfter = (clip) => {
    rnn.zeroGrad()
    const [output] = rnn.forward(x)
    loss(output).backward()
    clip()
    const all = parameters.flatMap(({ grad }) => [...grad.data()])
    rnn.zeroGrad()
    return all
  }
  const before = gradientAfter(() => {})
  const results = {
    'as it is': before,
    [`clipGradNorm ${maxNorm}`]: gradientAfter(() => nn.utils.clipGradNorm(parameters, maxNorm)),
    [`clipGradValue ${maxValue}`]: gradientAfter(() => nn.utils.clipGradValue(parameters, maxValue)),
  }
  return Object.fromEntries(Object.entries(results).map(([name, after]) => [name, figures(after, before)]))
}

/** @param {readonly number[]} gradient @param {readonly number[]} before @returns {Gradient} */
function figures(gradient, before) {
  const norm = Math.hypot(...gradient)
  const along = gradient.reduce((sum, value, i) => sum + value * before[i], 0)
  return {
    norm,
    largest: gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    cosine: along / (norm * Math.hypot(...before)),
  }
}
