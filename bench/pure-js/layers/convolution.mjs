import { convolvedSize } from '../../subjects/layers.mjs'
import { multiplyTransposed } from '../multiply-transposed.mjs'
import { transpose } from '../transpose.mjs'

/**
 * y[o, i, j] = b[o] + Σ W[o, c, p, q] · x[c, i + p − padding, j + q − padding] over the channels c of o's group and the
 * taps (p, q), as products of matrices: of each sample and group, what the taps of every position read is unfolded to
 * [positions, channels · taps].
 *
 * @type {import('./index.mjs').MakeLayer}
 */
export function convolution(layer, [batch], [weight, bias]) {
  const { in: channels, out, kernel, padding, size, groups = 1 } = layer
  const outSize = convolvedSize(layer)
  const positions = outSize * outSize
  const outs = out / groups
  const depth = (channels / groups) * kernel * kernel
  const geometry = { channels: channels / groups, kernel, padding, size, outSize }
  const inLength = (channels / groups) * size * size

  const wide = new Float64Array(weight.length)
  const weights = parts(wide, groups)
  const weightTransposed = new Float64Array(outs * depth)
  const unfolded = new Float64Array(positions * depth)
  const dyTransposed = new Float64Array(positions * outs)
  const weightGradient = new Float64Array(weight.length)
  const weightGradients = parts(weightGradient, groups)
  const partGradient = new Float64Array(outs * depth)
  const biasGradient = new Float64Array(out)
  const y = new Float64Array(batch * out * positions)
  const outputs = parts(y, batch * groups)
  const dx = new Float64Array(batch * channels * size * size)
  let x = dx

  return {
    shape: [batch, out, outSize, outSize],
    parameters: [weight, bias],
    gradients: [weightGradient, biasGradient],
    forward(input) {
      x = input
      wide.set(weight)
      for (let part = 0; part < batch * groups; part++) {
        unfold(x, part * inLength, unfolded, geometry, { tap: 1, position: depth })
        multiplyTransposed(weights[part % groups], unfolded, outputs[part], outs, positions, depth)
      }
      for (let plane = 0; plane < batch * out; plane++) {
        const offset = bias[plane % out]
        for (let i = plane * positions; i < (plane + 1) * positions; i++) y[i] += offset
      }
      return y
    },
    backward(dy, needed) {
      const dyParts = parts(dy, batch * groups)
      if (needed.parameters) {
        weightGradient.fill(0)
        for (let part = 0; part < batch * groups; part++) {
          unfold(x, part * inLength, unfolded, geometry, { tap: positions, position: 1 })
          multiplyTransposed(dyParts[part], unfolded, partGradient, outs, depth, positions)
          const sum = weightGradients[part % groups]
          for (let i = 0; i < sum.length; i++) sum[i] += partGradient[i]
        }
        biasGradient.fill(0)
        for (let plane = 0; plane < batch * out; plane++) {
          let sum = 0
          for (let i = plane * positions; i < (plane + 1) * positions; i++) sum += dy[i]
          biasGradient[plane % out] += sum
        }
      }
      if (!needed.input) return undefined
      dx.fill(0)
      for (let part = 0; part < batch * groups; part++) {
        transpose(weights[part % groups], weightTransposed, outs, depth)
        transpose(dyParts[part], dyTransposed, outs, positions)
        multiplyTransposed(dyTransposed, weightTransposed, unfolded, positions, depth, outs)
        fold(unfolded, dx, part * inLength, geometry)
      }
      return dx
    },
  }
}

/** @typedef {{ channels: number, kernel: number, padding: number, size: number, outSize: number }} Geometry */

/**
 * What every tap reads at every position, 0 beyond the edges.
 *
 * @param {Float64Array} x
 * @param {number} start of the channels in x
 * @param {Float64Array} unfolded overwritten
 * @param {Geometry} geometry
 * @param {{ tap: number, position: number }} strides of `unfolded`
 */
function unfold(x, start, unfolded, { channels, kernel, padding, size, outSize }, strides) {
  unfolded.fill(0)
  for (let tap = 0; tap < channels * kernel * kernel; tap++) {
    const { from, to, shift } = reach(tap, { kernel, padding, size, outSize })
    for (let row = from.row; row < to.row; row++) {
      const source = start + shift + row * size
      const target = tap * strides.tap + row * outSize * strides.position
      for (let column = from.column; column < to.column; column++) {
        unfolded[target + column * strides.position] = x[source + column]
      }
    }
  }
}

/**
 * Adds what belongs to every tap at every position to where it was read.
 *
 * @param {Float64Array} unfolded [positions, channels · taps]
 * @param {Float64Array} dx
 * @param {number} start of the channels in dx
 * @param {Geometry} geometry
 */
function fold(unfolded, dx, start, { channels, kernel, padding, size, outSize }) {
  const depth = channels * kernel * kernel
  for (let tap = 0; tap < depth; tap++) {
    const { from, to, shift } = reach(tap, { kernel, padding, size, outSize })
    for (let row = from.row; row < to.row; row++) {
      const target = start + shift + row * size
      const source = tap + row * outSize * depth
      for (let column = from.column; column < to.column; column++) {
        dx[target + column] += unfolded[source + column * depth]
      }
    }
  }
}

/**
 * The positions at which a tap reads within the plane, and how far from each, in its channel.
 *
 * @param {number} tap counted over channels, rows and columns
 * @param {Omit<Geometry, 'channels'>} geometry
 */
function reach(tap, { kernel, padding, size, outSize }) {
  const down = (Math.floor(tap / kernel) % kernel) - padding
  const right = (tap % kernel) - padding
  return {
    from: { row: Math.max(0, -down), column: Math.max(0, -right) },
    to: { row: Math.min(outSize, size - down), column: Math.min(outSize, size - right) },
    shift: (Math.floor(tap / (kernel * kernel)) * size + down) * size + right,
  }
}

/** @param {Float64Array} values @param {number} count @returns {Float64Array[]} views of equal length */
const parts = (values, count) =>
  Array.from({ length: count }, (_, i) =>
    values.subarray((i * values.length) / count, ((i + 1) * values.length) / count),
  )
