/**
 * One hidden layer with tanh and one output, trained by mean squared error and plain SGD: loops over plain arrays, nothing
 * allocated in a step. For nets too small to gain from PureMlp's tiles.
 */
export class TanhRegressor {
  /**
   * @param {{ features: number, hidden: number, parameters: Float32Array, lr: number }} options initial parameters: the
   *   weight [hidden, features] and bias [hidden] of the first layer, the weight [1, hidden] and bias [1] of the second
   */
  constructor({ features, hidden, parameters, lr }) {
    const expected = hidden * features + hidden + hidden + 1
    if (parameters.length !== expected) {
      throw new RangeError(`TanhRegressor: needs ${expected} parameters, but got ${parameters.length}.`)
    }
    this.features = features
    this.hidden = hidden
    this.lr = lr
    this.parameters = Float64Array.from(parameters)
    this.gradients = new Float64Array(expected)
    this.activation = new Float64Array(hidden)
  }

  /**
   * The loss before the update: mean over rows of (output − y)².
   *
   * @param {Float32Array} x [count, features]
   * @param {Float32Array} y [count]
   * @returns {number}
   */
  step(x, y) {
    const { features, hidden, lr, parameters, gradients, activation } = this
    const bias = hidden * features
    const weight2 = bias + hidden
    const bias2 = weight2 + hidden
    gradients.fill(0)
    let loss = 0
    for (let row = 0; row < y.length; row++) {
      let output = parameters[bias2]
      for (let unit = 0; unit < hidden; unit++) {
        let sum = parameters[bias + unit]
        for (let f = 0; f < features; f++) sum += parameters[unit * features + f] * x[row * features + f]
        activation[unit] = Math.tanh(sum)
        output += parameters[weight2 + unit] * activation[unit]
      }
      const error = output - y[row]
      loss += error * error
      const dOutput = (2 * error) / y.length
      gradients[bias2] += dOutput
      for (let unit = 0; unit < hidden; unit++) {
        const a = activation[unit]
        gradients[weight2 + unit] += dOutput * a
        const dSum = dOutput * parameters[weight2 + unit] * (1 - a * a)
        gradients[bias + unit] += dSum
        for (let f = 0; f < features; f++) gradients[unit * features + f] += dSum * x[row * features + f]
      }
    }
    for (let i = 0; i < parameters.length; i++) parameters[i] -= lr * gradients[i]
    return loss / y.length
  }
}
