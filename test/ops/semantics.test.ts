import * as g from 'grad128'
import { IndexError, nn, ShapeError, Tensor, tensor, ValueError, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'

// What docs/ops.md says of all operations together. torch 2.15 gives the same, except where the page says otherwise.

const ints = (...values: number[]) => tensor(new Int32Array(values))
const bools = (...values: boolean[]) => tensor(values)
const valuesOf = (result: Tensor | { values: Tensor }) => (result instanceof Tensor ? result : result.values)

describe('types mix', () => {
  const operands = { bool: bools(true), int32: ints(3), float32: tensor([2.5]) }

  test.each([
    ['bool', ['int32', 'int32', 'float32', 'int32', 'float32', 'float32']],
    ['int32', ['int32', 'int32', 'float32', 'int32', 'float32', 'float32']],
    ['float32', ['float32', 'float32', 'float32', 'float32', 'float32', 'float32']],
  ] as const)('%s with another in arithmetic', (dtype, expected) => {
    const others = [...Object.values(operands), 2, 0.5, 2 ** 31]
    for (const op of [g.add, g.sub, g.mul, g.maximum, g.fmod]) {
      expect(others.map((other) => op(operands[dtype], other).dtype)).toEqual(expected)
    }
    expect(others.map((other) => g.div(operands[dtype], other).dtype)).toEqual(Array(6).fill('float32'))
  })

  test('numbers alone are real', () => {
    const condition = bools(true, false)
    expect([g.where(condition, 1, 0).dtype, tensor(1).dtype, g.full([1], 1).dtype]).toEqual(Array(3).fill('float32'))
    expect(g.where(condition, 1, ints(5, 6)).dtype).toBe('int32')
    expect(condition.cast('int32').toArray()).toEqual([1, 0])
  })

  test('whole numbers wrap around', () => {
    const most = ints(2 ** 31 - 1, 1)
    expect([most.sum().item(), most.cumsum(0).toArray(), most.mul(2).toArray()]).toEqual([
      -(2 ** 31),
      [2 ** 31 - 1, -(2 ** 31)],
      [-2, 2],
    ])
  })

  test('casts to int32 stay within it', () => {
    const x = tensor([1.7, -1.7, Number.NaN, Number.POSITIVE_INFINITY, -3e9])
    expect(x.cast('int32').toArray()).toEqual([1, -1, 0, 2 ** 31 - 1, -(2 ** 31)])
  })
})

test('NaN wins, is largest, and is true', () => {
  const x = tensor([1, Number.NaN, 0])
  expect([x.argmax().item(), x.argmin().item(), x.max({ dim: 0 }).indices.item()]).toEqual([1, 1, 1])
  expect([x.sort().indices.toArray(), x.topk(2).indices.toArray()]).toEqual([
    [2, 0, 1],
    [1, 0],
  ])
  expect([x.max(), x.min(), x.clamp(0, 1).max(), nn.functional.relu(x).max()].map((t) => t.item())).toEqual(
    Array(4).fill(Number.NaN),
  )
  expect([x.eq(x), x.ne(x), x.cast('bool'), x.logicalNot()].map((t) => t.toArray())).toEqual([
    [true, false, true],
    [false, true, false],
    [true, true, false],
    [false, false, true],
  ])
  expect(x.sign().toArray()).toEqual([1, 0, 0])
})

describe('no dimensions', () => {
  const x = tensor(3)

  test('are reduced over as if there were one', () => {
    const reductions = [g.sum, g.mean, g.prod, g.max, g.min, g.logsumexp]
    for (const dim of [0, -1]) {
      expect(reductions.map((op) => valuesOf(op(x, { dim })).item())).toEqual([3, 3, 3, 3, 3, 3])
      expect([x.softmax(dim).item(), x.cumsum(dim).item(), x.sort({ dim }).values.item()]).toEqual([1, 3, 3])
    }
    expect(() => x.sum({ dim: 1 })).toThrow(IndexError)
  })

  test('have no parts', () => {
    const parts = [
      () => x.slice(0),
      () => x.narrow(0, 0, 1),
      () => x.select(0, 0),
      () => x.split(1),
      () => x.chunk(1),
      () => x.roll(1, 0),
    ]
    for (const part of parts) expect(part).toThrow(IndexError)
    expect(() => g.cat([x, x])).toThrow(ShapeError)
    expect(g.stack([x, x]).toArray()).toEqual([3, 3])
  })
})

test('of nothing, each reduction gives what does not change the rest', () => {
  const none = zeros([0])
  const [sum, prod, norm, logsumexp] = [none.sum(), none.prod(), none.norm(), none.logsumexp()].map((t) => t.item())
  expect([sum, prod, norm, logsumexp]).toEqual([0, 1, 0, Number.NEGATIVE_INFINITY])
  expect([none.mean(), none.variance(), none.std()].map((t) => t.item())).toEqual(Array(3).fill(Number.NaN))
  expect([none.any().item(), none.all().item()]).toEqual([0, 1])
  for (const op of [g.max, g.min, g.argmax, g.argmin]) expect(() => op(none)).toThrow(ShapeError)
  expect(() => none.norm({ p: Number.POSITIVE_INFINITY })).toThrow(ShapeError)
  expect(zeros([0, 3]).max({ dim: 1 }).values.shape).toEqual([0])
  expect(
    zeros([2, 0])
      .matmul(zeros([0, 1]))
      .toArray(),
  ).toEqual([[0], [0]])
})

describe('dimensions', () => {
  const x = g.arange(0, 24, 1, { dtype: 'float32' }).reshape([2, 3, 4])
  const index = g.zeros([2, 3, 4], { dtype: 'int32' })
  const alongDim: Record<string, (dim: number) => Tensor> = {
    sum: (dim) => x.sum({ dim }),
    mean: (dim) => x.mean({ dim: [dim], keepdim: true }),
    prod: (dim) => x.prod({ dim }),
    logsumexp: (dim) => x.logsumexp({ dim }),
    variance: (dim) => x.variance({ dim }),
    std: (dim) => x.std({ dim }),
    norm: (dim) => x.norm({ dim }),
    max: (dim) => x.max({ dim }).values,
    min: (dim) => x.min({ dim }).values,
    argmax: (dim) => x.argmax({ dim }),
    argmin: (dim) => x.argmin({ dim }),
    any: (dim) => x.any({ dim }),
    all: (dim) => x.all({ dim }),
    cumsum: (dim) => x.cumsum(dim),
    cumprod: (dim) => x.cumprod(dim),
    sort: (dim) => x.sort({ dim, descending: true }).values,
    topk: (dim) => x.topk(1, { dim }).values,
    softmax: (dim) => x.softmax(dim),
    logSoftmax: (dim) => x.logSoftmax(dim),
    flatten: (dim) => x.flatten(dim),
    squeeze: (dim) => x.narrow(dim, 1, 1).squeeze(dim),
    transpose: (dim) => x.transpose(dim, 0),
    cat: (dim) => g.cat([x, x], dim),
    split: (dim) => x.split(1, dim)[1] as Tensor,
    chunk: (dim) => x.chunk(2, dim)[1] as Tensor,
    roll: (dim) => x.roll(1, dim),
    flip: (dim) => x.flip(dim),
    slice: (dim) => x.slice(dim, 1),
    narrow: (dim) => x.narrow(dim, 1, 1),
    select: (dim) => x.select(dim, 1),
    indexSelect: (dim) => x.indexSelect(dim, ints(1, 0)),
    gather: (dim) => x.gather(dim, index),
    scatter: (dim) => x.scatter(dim, index, 1),
    scatterAdd: (dim) => x.scatterAdd(dim, index, x),
  }

  test.each(Object.entries(alongDim))('count from the end when negative: %s', (_, op) => {
    for (const dim of [0, 1, 2]) {
      const [front, back] = [op(dim), op(dim - 3)]
      expect([back.shape, back.toArray()]).toEqual([front.shape, front.toArray()])
    }
    for (const dim of [3, -4, 0.5]) expect(() => op(dim)).toThrow(IndexError)
  })

  test('of an empty list are all', () => {
    expect([x.sum({ dim: [] }), x.any({ dim: [] }), x.std({ dim: [] })].map((t) => t.shape)).toEqual([[], [], []])
  })

  test('stay on request, without a dim too', () => {
    const options = { keepdim: true }
    const results = [x.sum(options), x.prod(options), x.max(options), x.min(options), x.argmax(options)]
    expect(results.map((t) => [t.shape, t.item()])).toEqual([276, 0, 23, 0, 23].map((value) => [[1, 1, 1], value]))
  })
})

describe('memory', () => {
  const forms: Record<string, (x: Tensor) => Tensor> = {
    reshape: (x) => x.reshape([3, 2]),
    flatten: (x) => x.flatten(),
    squeeze: (x) => x.squeeze(),
    unsqueeze: (x) => x.unsqueeze(0),
    detach: (x) => x.detach(),
    'transpose of the last two': (x) => x.transpose(0, 1),
    'permute of the last two': (x) => x.permute([1, 0]),
    'cast to its own type': (x) => x.cast('float32'),
    'expand to its own shape': (x) => x.expand([2, 3]),
    'dropout outside of training': (x) => nn.functional.dropout(x, { training: false }),
  }
  const copies: Record<string, (x: Tensor) => Tensor> = {
    clone: (x) => x.clone(),
    slice: (x) => x.slice(0),
    narrow: (x) => x.narrow(0, 0, 2),
    select: (x) => x.select(0, 1),
    split: (x) => x.split(2)[0] as Tensor,
    chunk: (x) => x.chunk(1)[0] as Tensor,
    diagonal: (x) => x.diagonal(),
    'expand that stretches': (x) => x.expand([1, 2, 3]).expand([2, 2, 3]),
    'permute of others': (x) => x.unsqueeze(0).permute([1, 0, 2]).unsqueeze(0).permute([3, 1, 2, 0]),
    repeat: (x) => x.repeat([1, 1]),
    flip: (x) => x.flip([]),
    roll: (x) => x.roll(0),
    pad: (x) => x.pad([0, 0]),
    cat: (x) => g.cat([x]),
    cumsum: (x) => x.cumsum(0),
    max: (x) => x.max(),
  }
  const changes = (op: (x: Tensor) => Tensor) => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const y = op(x)
    const before = y.sum().item()
    x.copyFrom(tensor([10, 20, 30, 40, 50, 60]))
    return y.sum().item() !== before
  }

  test.each(Object.entries(forms))('is shared by %s', (_, op) => expect(changes(op)).toBe(true))
  test.each(Object.entries(copies))('is its own for %s', (_, op) => expect(changes(op)).toBe(false))
})

test('whole numbers have no remainder by 0 and no negative powers', () => {
  for (const op of [() => ints(1).remainder(0), () => ints(1).fmod(ints(0)), () => ints(2).pow(-1)]) {
    expect(op).toThrow(ValueError)
  }
  expect([tensor(1).div(0).item(), ints(0).div(0).item()]).toEqual([Number.POSITIVE_INFINITY, Number.NaN])
})

test("an infinite input has no part in the gradient of a PReLU's weight", () => {
  const x = tensor(
    [
      [1, Number.POSITIVE_INFINITY],
      [-2, -3],
    ],
    { requiresGrad: true },
  )
  const weight = tensor([0.5, 0.25], { requiresGrad: true })
  nn.functional.prelu(x, weight).backward(
    tensor([
      [1, 2],
      [3, 4],
    ]),
  )
  expect(x.grad!.toArray()).toEqual([
    [1, 2],
    [1.5, 1],
  ])
  expect(weight.grad!.toArray()).toEqual([-6, -12])
})
