import { DTypeError, IndexError, ShapeError, ValueError } from '../errors.js'
import { oneOf, withDefaults } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { fromBuffer, toElements } from '../tensor/conversion.js'
import { composite } from '../tensor/lifetime.js'
import { data } from '../tensor/read.js'
import { sameShape, show } from '../tensor/shape.js'
import type { Tensor } from '../tensor/tensor.js'
import { addRows } from './add-rows.js'
import { div, mul } from './arithmetic.js'
import { assertTensor } from './declare/assert-tensor.js'
import { assertIndices } from './declare/indices.js'
import { assertInt32 } from './declare/operand.js'
import { checkTable, paddingRow, rowsOf } from './embedding.js'
import { max } from './extremum.js'
import { indexSelect } from './index-select.js'
import { flatten, reshape } from './reshape.js'
import { maskedFill } from './where.js'

export type BagMode = 'sum' | 'mean' | 'max'

export interface EmbeddingBagFunctionOptions {
  /** Where each bag begins, for indices of one dimension: int32, the first one 0. */
  offsets?: Tensor | undefined
  /** What becomes of the rows of a bag. Default `mean`. */
  mode?: BagMode | undefined
  /** A factor for each index, in the shape of the indices; only with mode `sum`. */
  perSampleWeights?: Tensor | undefined
  /** Whether the offsets end with the number of indices, as in compressed sparse rows. Default false. */
  includeLastOffset?: boolean | undefined
  /** The row that belongs to no bag and gets no gradient; negative ones count from the end. */
  paddingIdx?: number | undefined
}

const DEFAULTS = {
  offsets: undefined as Tensor | undefined,
  mode: 'mean' as BagMode,
  perSampleWeights: undefined as Tensor | undefined,
  includeLastOffset: false,
  paddingIdx: undefined as number | undefined,
}

/**
 * y[b] = Σ, mean or maximum of weight[i] over the indices i of bag b; 0 for an empty one. Same as
 * torch.nn.functional.embedding_bag, but indices and offsets are int32; `max_norm`, `scale_grad_by_freq` and `sparse`
 * are not there.
 *
 * Indices x [bags, length], or [m] with offsets [bags]; weight [n, d] → y [bags, d]. Of equal rows the first one is the maximum.
 *
 * @throws IndexError for an index outside 0 … n − 1, ShapeError, DTypeError, ValueError for offsets that do not ascend
 */
export function embeddingBag(x: Tensor, weight: Tensor, options?: EmbeddingBagFunctionOptions): Tensor {
  const op = 'embeddingBag'
  const settings = withDefaults(op, options, DEFAULTS)
  const { perSampleWeights: factors } = settings
  const mode = oneOf(op, 'mode', settings.mode, ['sum', 'mean', 'max'])
  const [n, d] = checkTable(op, weight)
  const padding = paddingRow(op, settings.paddingIdx, n)
  assertIndices(op, x, weight, 0)
  checkFactors(op, factors, x, mode)
  const starts = startsOf(op, x, settings.offsets, settings.includeLastOffset)
  const bags = withoutPadding(data(x) as Int32Array, starts, padding)
  return composite(() => {
    const count = bags.sizes.length
    if (mode === 'max') return maxima(op, bags, weight, d)
    const rows = rowsOf(op, int32(op, bags.indices), weight, padding)
    const groups = int32(op, bags.groups)
    if (factors !== undefined) {
      const own = indexSelect(flatten(factors), 0, int32(op, bags.positions))
      return addRows(op, mul(rows, reshape(own, [own.size, 1])), groups, count)
    }
    const sums = addRows(op, rows, groups, count)
    if (mode === 'sum') return sums
    const sizes = toElements(op, bags.sizes.map((size) => Math.max(1, size)), realDType) // biome-ignore format: one line
    return div(sums, fromBuffer(sizes.buffer as ArrayBuffer, [count, 1], realDType, op))
  })
}

/** The indices that count, bag by bag. */
interface Bags {
  readonly indices: readonly number[]
  /** The bag of each of them. */
  readonly groups: readonly number[]
  /** Where each of them stands in the input. */
  readonly positions: readonly number[]
  /** How many each bag has. */
  readonly sizes: readonly number[]
}

function withoutPadding(given: Int32Array, starts: readonly number[], padding: number): Bags {
  const indices: number[] = []
  const groups: number[] = []
  const positions: number[] = []
  const sizes: number[] = []
  for (let bag = 0; bag + 1 < starts.length; bag++) {
    const before = indices.length
    for (let i = starts[bag] as number; i < (starts[bag + 1] as number); i++) {
      const index = given[i] as number
      if (index === padding) continue
      indices.push(index)
      groups.push(bag)
      positions.push(i)
    }
    sizes.push(indices.length - before)
  }
  return { indices, groups, positions, sizes }
}

/**
 * The rows of all bags side by side, [bags, longest, d], and their maxima. Bags are filled up with their own first row,
 * which changes no maximum; empty ones with any row, which is cleared again.
 */
function maxima(op: string, { indices, sizes }: Bags, weight: Tensor, d: number): Tensor {
  const longest = sizes.reduce((a, b) => Math.max(a, b), 1)
  const table = new Int32Array(sizes.length * longest)
  let start = 0
  for (const [bag, size] of sizes.entries()) {
    table.fill(indices[start] ?? 0, bag * longest, (bag + 1) * longest)
    for (let i = 0; i < size; i++) table[bag * longest + i] = indices[start + i] as number
    start += size
  }
  const filled = fromBuffer(table.buffer, [sizes.length, longest], 'int32', op)
  // Padding was left out already, so that no row has to be kept from its gradient.
  const { values } = max(rowsOf(op, filled, weight, -1), { dim: 1 })
  const isEmpty = Uint8Array.from(sizes, (size) => (size === 0 ? 1 : 0))
  if (!isEmpty.includes(1)) return values
  return maskedFill(reshape(values, [sizes.length, d]), fromBuffer(isEmpty.buffer, [sizes.length, 1], 'bool', op), 0)
}

function int32(op: string, values: readonly number[]): Tensor {
  return fromBuffer(Int32Array.from(values).buffer, [values.length], 'int32', op)
}

function checkFactors(op: string, factors: Tensor | undefined, x: Tensor, mode: BagMode): void {
  if (factors === undefined) return
  assertTensor(op, factors, 'perSampleWeights')
  if (mode !== 'sum') {
    throw new ValueError(op, { expected: "the mode 'sum' with perSampleWeights", got: `'${mode}'` })
  }
  if (factors.dtype !== realDType) {
    throw new DTypeError(op, { expected: `perSampleWeights of dtype ${realDType}`, got: factors.dtype })
  }
  if (sameShape(factors.shape, x.shape)) return
  throw new ShapeError(op, {
    expected: `perSampleWeights of the indices' shape ${show(x.shape)}`,
    got: show(factors.shape),
  })
}

/** Where each bag begins, and where the last one ends. */
function startsOf(op: string, x: Tensor, offsets: Tensor | undefined, includeLast: boolean): number[] {
  if (x.ndim === 2) {
    if (offsets !== undefined) {
      throw new ValueError(op, {
        expected: 'no offsets for indices [bags, length]',
        got: `offsets ${show(offsets.shape)}`,
      })
    }
    const [bags, length] = x.shape as [number, number]
    return Array.from({ length: bags + 1 }, (_, bag) => bag * length)
  }
  if (x.ndim !== 1) throw new ShapeError(op, { expected: 'indices [bags, length] or [m]', got: show(x.shape) })
  if (offsets === undefined) {
    throw new ValueError(op, { expected: 'offsets for indices of one dimension', got: 'none' })
  }
  assertInt32(op, offsets, 'offsets')
  if (offsets.ndim !== 1) throw new ShapeError(op, { expected: 'offsets of one dimension', got: show(offsets.shape) })
  const starts = Array.from(data(offsets))
  if (includeLast && starts.at(-1) !== x.size) {
    throw new ValueError(op, {
      expected: `${x.size}, the number of indices, as the last offset`,
      got: `${starts.at(-1)}`,
    })
  }
  if (!includeLast) starts.push(x.size)
  const wrong = starts.findIndex((start, i) =>
    i === 0 ? start !== 0 && starts.length > 1 : start < (starts[i - 1] as number),
  )
  if (wrong === -1) return starts
  if (wrong === 0) throw new ValueError(op, { expected: '0 as the first offset', got: String(starts[0]) })
  throw new IndexError(op, {
    expected: `offsets that ascend to at most ${x.size}, the number of indices`,
    got: `${starts[wrong - 1]} at position ${wrong - 1}`,
  })
}
