import * as g from 'grad128/float64'
import { type Sample, sample } from './samples.js'
import { leaf } from './values.js'

const matrix = () => leaf([3, 5])
const other = () => leaf([3, 5], -2, 2, 1)
const indices = (values: number[], shape?: number[]) =>
  g.tensor(new Int32Array(values), { shape: shape ?? [values.length] })
const small = indices([2, 0, 1, 1], [2, 2])
const apart = indices([2, 0, 1, 3], [2, 2])

/** Parts of tensors, tensors made of parts, and products by index names. */
export const indexingSamples: Record<string, Sample[]> = {
  select: [sample((x) => x.select(0, -1), matrix()), sample((x) => x.select(1, 2), leaf([2, 3, 5]))],
  narrow: [sample((x) => x.narrow(1, -3, 2), matrix())],
  slice: [sample((x) => x.slice(1, -4, 100, 2), matrix()), sample((x) => x.slice(0, 1), matrix())],
  flip: [sample((x) => x.flip([0, -1]), leaf([2, 3, 5]))],
  indexSelect: [sample((x) => x.indexSelect(1, indices([4, 0, 4])), leaf([2, 5, 3]))],
  take: [sample((x) => x.take(indices([14, 0, 14, 7], [2, 2])), matrix())],
  gather: [
    sample((x) => x.gather(1, small), matrix()),
    sample((x) => x.gather(0, indices([2, 0, 0, 1, 1], [1, 5])), matrix()),
  ],
  scatter: [sample((x, y) => x.scatter(1, apart, y), matrix(), other())],
  scatterAdd: [sample((x, y) => x.scatterAdd(1, small, y), matrix(), other())],
  cat: [0, 1].map((dim) => sample((x, y) => g.cat([x, y, x], dim), matrix(), other())),
  stack: [0, 1, -1].map((dim) => sample((x, y) => g.stack([x, y], dim), matrix(), other())),
  split: [
    sample((x) => x.split(2, 1)[2] as g.Tensor, matrix()),
    sample((x) => g.cat(x.split([1, 4], 1).reverse(), 1), matrix()),
  ],
  chunk: [sample((x) => g.stack(x.chunk(2, 0).map((part) => part.sum())), matrix())],
  repeat: [sample((x) => x.repeat([2, 1, 3]), matrix())],
  roll: [sample((x) => x.roll([1, -2], [0, 1]), matrix()), sample((x) => x.roll(7), matrix())],
  tril: [-1, 0, 2].map((diagonal) => sample((x) => x.tril({ diagonal }), leaf([2, 3, 5]))),
  triu: [-1, 0, 2].map((diagonal) => sample((x) => x.triu({ diagonal }), leaf([2, 3, 5]))),
  diagonal: [
    sample((x) => x.diagonal({ offset: -1 }), matrix()),
    sample((x) => x.diagonal({ dim1: 2, dim2: 0 }), leaf([2, 3, 5])),
  ],
  pad: [
    sample((x) => x.pad([1, 2, 0, 1], { value: 3 }), matrix()),
    sample((x) => x.pad([-1, 2]), matrix()),
    sample((x) => x.pad([2, 1], { mode: 'reflect' }), matrix()),
    sample((x) => x.pad([2, 1], { mode: 'circular' }), matrix()),
    sample((x) => x.pad([2, 1, 1, 3], { mode: 'replicate' }), matrix()),
  ],
  mm: [sample((a, b) => a.mm(b.transpose(0, 1)), matrix(), other())],
  bmm: [sample((a, b) => a.bmm(b), leaf([2, 3, 5]), leaf([2, 5, 3], -2, 2, 1))],
  dot: [sample((a, b) => a.dot(b), leaf([7]), leaf([7], -2, 2, 1))],
  outer: [sample((a, b) => a.outer(b), leaf([3]), leaf([5], -2, 2, 1))],
  einsum: [
    sample((a, b) => g.einsum('ij,kj->ik', a, b), matrix(), other()),
    sample((a, b) => g.einsum('bhqd,bhkd->bhqk', a, b), leaf([2, 1, 3, 5]), leaf([2, 1, 2, 5], -2, 2, 1)),
    sample((a) => g.einsum('ii->i', a), leaf([3, 3])),
    sample((a) => g.einsum('iij->j', a), leaf([3, 3, 2])),
    sample((a, b) => g.einsum('...ij,...jk', a, b), leaf([2, 3, 5]), leaf([5, 2], -2, 2, 1)),
    sample((a, b, c) => g.einsum('i,ij,j->', a, b, c), leaf([3]), leaf([3, 5], -2, 2, 1), leaf([5], -2, 2, 2)),
  ],
}
