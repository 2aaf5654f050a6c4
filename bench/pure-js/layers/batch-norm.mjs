/** As in torch. */
const eps = 1e-5

/**
 * y = γ·x̂ + β with x̂ = (x − μ)/√(σ² + eps), mean and variance of each channel over the batch.
 * dx = γ/√(σ² + eps) · (dy − mean(dy) − x̂·mean(dy·x̂)).
 *
 * @type {import('./index.mjs').MakeLayer}
 */
export function batchNorm(_, shape, [weight, bias]) {
  const [batch, channels, size] = shape
  const positions = size * size
  const count = batch * positions
  const normalized = new Float64Array(channels * count)
  const y = new Float64Array(channels * count)
  const dx = new Float64Array(channels * count)
  const scales = new Float64Array(channels)
  const weightGradient = new Float64Array(channels)
  const biasGradient = new Float64Array(channels)

  /** Calls for every plane of a channel. @param {number} channel @param {(start: number, end: number) => void} visit */
  const eachPlane = (channel, visit) => {
    for (let sample = 0; sample < batch; sample++) {
      const start = (sample * channels + channel) * positions
      visit(start, start + positions)
    }
  }

  return {
    shape,
    parameters: [weight, bias],
    gradients: [weightGradient, biasGradient],
    forward(x) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        eachPlane(channel, (start, end) => {
          for (let i = start; i < end; i++) sum += x[i]
        })
        const mean = sum / count
        let squares = 0
        eachPlane(channel, (start, end) => {
          for (let i = start; i < end; i++) squares += (x[i] - mean) * (x[i] - mean)
        })
        const scale = 1 / Math.sqrt(squares / count + eps)
        scales[channel] = scale
        const [gamma, beta] = [weight[channel], bias[channel]]
        eachPlane(channel, (start, end) => {
          for (let i = start; i < end; i++) {
            normalized[i] = (x[i] - mean) * scale
            y[i] = gamma * normalized[i] + beta
          }
        })
      }
      return y
    },
    backward(dy, { input }) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        let product = 0
        eachPlane(channel, (start, end) => {
          for (let i = start; i < end; i++) {
            sum += dy[i]
            product += dy[i] * normalized[i]
          }
        })
        weightGradient[channel] = product
        biasGradient[channel] = sum
        if (!input) continue
        const scale = weight[channel] * scales[channel]
        eachPlane(channel, (start, end) => {
          for (let i = start; i < end; i++) dx[i] = scale * (dy[i] - sum / count - (normalized[i] * product) / count)
        })
      }
      return input ? dx : undefined
    },
  }
}
