import fc from 'fast-check'
import * as double from 'grad128/float64'
import { describe, expect, test } from 'vitest'
import { expectValuesClose } from '../fixtures/expect-close.js'
import { type Library, type Precision, precisions } from '../fixtures/precision.js'
import { quarters, starts } from './arbitraries.js'
import { countOf } from './array.js'
import { holds } from './holds.js'

type Tensor = ReturnType<Library['tensor']>

/** A formula over leaves of shape [ROWS, COLUMNS], whose every part has that shape. */
type Expression = { leaf: number } | { op: string; of: Expression[] }

const ROWS = 2
const COLUMNS = 3
const LEAVES = 3

/** Smooth operations whose results stay small, so that differences see the slope and not the curvature. */
const unary: Record<string, (x: Tensor, g: Library) => Tensor> = {
  tanh: (x) => x.tanh(),
  sigmoid: (x) => x.sigmoid(),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  atan: (x) => x.atan(),
  erf: (x) => x.erf(),
  exp: (x) => x.tanh().exp(),
  expm1: (x) => x.sin().expm1(),
  tan: (x) => x.atan().mul(0.5).tan(),
  log: (x) => x.square().add(1).log(),
  log1p: (x) => x.square().log1p(),
  sqrt: (x) => x.square().add(0.5).sqrt(),
  rsqrt: (x) => x.square().add(0.5).rsqrt(),
  reciprocal: (x) => x.square().add(1).reciprocal(),
  pow: (x) => x.square().add(1).pow(-1.5),
  neg: (x) => x.neg(),
  softplus: (x, g) => g.nn.functional.softplus(x),
  silu: (x, g) => g.nn.functional.silu(x),
  gelu: (x, g) => g.nn.functional.gelu(x, { approximate: 'tanh' }),
  softmax: (x) => x.softmax(1),
  logSoftmax: (x) => x.logSoftmax(0),
  centred: (x) => x.sub(x.mean({ dim: 1, keepdim: true })),
  normed: (x) => x.div(x.norm({ dim: 0, keepdim: true }).add(1)),
  spread: (x) => x.div(x.variance({ keepdim: true }).add(1)),
  logsumexp: (x) => x.add(x.logsumexp({ dim: [0, 1] })),
  cumulated: (x) => x.cumsum(1).mul(0.5),
  multiplied: (x) => x.tanh().cumprod(0),
  product: (x) => x.sin().prod({ dim: 1, keepdim: true }).add(x),
  turned: (x) => x.transpose(0, 1).tanh().transpose(0, 1),
  moved: (x) => x.roll(1, 1).flip(0),
  cut: (x, g) => g.cat([x.narrow(1, 2, 1), x.slice(1, 0, 2)], 1),
  padded: (x) => x.pad([1, 1], { mode: 'reflect' }).sum({ dim: 1, keepdim: true }).add(x).mul(0.25),
  repeated: (x) => x.repeat([2, 1]).chunk(2)[1]!.mul(x),
  chosen: (x, g) => x.gather(1, g.tensor(new Int32Array([0, 0, 2, 1, 2, 0]), { shape: [ROWS, COLUMNS] })),
  triangles: (x) => x.tril().sub(x.triu({ diagonal: 1 })),
  masked: (x, g) => x.maskedFill(g.tensor([true, false, false]), 0.5),
}

const binary: Record<string, (a: Tensor, b: Tensor, g: Library) => Tensor> = {
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  div: (a, b) => a.div(b.square().add(1)),
  pow: (a, b) => a.square().add(1).pow(b.tanh()),
  lerp: (a, b) => a.lerp(b, 0.25),
  addcmul: (a, b) => a.addcmul(a, b, { value: 0.5 }),
  where: (a, b, g) => g.where(g.tensor([[true], [false]]), a, b),
  matmul: (a, b) => a.matmul(b.transpose(0, 1)).tanh().matmul(a),
  einsum: (a, b, g) => g.einsum('ij,kj,kl->il', a, b.tanh(), a),
  row: (a, b) => a.mul(b.select(0, 1)),
  column: (a, b) => a.sub(b.narrow(1, 0, 1)),
  stacked: (a, b, g) => g.stack([a, b]).mean({ dim: 0 }),
}

const DEPTH = 4
const leaf: fc.Arbitrary<Expression> = fc.nat(LEAVES - 1).map((i) => ({ leaf: i }))
const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const node = (ops: string[], count: number) =>
    fc.record({
      op: fc.constantFrom(...ops),
      of: fc.array(tie('expression'), { minLength: count, maxLength: count }),
    })
  return {
    expression: fc.oneof(
      { maxDepth: DEPTH, depthSize: 'max' },
      { weight: 1, arbitrary: leaf },
      { weight: 3, arbitrary: node(Object.keys(unary), 1) },
      { weight: 3, arbitrary: node(Object.keys(binary), 2) },
    ),
  }
})

function evaluate(e: Expression, leaves: readonly Tensor[], g: Library): Tensor {
  if ('leaf' in e) return leaves[e.leaf] as Tensor
  const [a, b] = e.of.map((part) => evaluate(part, leaves, g)) as [Tensor, Tensor]
  return e.of.length === 1 ? unary[e.op]!(a, g) : binary[e.op]!(a, b, g)
}

const text = (e: Expression): string => ('leaf' in e ? 'xyz'[e.leaf]! : `${e.op}(${e.of.map(text).join(', ')})`)

const shape = [ROWS, COLUMNS]
const leavesFrom = (start: number, g: Library) =>
  Array.from({ length: LEAVES }, (_, i) => {
    const values = quarters(shape, start + 97 * i).values.map((v) => v / 3 + 0.05)
    return g.tensor(values, { shape, requiresGrad: true })
  })

/** dΣ(upstream·y)/d(leaf) by differences of fourth order: (8(f(h) − f(−h)) − (f(2h) − f(−2h)))/12h. */
function differences(f: () => number, x: Tensor): number[] {
  const h = 1e-3
  const original = x.data()
  const moved = (j: number, by: number) => {
    const changed = original.slice()
    changed[j]! += by
    x.copyFrom(changed)
    return f()
  }
  const slopes = Array.from(original, (_, j) => {
    const [near, far] = [moved(j, h) - moved(j, -h), moved(j, 2 * h) - moved(j, -2 * h)]
    return (8 * near - far) / (12 * h)
  })
  x.copyFrom(original)
  return slopes
}

describe('in double precision', () => {
  const library = double as unknown as Library

  test('the gradient of a random composition is the slope that differences see', () => {
    holds(80, [expression, starts], (e, start) => {
      const leaves = leavesFrom(start, library)
      const upstream = library.tensor(quarters(shape, start + 5).values, { shape })
      const loss = () => library.noGrad(() => evaluate(e, leaves, library).mul(upstream).sum().item())
      const slopes = leaves.map((x) => differences(loss, x))
      const y = evaluate(e, leaves, library)
      expect(y.shape, text(e)).toEqual(shape)
      y.backward(upstream)
      for (const [i, x] of leaves.entries()) {
        const gradient = x.grad === null ? new Array<number>(countOf(shape)).fill(0) : Array.from(x.grad.data())
        const what = `gradient by ${'xyz'[i]} of ${text(e)}`
        expectValuesClose(gradient, slopes[i] as number[], { rtol: 1e-6, atol: 1e-7 }, what)
      }
    })
  })
})

describe.each(precisions)('on $name', ({ library, backward }: Precision) => {
  const gradients = (e: Expression, leaves: Tensor[], upstream: Tensor) =>
    library
      .grad(evaluate(e, leaves, library).add(leaves[0]!.mul(0)), leaves, { gradOutputs: upstream, allowUnused: true })
      .map((t) => Array.from(t.data()))

  test('backward is linear in the upstream gradient', () => {
    holds(80, [expression, starts, fc.constantFrom(-2, 0, 0.5, 3)], (e, start, factor) => {
      const leaves = leavesFrom(start, library)
      const [u, v] = [11, 12].map((i) => library.tensor(quarters(shape, start + i).values, { shape })) as [
        Tensor,
        Tensor,
      ]
      const ofU = gradients(e, leaves, u)
      const ofV = gradients(e, leaves, v)
      const together = gradients(e, leaves, u.mul(factor).add(v))
      // Terms of either sign may cancel: the tolerance is that of the largest.
      const size = Math.max(1, ...[...ofU, ...ofV].flat().map(Math.abs))
      for (const [i, sum] of together.entries()) {
        const expected = sum.map((_, j) => factor * (ofU[i]?.[j] as number) + (ofV[i]?.[j] as number))
        const tolerance = { rtol: backward.rtol, atol: backward.atol * size }
        expectValuesClose(sum, expected, tolerance, `leaf ${i} of ${text(e)}`)
      }
    })
  })

  test('backward adds what grad gives, to the bit, and a retained graph gives it again', () => {
    holds(80, [expression, starts], (e, start) => {
      const leaves = leavesFrom(start, library)
      const upstream = library.tensor(quarters(shape, start + 3).values, { shape })
      const expected = gradients(e, leaves, upstream)
      const y = evaluate(e, leaves, library).add(leaves[0]!.mul(0))
      y.backward(upstream, { retainGraph: true })
      const read = () => leaves.map((x) => Array.from(x.grad?.data() ?? new Float64Array(x.size)))
      expect(read(), text(e)).toEqual(expected)
      y.backward(upstream)
      // What meets at a leaf is added in another order the second time.
      for (const [i, twice] of read().entries()) {
        const doubled = expected[i]!.map((value) => 2 * value)
        expectValuesClose(twice, doubled, backward, `leaf ${i} of ${text(e)}`)
      }
    })
  })
})
