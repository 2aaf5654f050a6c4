import type { Library } from '../fixtures/precision.js'
import { at, broadcastAt, build, countOf, type Numbers, positionOf } from './array.js'

type Tensor = ReturnType<Library['tensor']>

/** A whole number from 0 to n − 1. */
export type Pick = (n: number) => number

/** An operation with its arguments, on tensors and by index arithmetic. Filled places get 0. */
export interface Rearrangement {
  run: (t: Tensor, library: Library) => Tensor
  result: Numbers
}

const ints = (values: number[], shape = [values.length]) => ({ values: new Int32Array(values), shape })
const indexTensor = (library: Library, { values, shape }: ReturnType<typeof ints>) => library.tensor(values, { shape })
const replaced = (index: readonly number[], dim: number, value: number) => index.map((i, d) => (d === dim ? value : i))
const inserted = (index: readonly number[], dim: number, ...values: number[]) => index.toSpliced(dim, 0, ...values)

/** x along one dimension, of which position i shows what stood at `from(i)`; −1 stands for nothing. */
const alongDim = (x: Numbers, dim: number, length: number, from: (i: number) => number): Numbers =>
  build(replaced(x.shape, dim, length), (index) => {
    const position = from(index[dim] as number)
    return position < 0 ? 0 : at(x, replaced(index, dim, position))
  })

const reshaped = (x: Numbers, shape: readonly number[]): Numbers => ({ shape, values: x.values })

/** A dimension, and the same as a user may write it. */
function dimOf(x: Numbers, pick: Pick, extra = 0): { dim: number; written: number; size: number } {
  const rank = x.shape.length + extra
  const dim = pick(rank)
  return { dim, written: pick(2) === 0 ? dim : dim - rank, size: x.shape[dim] ?? 1 }
}

function orderOf(rank: number, pick: Pick): number[] {
  const left = Array.from({ length: rank }, (_, d) => d)
  return Array.from({ length: rank }, () => left.splice(pick(left.length), 1)[0] as number)
}

type Rearrange = (x: Numbers, pick: Pick) => Rearrangement | undefined

/** For operations that need a dimension to work along. */
const ofDimension =
  (rearrange: Rearrange): Rearrange =>
  (x, pick) =>
    x.shape.length === 0 ? undefined : rearrange(x, pick)

/** Every operation that moves, repeats or drops elements; undefined where the shape does not allow it. */
export const rearrangements: Record<string, Rearrange> = {
  flatten: (x, pick) => {
    if (x.shape.length === 0) return { run: (t) => t.flatten(), result: reshaped(x, [1]) }
    const from = pick(x.shape.length)
    const to = from + pick(x.shape.length - from)
    const merged = countOf(x.shape.slice(from, to + 1))
    const shape = [...x.shape.slice(0, from), merged, ...x.shape.slice(to + 1)]
    return { run: (t) => t.flatten(from, to - x.shape.length), result: reshaped(x, shape) }
  },
  unflatten: ofDimension((x, pick) => {
    const { dim, size } = dimOf(x, pick)
    const divisors = Array.from({ length: size }, (_, i) => i + 1).filter((n) => size % n === 0)
    if (divisors.length === 0) return undefined
    const outer = divisors[pick(divisors.length)] as number
    const shape = x.shape.toSpliced(dim, 1, outer, size / outer)
    const open = countOf(x.shape) > 0 ? replaced(shape, dim, -1) : shape
    return { run: (t) => t.reshape(open), result: reshaped(x, shape) }
  }),
  permute: (x, pick) => {
    const order = orderOf(x.shape.length, pick)
    const shape = order.map((d) => x.shape[d] as number)
    const result = build(shape, (index) =>
      at(
        x,
        order.map((_, d) => index[order.indexOf(d)] as number),
      ),
    )
    return { run: (t) => t.permute(order), result }
  },
  transpose: (x, pick) => {
    const [a, b] = [dimOf(x, pick), dimOf(x, pick)]
    const swap = (list: readonly number[]) => replaced(replaced(list, a.dim, list[b.dim]!), b.dim, list[a.dim]!)
    return {
      run: (t) => t.transpose(a.written, b.written),
      result: build(swap(x.shape), (index) => at(x, swap(index))),
    }
  },
  'transpose of the last two': (x) => {
    const swap = (list: readonly number[]) => [...list.slice(0, -2), ...list.slice(-2).reverse()]
    if (x.shape.length < 2) return undefined
    return { run: (t) => t.transpose(-1, -2), result: build(swap(x.shape), (index) => at(x, swap(index))) }
  },
  unsqueeze: (x, pick) => {
    const { dim, written } = dimOf(x, pick, 1)
    return { run: (t) => t.unsqueeze(written), result: reshaped(x, inserted(x.shape, dim, 1)) }
  },
  squeeze: (x, pick) => {
    const { dim, written } = dimOf(x, pick)
    const all = pick(2) === 0
    const shape = x.shape.filter((size, d) => size !== 1 || (!all && d !== dim))
    return { run: (t) => (all ? t.squeeze() : t.squeeze(written)), result: reshaped(x, shape) }
  },
  expand: (x, pick) => {
    const shape = [1 + pick(2), ...x.shape.map((size) => (size === 1 ? pick(4) : size))]
    const written = shape.map((size, d) => (d > 0 && size === x.shape[d - 1] ? -1 : size))
    return { run: (t) => t.expand(written), result: build(shape, (index) => broadcastAt(x, index)) }
  },
  repeat: (x, pick) => {
    const counts = [...(pick(2) === 0 ? [pick(3)] : []), ...x.shape.map(() => 1 + pick(2))]
    const added = counts.length - x.shape.length
    const shape = counts.map((count, d) => count * (x.shape[d - added] ?? 1))
    const result = build(shape, (index) =>
      at(
        x,
        x.shape.map((size, d) => (index[d + added] as number) % size),
      ),
    )
    return { run: (t) => t.repeat(counts), result }
  },
  flip: (x, pick) => {
    const dims = x.shape.map((_, d) => d).filter(() => pick(2) === 0)
    const turn = (index: number[]) => index.map((i, d) => (dims.includes(d) ? (x.shape[d] as number) - 1 - i : i))
    return { run: (t) => t.flip(dims), result: build(x.shape, (index) => at(x, turn(index))) }
  },
  roll: ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    const shift = pick(9) - 4
    const from = (i: number, n: number) => (((i - shift) % n) + n) % n
    if (pick(3) > 0) return { run: (t) => t.roll(shift, written), result: alongDim(x, dim, size, (i) => from(i, size)) }
    const { length } = x.values
    const result = build(x.shape, (index) => x.values[from(positionOf(x.shape, index), length)] as number)
    return { run: (t) => t.roll(shift), result }
  }),
  slice: ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    const [start, end, step] = [pick(2 * size + 5) - size - 2, pick(2 * size + 5) - size - 2, 1 + pick(3)]
    const clip = (i: number) => Math.min(size, Math.max(0, i < 0 ? i + size : i))
    const length = Math.max(0, Math.ceil((clip(end) - clip(start)) / step))
    return {
      run: (t) => t.slice(written, start, end, step),
      result: alongDim(x, dim, length, (i) => clip(start) + i * step),
    }
  }),
  narrow: ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    const start = pick(size + 1)
    const length = pick(size - start + 1)
    return { run: (t) => t.narrow(written, start, length), result: alongDim(x, dim, length, (i) => start + i) }
  }),
  select: ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    if (size === 0) return undefined
    const position = pick(size)
    const result = build(x.shape.toSpliced(dim, 1), (index) => at(x, inserted(index, dim, position)))
    return { run: (t) => t.select(written, pick(2) === 0 ? position : position - size), result }
  }),
  'part of a split': ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    const first = pick(size + 1)
    const [start, length] = [
      [0, first],
      [first, size - first],
    ][pick(2)] as [number, number]
    const run = (t: Tensor) =>
      t.split([first, size - first], written)[start === 0 && length === first ? 0 : 1] as Tensor
    return { run, result: alongDim(x, dim, length, (i) => start + i) }
  }),
  'first chunk': ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    const n = 1 + pick(4)
    return { run: (t) => t.chunk(n, written)[0] as Tensor, result: alongDim(x, dim, Math.ceil(size / n), (i) => i) }
  }),
  cat: ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    const run = (t: Tensor, library: Library) => library.cat([t, t.flip(dim)], written)
    return { run, result: alongDim(x, dim, 2 * size, (i) => (i < size ? i : 2 * size - 1 - i)) }
  }),
  stack: (x, pick) => {
    const { dim, written } = dimOf(x, pick, 1)
    const result = build(inserted(x.shape, dim, 3), (index) => at(x, index.toSpliced(dim, 1)))
    return { run: (t, library) => library.stack([t, t, t], written), result }
  },
  indexSelect: ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    const index = ints(Array.from({ length: size === 0 ? 0 : pick(5) }, () => pick(size)))
    const result = alongDim(x, dim, index.values.length, (i) => index.values[i] as number)
    return { run: (t, library) => t.indexSelect(written, indexTensor(library, index)), result }
  }),
  take: (x, pick) => {
    const { length } = x.values
    if (length === 0) return undefined
    const index = ints(
      Array.from({ length: 6 }, () => pick(2 * length) - length),
      [2, 3],
    )
    const values = Float64Array.from(index.values, (i) => x.values.at(i) as number)
    return { run: (t, library) => t.take(indexTensor(library, index)), result: { shape: index.shape, values } }
  },
  gather: ofDimension((x, pick) => {
    const { dim, written, size } = dimOf(x, pick)
    if (size === 0) return undefined
    const shape = x.shape.map((n, d) => (d === dim ? 1 + pick(4) : n - pick(Math.min(n, 2))))
    const index = ints(
      Array.from({ length: countOf(shape) }, () => pick(size)),
      shape,
    )
    const result = build(shape, (at_) => at(x, replaced(at_, dim, index.values[positionOf(shape, at_)] as number)))
    return { run: (t, library) => t.gather(written, indexTensor(library, index)), result }
  }),
  diagonal: (x, pick) => {
    if (x.shape.length < 2) return undefined
    const [dim1, dim2] = orderOf(x.shape.length, pick) as [number, number]
    const offset = pick(5) - 2
    const [down, right] = [Math.max(0, -offset), Math.max(0, offset)]
    const length = Math.max(0, Math.min(x.shape[dim1]! - down, x.shape[dim2]! - right))
    const shape = [...x.shape.filter((_, d) => d !== dim1 && d !== dim2), length]
    const result = build(shape, (index) => {
      const [others, i] = [index.slice(0, -1), index.at(-1) as number]
      return at(
        x,
        x.shape.map((_, d) => (d === dim1 ? i + down : d === dim2 ? i + right : (others.shift() as number))),
      )
    })
    return { run: (t) => t.diagonal({ offset, dim1, dim2: dim2 - x.shape.length }), result }
  },
  triangle: (x, pick) => {
    if (x.shape.length < 2) return undefined
    const [lower, diagonal] = [pick(2) === 0, pick(5) - 2]
    const result = build(x.shape, (index) => {
      const above = (index.at(-1) as number) - (index.at(-2) as number) - diagonal
      return (lower ? above <= 0 : above >= 0) ? at(x, index) : 0
    })
    return { run: (t) => (lower ? t.tril({ diagonal }) : t.triu({ diagonal })), result }
  },
  pad: (x, pick) => {
    const mode = (['constant', 'reflect', 'replicate'] as const)[pick(3)]!
    const padding: number[] = []
    let result = x
    for (let d = x.shape.length - 1; d >= Math.max(0, x.shape.length - 2); d--) {
      const size = x.shape[d] as number
      if (size === 0 && mode !== 'constant') return undefined
      const most = mode === 'reflect' ? size - 1 : 3
      const end = () =>
        mode === 'constant' ? pick(4) - Math.min(1, Math.floor(size / 2)) : pick(Math.min(3, most) + 1)
      const [before, after] = [end(), end()]
      padding.push(before, after)
      result = alongDim(result, d, before + size + after, (i) => {
        const p = i - before
        if (p >= 0 && p < size) return p
        if (mode === 'constant') return -1
        if (mode === 'replicate') return p < 0 ? 0 : size - 1
        return p < 0 ? -p : 2 * (size - 1) - p
      })
    }
    return { run: (t) => t.pad(padding, { mode }), result }
  },
}
