import { inTurns } from '../measure.mjs'
import { checkSameLosses, mlpSides } from '../mlp-sides.mjs'

const sizes = /** @type {const} */ ([784, 128, 10])
const batchSize = 64
/** How many batches take turns: enough that none stays in the nearest caches. */
const batchCount = 20

/** A training step of 784-128-10 with batches of 64, from the arrays of a batch to its loss and the updated weights. */
export function mlpSubject() {
  const batches = Array.from({ length: batchCount }, (_, index) => syntheticBatch(index))
  const shares = []
  const rows = /** @type {const} */ (['sgd', 'adam']).map((optimizer) => {
    const sides = mlpSides({ sizes, batchSize, optimizer, lr: 1e-3 })
    checkSameLosses(sides, batches)
    const { times, share } = inTurns(
      Object.entries(sides).map(([name, step]) => {
        let next = 0
        return { name, run: () => void step(batches[next++ % batchCount]) }
      }),
      { rounds: 25 },
    )
    shares.push(share)
    const [grad128, pure] = [times.get('library'), times.get('pure')]
    return { name: optimizer === 'sgd' ? 'SGD' : 'Adam', grad128, pure, ratio: pure / grad128 }
  })
  return {
    title: `Training step of ${sizes.join('-')}, batch ${batchSize}`,
    unit: 'ms',
    rows,
    share: Math.min(...shares),
  }
}

/** Values without a pattern that a net could finish learning; a fifth of the pixels lit, as with digits. @param {number} index */
function syntheticBatch(index) {
  const value = (i) => Math.sin((i + 1) * (index + 1) * 12.9898) * 43758.5453
  const fraction = (i) => value(i) - Math.floor(value(i))
  return {
    images: Float32Array.from({ length: batchSize * sizes[0] }, (_, i) => (fraction(i) < 0.2 ? 5 * fraction(i) : 0)),
    labels: Int32Array.from({ length: batchSize }, (_, i) => (i * 7 + index) % sizes[2]),
  }
}
