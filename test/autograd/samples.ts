import * as grad128 from 'grad128/float64'
import { type Tensor, tensor } from 'grad128/float64'
import { awayFromZero, leaf } from './values.js'

/** A function, and inputs at which it is smooth. */
export interface Sample {
  fn: (...inputs: Tensor[]) => Tensor
  inputs: Tensor[]
}

export const sample = (fn: Sample['fn'], ...inputs: Tensor[]): Sample => ({ fn, inputs })

type Unary = (x: Tensor) => Tensor
type Binary = (a: Tensor, b: Tensor | number) => Tensor

/** Sizes that no vector width divides, no elements, and no dimensions. */
const SHAPES = [[], [1], [7], [3, 5], [2, 3, 5], [0, 3]]

const unary = (fn: Unary, low = -2, high = 2) => SHAPES.map((shape) => sample((x) => fn(x), leaf(shape, low, high)))
const kinked = (fn: Unary) => SHAPES.map((shape) => sample((x) => fn(x), awayFromZero(shape)))

/** Equal shapes, every way of broadcasting, a number, an operand without gradient, the same tensor twice. */
export function binary(fn: Binary, low = -2, high = 2): Sample[] {
  const pairs = [
    [[], []],
    [
      [3, 5],
      [3, 5],
    ],
    [[3, 5], [5]],
    [[5], [3, 5]],
    [
      [3, 1],
      [1, 5],
    ],
    [
      [2, 1, 3],
      [5, 1],
    ],
    [[], [2, 3]],
    [
      [0, 3],
      [1, 3],
    ],
  ] as const
  const constant = leaf([3, 5], low, high, 5).detach()
  return [
    ...pairs.map(([a, b]) => sample((x, y) => fn(x, y as Tensor), leaf(a, low, high), leaf(b, low, high, 1))),
    sample((x) => fn(x, 1.5), leaf([3, 5], low, high)),
    sample((x) => fn(x, constant), leaf([5], low, high)),
    sample((x) => fn(constant, x), leaf([5], low, high)),
    sample((x) => fn(x, x.mul(0.5)), leaf([7], low, high)),
    sample((x, y) => fn(x.transpose(0, 1), y as Tensor), leaf([5, 3], low, high), leaf([3, 5], low, high, 1)),
  ]
}

type Reduction = (x: Tensor, options?: { dim?: number; keepdim?: boolean }) => Tensor
type SeveralReduction = (x: Tensor, options?: { dim?: number | number[]; keepdim?: boolean }) => Tensor

const oneDim = (fn: Reduction) => [
  sample((x) => fn(x), leaf([])),
  sample((x) => fn(x), leaf([3, 5])),
  ...[0, 1, -1].flatMap((dim) =>
    [false, true].map((keepdim) => sample((x) => fn(x, { dim, keepdim }), leaf([2, 3, 5]))),
  ),
]

const severalDims = (fn: SeveralReduction) => [
  ...oneDim(fn),
  sample((x) => fn(x, { dim: [0, 2] }), leaf([2, 3, 5])),
  sample((x) => fn(x, { dim: [0, 1], keepdim: true }), leaf([3, 5])),
]

const alongDim = (fn: (x: Tensor, dim: number) => Tensor) => [
  ...[0, 1, 2, -1].map((dim) => sample((x) => fn(x, dim), leaf([2, 3, 5]))),
  sample((x) => fn(x, 0), leaf([7])),
]

const bools = tensor([true, false, true, false, true])
const extremes = (name: 'max' | 'min') => [
  sample((x) => grad128[name](x), leaf([3, 5])),
  sample((x) => grad128[name](x, { keepdim: true }), leaf([3, 5])),
  ...[0, 1, 2].flatMap((dim) =>
    [false, true].map((keepdim) => sample((x) => grad128[name](x, { dim, keepdim }).values, leaf([2, 3, 5]))),
  ),
]

/** Samples for each operation of `grad128` that has a derivative, by its name. */
export const operationSamples: Record<string, Sample[]> = {
  abs: kinked(grad128.abs),
  add: binary(grad128.add),
  atan: unary(grad128.atan),
  ceil: unary(grad128.ceil),
  clamp: [
    ...kinked((x) => grad128.clamp(x, 0)),
    ...kinked((x) => grad128.clamp(x, undefined, 0)),
    sample((x) => grad128.clamp(x, -0.5, 1), tensor([-2, -0.4, 0.9, 1.1], { requiresGrad: true })),
  ],
  clone: unary(grad128.clone),
  cos: unary(grad128.cos),
  div: binary(grad128.div, 0.5, 2),
  erf: unary(grad128.erf),
  exp: unary(grad128.exp),
  expand: [
    sample((x) => grad128.expand(x, [2, 3, 5]), leaf([3, 1])),
    sample((x) => grad128.expand(x, [4, -1]), leaf([3])),
    sample((x) => grad128.expand(x, [3]), leaf([])),
    sample((x) => grad128.expand(x, [3, 5]), leaf([3, 5])),
  ],
  expm1: unary(grad128.expm1),
  flatten: [sample((x) => grad128.flatten(x), leaf([2, 3, 5])), sample((x) => grad128.flatten(x, 1), leaf([2, 3, 5]))],
  floor: unary(grad128.floor),
  linear: [
    sample(grad128.linear, leaf([4, 3]), leaf([5, 3], -2, 2, 1), leaf([5], -2, 2, 2)),
    sample(grad128.linear, leaf([2, 4, 3]), leaf([5, 3], -2, 2, 1)),
    sample(grad128.linear, leaf([3]), leaf([5, 3], -2, 2, 1), leaf([5], -2, 2, 2)),
    sample(grad128.linear, leaf([4, 3]), leaf([3], -2, 2, 1)),
    sample((x, w) => grad128.linear(x.transpose(0, 1), w.transpose(0, 1)), leaf([3, 4]), leaf([3, 5], -2, 2, 1)),
    sample((x, w) => grad128.linear(x.transpose(1, 2), w), leaf([2, 3, 4]), leaf([5, 3], -2, 2, 1)),
    sample((x, w, b) => grad128.linear(x, w, b).transpose(1, 2), leaf([2, 4, 3]), leaf([5, 3], -2, 2, 1), leaf([5])),
    sample(grad128.linear, leaf([0, 3]), leaf([5, 3], -2, 2, 1), leaf([5], -2, 2, 2)),
  ],
  log: unary(grad128.log, 0.2, 3),
  log1p: unary(grad128.log1p, -0.7, 3),
  logSoftmax: alongDim(grad128.logSoftmax),
  logsumexp: severalDims(grad128.logsumexp),
  maskedFill: [
    sample((x) => grad128.maskedFill(x, bools, 3), leaf([3, 5])),
    sample((x) => grad128.maskedFill(x, grad128.ones([2, 3, 1], { dtype: 'bool' }), 3), leaf([3, 5])),
  ],
  matmul: [
    ...(
      [
        [
          [3, 5],
          [5, 2],
        ],
        [[5], [5]],
        [[5], [5, 2]],
        [[3, 5], [5]],
        [
          [2, 3, 5],
          [5, 4],
        ],
        [
          [2, 3, 5],
          [2, 5, 4],
        ],
        [
          [2, 1, 3, 5],
          [3, 5, 2],
        ],
        [
          [3, 5],
          [2, 5, 4],
        ],
        [[2, 3, 5], [5]],
        [
          [3, 0],
          [0, 2],
        ],
      ] as const
    ).map(([a, b]) => sample(grad128.matmul, leaf(a), leaf(b, -2, 2, 1))),
    sample((a, b) => a.transpose(0, 1).matmul(b), leaf([5, 3]), leaf([5, 2], -2, 2, 1)),
    sample((a, b) => a.matmul(b.transpose(-1, -2)), leaf([2, 3, 5]), leaf([2, 4, 5], -2, 2, 1)),
    sample((a) => a.matmul(a.transpose(0, 1)), leaf([3, 5])),
    sample((a, b) => a.transpose(1, 2).matmul(b), leaf([2, 5, 3]), leaf([5, 4], -2, 2, 1)),
  ],
  max: extremes('max'),
  maximum: binary(grad128.maximum),
  mean: severalDims(grad128.mean),
  min: extremes('min'),
  minimum: binary(grad128.minimum),
  mul: binary(grad128.mul),
  neg: unary(grad128.neg),
  permute: [
    sample((x) => grad128.permute(x, [2, 0, 1]), leaf([2, 3, 5])),
    sample((x) => grad128.permute(x, [0, 2, 1]), leaf([2, 3, 5])),
    sample((x) => grad128.permute(x, [-1, 1, 0]).mul(x.permute([2, 1, 0])), leaf([2, 3, 5])),
  ],
  pow: [
    ...binary(grad128.pow, 0.5, 2),
    ...[0, 1, 2, 3, -1].map((n) => sample((x) => grad128.pow(x, n), awayFromZero([7]))),
    ...[0, 1, 2, 3].map((n) => sample((x) => grad128.pow(x, n), tensor([0, 1], { requiresGrad: true }))),
    sample((x) => grad128.pow(tensor([0, 2]), x), tensor([1.5, 0.5], { requiresGrad: true })),
  ],
  prod: [
    ...oneDim(grad128.prod),
    // Products are smooth at zeros too, but the formula is another one.
    sample((x) => grad128.prod(x), tensor([2, 0, 3, -1], { requiresGrad: true })),
    sample(
      (x) => grad128.prod(x, { dim: 1 }),
      tensor(
        [
          [0, 0, 3],
          [0, 2, 3],
          [1, 2, 3],
        ],
        { requiresGrad: true },
      ),
    ),
  ],
  reciprocal: kinked(grad128.reciprocal),
  reshape: [sample((x) => grad128.reshape(x, [5, -1]), leaf([2, 3, 5])), sample((x) => x.reshape([]), leaf([1, 1]))],
  round: unary(grad128.round),
  rsqrt: unary(grad128.rsqrt, 0.3, 3),
  sigmoid: unary(grad128.sigmoid, -4, 4),
  sign: kinked(grad128.sign),
  sin: unary(grad128.sin),
  softmax: alongDim(grad128.softmax),
  sqrt: unary(grad128.sqrt, 0.3, 3),
  square: unary(grad128.square),
  squeeze: [sample((x) => grad128.squeeze(x), leaf([1, 3, 1])), sample((x) => grad128.squeeze(x, 0), leaf([1, 3, 1]))],
  sub: binary(grad128.sub),
  sum: severalDims(grad128.sum),
  tan: unary(grad128.tan, -1, 1),
  tanh: unary(grad128.tanh),
  transpose: [
    sample((x) => grad128.transpose(x, 0, 1), leaf([3, 5])),
    sample((x) => grad128.transpose(x, 0, 2), leaf([2, 3, 5])),
    sample((x) => x.transpose(0, 1).exp().transpose(0, 1).mul(x), leaf([3, 5])),
    sample((x) => x.transpose(0, 1).transpose(0, 1), leaf([3, 5])),
  ],
  trunc: unary(grad128.trunc),
  unsqueeze: [sample((x) => grad128.unsqueeze(x, 1), leaf([3, 5])), sample((x) => x.unsqueeze(-1), leaf([]))],
  where: [
    sample((a, b) => grad128.where(bools, a, b), leaf([3, 5]), leaf([5], -2, 2, 1)),
    sample((a) => grad128.where(bools, a, 2), leaf([3, 1])),
    sample((b) => grad128.where(bools, 2, b), leaf([])),
  ],
}
