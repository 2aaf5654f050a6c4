/**
 * What happens to the sums of a step. Forward reads `fromInput` and `fromHidden` and writes the next state into `h`; backward
 * reads the state's gradient in `dh`, writes those of both sums, and leaves in `dh` what reaches the state before.
 *
 * @typedef {{ batch: number, hidden: number, steps: number, h: Float64Array, fromInput: Float64Array,
 *   fromHidden: Float64Array, dFromInput: Float64Array, dFromHidden: Float64Array, dh: Float64Array }} Buffers `h`
 *   [steps + 1, batch, hidden], sums [steps, batch, gates · hidden], dh [batch, hidden]
 * @typedef {{ forward: (t: number) => void, backward: (t: number) => void }} Cell
 * @typedef {(buffers: Buffers) => Cell} MakeCell
 */

/** @type {MakeCell} */
export function rnnCell({ batch, hidden, h, fromInput, fromHidden, dFromInput, dFromHidden, dh }) {
  const length = batch * hidden
  return {
    forward(t) {
      const start = t * length
      for (let i = start; i < start + length; i++) h[i + length] = Math.tanh(fromInput[i] + fromHidden[i])
    },
    backward(t) {
      const start = t * length
      for (let i = 0; i < length; i++) {
        const after = h[start + length + i]
        const dSum = dh[i] * (1 - after * after)
        dFromInput[start + i] = dSum
        dFromHidden[start + i] = dSum
        dh[i] = 0
      }
    },
  }
}

/** The gates i, f, g, o take the places of the sums in `fromInput`. @type {MakeCell} */
export function lstmCell({ batch, hidden, steps, h, fromInput, fromHidden, dFromInput, dFromHidden, dh }) {
  const length = batch * hidden
  const c = new Float64Array((steps + 1) * length)
  const dc = new Float64Array(length)
  return {
    forward(t) {
      for (let row = 0; row < batch; row++) {
        const state = t * length + row * hidden
        const gates = 4 * state
        for (let j = 0; j < 4 * hidden; j++) {
          const sum = fromInput[gates + j] + fromHidden[gates + j]
          const isCandidate = j >= 2 * hidden && j < 3 * hidden
          fromInput[gates + j] = isCandidate ? Math.tanh(sum) : sigmoid(sum)
        }
        for (let j = 0; j < hidden; j++) {
          const gate = gates + j
          const [i, f] = [fromInput[gate], fromInput[gate + hidden]]
          const [g, o] = [fromInput[gate + 2 * hidden], fromInput[gate + 3 * hidden]]
          const next = f * c[state + j] + i * g
          c[state + length + j] = next
          h[state + length + j] = o * Math.tanh(next)
        }
      }
    },
    backward(t) {
      if (t === steps - 1) dc.fill(0)
      for (let row = 0; row < batch; row++) {
        const state = t * length + row * hidden
        for (let j = 0; j < hidden; j++) {
          const gate = 4 * state + j
          const own = row * hidden + j
          const [i, f] = [fromInput[gate], fromInput[gate + hidden]]
          const [g, o] = [fromInput[gate + 2 * hidden], fromInput[gate + 3 * hidden]]
          const shown = Math.tanh(c[state + length + j])
          const dCell = dc[own] + dh[own] * o * (1 - shown * shown)
          dFromInput[gate] = dCell * g * i * (1 - i)
          dFromInput[gate + hidden] = dCell * c[state + j] * f * (1 - f)
          dFromInput[gate + 2 * hidden] = dCell * i * (1 - g * g)
          dFromInput[gate + 3 * hidden] = dh[own] * shown * o * (1 - o)
          dc[own] = dCell * f
          dh[own] = 0
        }
      }
      const sums = 4 * t * length
      for (let i = sums; i < sums + 4 * length; i++) dFromHidden[i] = dFromInput[i]
    },
  }
}

/** The gates r, z, n take the places of the sums in `fromInput`. @type {MakeCell} */
export function gruCell({ batch, hidden, h, fromInput, fromHidden, dFromInput, dFromHidden, dh }) {
  const length = batch * hidden
  return {
    forward(t) {
      for (let row = 0; row < batch; row++) {
        const state = t * length + row * hidden
        for (let j = 0; j < hidden; j++) {
          const gate = 3 * state + j
          const r = sigmoid(fromInput[gate] + fromHidden[gate])
          const z = sigmoid(fromInput[gate + hidden] + fromHidden[gate + hidden])
          const n = Math.tanh(fromInput[gate + 2 * hidden] + r * fromHidden[gate + 2 * hidden])
          fromInput[gate] = r
          fromInput[gate + hidden] = z
          fromInput[gate + 2 * hidden] = n
          h[state + length + j] = (1 - z) * n + z * h[state + j]
        }
      }
    },
    backward(t) {
      for (let row = 0; row < batch; row++) {
        const state = t * length + row * hidden
        for (let j = 0; j < hidden; j++) {
          const gate = 3 * state + j
          const own = row * hidden + j
          const [r, z, n] = [fromInput[gate], fromInput[gate + hidden], fromInput[gate + 2 * hidden]]
          const dCandidate = dh[own] * (1 - z) * (1 - n * n)
          const dReset = dCandidate * fromHidden[gate + 2 * hidden] * r * (1 - r)
          const dUpdate = dh[own] * (h[state + j] - n) * z * (1 - z)
          dFromInput[gate] = dReset
          dFromInput[gate + hidden] = dUpdate
          dFromInput[gate + 2 * hidden] = dCandidate
          dFromHidden[gate] = dReset
          dFromHidden[gate + hidden] = dUpdate
          dFromHidden[gate + 2 * hidden] = dCandidate * r
          dh[own] *= z
        }
      }
    },
  }
}

/** @param {number} x */
const sigmoid = (x) => 1 / (1 + Math.exp(-x))
