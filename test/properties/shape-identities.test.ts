import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Library, precisions } from '../fixtures/precision.js'
import { arrays, quarters } from './arbitraries.js'
import { at, build, countOf, type Numbers, toTensor } from './array.js'
import { holds } from './holds.js'

type Tensor = ReturnType<Library['tensor']>

/** What an identity is about: a tensor of at least one dimension, one of its dimensions, and whole numbers at will. */
interface Case {
  t: Tensor
  dim: number
  size: number
  rank: number
  pick: (n: number) => number
  library: Library
}

/** A random order of 0 … n − 1 for each row along the dimension, as an index of the tensor's shape. */
function shuffles({ t, dim, pick, library }: Case): Tensor {
  return library.tensor(quarters(t.shape, pick(1000)).values, { shape: t.shape }).sort({ dim }).indices
}

function orderOf(n: number, pick: Case['pick']): number[] {
  const left = Array.from({ length: n }, (_, i) => i)
  return Array.from({ length: n }, () => left.splice(pick(left.length), 1)[0] as number)
}

const range = (library: Library, n: number) => library.arange(n)

/** Two ways to the same tensor. */
const identities: Record<string, (c: Case) => [Tensor, Tensor] | undefined> = {
  'reshape and back': ({ t }) => [t.reshape([countOf(t.shape), 1]).reshape(t.shape), t],
  'permute and back': ({ t, rank, pick }) => {
    const order = orderOf(rank, pick)
    return [t.permute(order).permute(order.map((_, d) => order.indexOf(d))), t]
  },
  'permute twice is one permutation': ({ t, rank, pick }) => {
    const [p, q] = [orderOf(rank, pick), orderOf(rank, pick)]
    return [t.permute(p).permute(q), t.permute(q.map((d) => p[d] as number))]
  },
  'transpose and back': ({ t, dim, rank, pick }) => {
    const other = pick(rank)
    return [t.transpose(dim, other).transpose(other, dim), t]
  },
  'the last two exchanged and back': ({ t, rank }) =>
    rank < 2 ? undefined : [t.transpose(-1, -2).transpose(-2, -1), t],
  'flatten and unflatten': ({ t, dim, rank, pick }) => {
    const end = dim + pick(rank - dim)
    return [t.flatten(dim, end).reshape(t.shape), t]
  },
  'unsqueeze and squeeze': ({ t, dim }) => [t.unsqueeze(dim).squeeze(dim), t],
  'expand is repeat': ({ t, dim, pick }) => {
    const [u, count] = [t.unsqueeze(dim), pick(4)]
    const stretched = u.shape.map((n, d) => (d === dim ? count : n))
    return [u.expand(stretched), u.repeat(u.shape.map((_, d) => (d === dim ? count : 1)))]
  },
  'split and cat': ({ t, dim, size, pick, library }) => {
    const first = pick(size + 1)
    return [library.cat(t.split(pick(2) ? [first, size - first] : 1 + pick(size + 1), dim), dim), t]
  },
  'chunk and cat': ({ t, dim, pick, library }) => [library.cat(t.chunk(1 + pick(5), dim), dim), t],
  'select and stack': ({ t, dim, size, library }) =>
    size === 0
      ? undefined
      : [
          library.stack(
            Array.from({ length: size }, (_, i) => t.select(dim, i)),
            dim,
          ),
          t,
        ],
  'flip and flip': ({ t, rank, pick }) => {
    const dims = orderOf(rank, pick).slice(0, pick(rank + 1))
    return [t.flip(dims).flip(dims), t]
  },
  'roll there and back': ({ t, dim, pick }) => {
    const shift = pick(20) - 10
    return [t.roll(shift, dim).roll(-shift, dim), t]
  },
  'roll along several dimensions is one after the other': ({ t, rank, pick }) => {
    const [a, b] = [pick(rank), pick(rank)]
    return [t.roll([2, -3], [a, b]), t.roll(-3, b).roll(2, a)]
  },
  'tril and the triu above it': ({ t, rank, pick }) => {
    const diagonal = pick(9) - 4
    return rank < 2 ? undefined : [t.tril({ diagonal }).add(t.triu({ diagonal: diagonal + 1 })), t]
  },
  'slices of every second are all': ({ t, dim, library }) => {
    const [even, odd] = [t.slice(dim, 0, undefined, 2), t.slice(dim, 1, undefined, 2)]
    const joined = library.cat([even, odd], dim)
    const order = [...Array(t.shape[dim]).keys()].map((i) => (i % 2) * (even.shape[dim] as number) + (i >> 1))
    return [joined.indexSelect(dim, library.tensor(new Int32Array(order))), t]
  },
  'indexSelect of all in order': ({ t, dim, size, library }) => [t.indexSelect(dim, range(library, size)), t],
  'take of all in order': ({ t, library }) => [t.take(range(library, countOf(t.shape)).reshape(t.shape)), t],
  'gather by a permutation, scattered back': (c) => {
    const index = shuffles(c)
    return [c.library.zerosLike(c.t).scatter(c.dim, index, c.t.gather(c.dim, index)), c.t]
  },
  'scatterAdd of a permutation is scatter': (c) => {
    const index = shuffles(c)
    return [c.library.zerosLike(c.t).scatterAdd(c.dim, index, c.t), c.library.onesLike(c.t).scatter(c.dim, index, c.t)]
  },
  'sort is a gather by its indices': ({ t, dim, pick }) => {
    const { values, indices } = t.sort({ dim, descending: pick(2) === 1 })
    return [values, t.gather(dim, indices)]
  },
  'sort and the inverse of its permutation': ({ t, dim }) => {
    const { values, indices } = t.sort({ dim })
    return [values.gather(dim, indices.sort({ dim }).indices), t]
  },
  'sort is monotonous': ({ t, dim, size }) => {
    if (size === 0) return undefined
    const { values } = t.sort({ dim })
    const steps = values.narrow(dim, 1, size - 1).sub(values.narrow(dim, 0, size - 1))
    return [steps.abs(), steps]
  },
  'sort keeps the order of equal elements': ({ t, dim, size, pick, library }) => {
    if (size === 0) return undefined
    const { values, indices } = t.sort({ dim, descending: pick(2) === 1 })
    const steps = (x: Tensor) => x.narrow(dim, 1, size - 1).sub(x.narrow(dim, 0, size - 1))
    const swapped = steps(values).eq(0).logicalAnd(steps(indices).lt(0))
    return [swapped, library.zeros(swapped.shape, { dtype: 'bool' })]
  },
  'topk is the beginning of sort': ({ t, dim, size, pick }) => {
    const [k, largest] = [pick(size + 1), pick(2) === 1]
    return [t.topk(k, { dim, largest }).values, t.sort({ dim, descending: largest }).values.narrow(dim, 0, k)]
  },
  'topk says where': ({ t, dim, size, pick }) => {
    const { values, indices } = t.topk(pick(size + 1), { dim })
    return [t.gather(dim, indices), values]
  },
  'the last of cumsum is the sum': ({ t, dim, size }) =>
    size === 0 ? undefined : [t.cumsum(dim).select(dim, size - 1), t.sum({ dim })],
  'max is the last of sort': ({ t, dim, size }) =>
    size === 0 ? undefined : [t.max({ dim }).values, t.sort({ dim }).values.select(dim, -1)],
  'pad and narrow': ({ t, rank, pick }) => {
    const [before, after] = [pick(4), pick(4)]
    return [t.pad([before, after]).narrow(-1, before, t.shape[rank - 1] as number), t]
  },
  'the diagonal of a product with the identity': ({ t, rank, library }) => {
    if (rank < 2) return undefined
    const n = t.shape[rank - 1] as number
    return [t.matmul(library.eye(n)).diagonal({ dim1: -2, dim2: -1 }), t.diagonal({ dim1: -2, dim2: -1 })]
  },
}

/** Kernels of every kind that may read what an identity made. */
const readers: Record<string, (t: Tensor, library: Library) => Tensor> = {
  'as it is': (t) => t,
  'by an elementwise kernel': (t) => t.mul(2).add(t),
  'by a reduction': (t) => t.sum({ dim: 0 }),
  'by a matrix product on its left': (t, library) =>
    t.ndim === 0 ? t : t.matmul(library.ones([t.shape.at(-1) as number, 3])),
  'by a matrix product on its right': (t, library) =>
    t.ndim < 2 ? t : library.ones([2, t.shape.at(-2) as number]).matmul(t),
}

/** The numbers as a tensor that lies in memory as it is, or with its last two dimensions exchanged, or is a reshape. */
const sources: Record<string, (library: Library, x: Numbers) => Tensor> = {
  plain: toTensor,
  transposed: (library, x) => {
    const swap = (list: readonly number[]) => [...list.slice(0, -2), ...list.slice(-2).reverse()]
    const stored = build(swap(x.shape), (index) => at(x, swap(index)))
    return x.shape.length < 2 ? toTensor(library, x) : toTensor(library, stored).transpose(-1, -2)
  },
  reshaped: (library, x) => toTensor(library, { ...x, shape: [x.values.length] }).reshape(x.shape),
}

describe.each(precisions)('on $name', ({ library }) => {
  const where = fc.tuple(fc.nat(1000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }))
  const source = fc.constantFrom(...Object.keys(sources))
  const reader = fc.constantFrom(...Object.keys(readers))

  test.each(Object.entries(identities))('%s', (name, identity) => {
    holds(40, [arrays({ minRank: 1, most: 500 }), where, source, reader], (x, [d, picks], from, by) => {
      const t = sources[from]!(library, x)
      const dim = d % t.ndim
      let next = 0
      const pick = (n: number) => (n <= 1 ? 0 : (picks[next++ % picks.length] as number) % n)
      const both = identity({ t, dim, size: t.shape[dim] as number, rank: t.ndim, pick, library })
      if (both === undefined) return
      const [left, right] = both.map((one) => (one.ndim === 0 ? one : readers[by]!(one, library))) as [Tensor, Tensor]
      expect([left.shape, left.dtype], name).toEqual([right.shape, right.dtype])
      expect(left.data(), name).toEqual(right.data())
    })
  })
})
