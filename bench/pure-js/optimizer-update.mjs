/**
 * @typedef {{ name: 'sgd', lr?: number, momentum?: number }} SgdOptions
 * @typedef {{ name: 'adam', lr?: number, betas?: readonly [number, number], eps?: number }} AdamOptions
 * @typedef {(parameter: Float32Array, gradient: Float64Array, slot: number, step: number) => void} Update
 */

/** The options each optimiser knows, with the defaults of torch.optim.SGD and torch.optim.Adam. */
const defaults = {
  sgd: { lr: 1e-3, momentum: 0 },
  adam: { lr: 1e-3, betas: /** @type {const} */ ([0.9, 0.999]), eps: 1e-8 },
}

/**
 * Makes the function that updates one parameter in place from its gradient; `slot` numbers the parameter and `step` counts
 * from 1. Same formulas as torch.optim.SGD and torch.optim.Adam; all state is allocated here, none in an update.
 *
 * @param {SgdOptions | AdamOptions} options
 * @param {readonly number[]} lengths the length of each parameter, by slot
 * @returns {Update}
 * @throws {TypeError} if the name or an option is unknown
 */
export function optimizerUpdate(options, lengths) {
  if (options.name !== 'sgd' && options.name !== 'adam') {
    throw new TypeError(
      `optimizerUpdate: name must be 'sgd' or 'adam', but got ${String(Reflect.get(options, 'name'))}.`,
    )
  }
  const known = Object.keys(defaults[options.name])
  for (const key of Object.keys(options)) {
    if (key !== 'name' && !known.includes(key)) {
      throw new TypeError(`optimizerUpdate: unknown option '${key}' for ${options.name}; known: ${known.join(', ')}.`)
    }
  }
  return options.name === 'sgd' ? sgd(options, lengths) : adam(options, lengths)
}

/**
 * @param {SgdOptions} options
 * @param {readonly number[]} lengths
 * @returns {Update}
 */
function sgd(options, lengths) {
  const { lr, momentum } = { ...defaults.sgd, ...options }
  if (momentum === 0) {
    return (parameter, gradient) => {
      for (let i = 0; i < parameter.length; i++) parameter[i] -= lr * gradient[i]
    }
  }
  const velocities = lengths.map((length) => new Float32Array(length))
  return (parameter, gradient, slot) => {
    const velocity = velocities[slot]
    for (let i = 0; i < parameter.length; i++) {
      const next = momentum * velocity[i] + gradient[i]
      velocity[i] = next
      parameter[i] -= lr * next
    }
  }
}

/**
 * @param {AdamOptions} options
 * @param {readonly number[]} lengths
 * @returns {Update}
 */
function adam(options, lengths) {
  const { lr, betas, eps } = { ...defaults.adam, ...options }
  const [beta1, beta2] = betas
  const means = lengths.map((length) => new Float32Array(length))
  const squares = lengths.map((length) => new Float32Array(length))
  return (parameter, gradient, slot, step) => {
    const mean = means[slot]
    const square = squares[slot]
    const stepSize = lr / (1 - beta1 ** step)
    const rootCorrection = 1 / Math.sqrt(1 - beta2 ** step)
    for (let i = 0; i < parameter.length; i++) {
      const g = gradient[i]
      const m = mean[i] + (1 - beta1) * (g - mean[i])
      const v = beta2 * square[i] + (1 - beta2) * g * g
      mean[i] = m
      square[i] = v
      parameter[i] -= (stepSize * m) / (Math.sqrt(v) * rootCorrection + eps)
    }
  }
}
