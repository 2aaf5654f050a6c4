import { manualSeed, memory, nn, noGrad, rand, randn, tensor } from 'grad128'
import * as double from 'grad128/float64'
import { describe, expect, test } from 'vitest'

const F = nn.functional

describe('layers', () => {
  test('have torch’s keys and shapes', () => {
    const shapes = (layer: nn.Module) => Object.entries(layer.stateDict()).map(([key, t]) => [key, ...t.shape])
    expect(shapes(new nn.Conv1d(4, 6, 3, { groups: 2 }))).toEqual([
      ['weight', 6, 2, 3],
      ['bias', 6],
    ])
    expect(shapes(new nn.Conv2d(3, 5, [2, 4], { bias: false }))).toEqual([['weight', 5, 3, 2, 4]])
    expect(shapes(new nn.ConvTranspose1d(4, 6, 3, { groups: 2 }))).toEqual([
      ['weight', 4, 3, 3],
      ['bias', 6],
    ])
    expect(shapes(new nn.ConvTranspose2d(3, 5, 2, { bias: false }))).toEqual([['weight', 3, 5, 2, 2]])
  })

  // torch: kaiming uniform with a = √5, which is ±1/√fanIn, for a fan-in of the weight's size behind its first dimension.
  test.each([
    ['Conv2d', () => new nn.Conv2d(6, 8, 3, { groups: 2 }), 27],
    ['Conv1d', () => new nn.Conv1d(5, 40, 4), 20],
    ['ConvTranspose2d', () => new nn.ConvTranspose2d(20, 8, 3, { groups: 2 }), 36],
    ['ConvTranspose1d', () => new nn.ConvTranspose1d(20, 8, 3), 24],
  ] as const)('%s begins uniform on ±1/√fanIn', (_, make, fanIn) => {
    manualSeed(4)
    const layers = Array.from({ length: 20 }, () => make().stateDict())
    for (const key of ['weight', 'bias']) {
      const share = layers.flatMap((state) => Array.from(state[key]!.data(), (v) => Number(v) * Math.sqrt(fanIn)))
      expect(share.filter((value) => Math.abs(value) > 1 + 1e-6)).toEqual([])
      const square = share.reduce((sum, value) => sum + value * value, 0) / share.length
      expect(Math.abs(square - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / share.length))
    }
  })

  test('print their settings, those that are as usual left out', () => {
    const layers = [
      new nn.Conv2d(1, 6, 5, { padding: 2 }),
      new nn.Conv1d(4, 6, 3, { stride: 2, dilation: 2, groups: 2, bias: false, padding: 1, paddingMode: 'circular' }),
      new nn.Conv2d(1, 6, [3, 5], { padding: 'same' }),
      new nn.ConvTranspose2d(3, 4, 3, { stride: 2, outputPadding: 1 }),
    ]
    expect(layers.map(String)).toEqual([
      'Conv2d(1, 6, kernelSize=[5, 5], stride=[1, 1], padding=[2, 2])',
      "Conv1d(4, 6, kernelSize=[3], stride=[2], padding=[1], dilation=[2], groups=2, bias=false, paddingMode='circular')",
      "Conv2d(1, 6, kernelSize=[3, 5], stride=[1, 1], padding='same')",
      'ConvTranspose2d(3, 4, kernelSize=[3, 3], stride=[2, 2], outputPadding=[1, 1])',
    ])
  })

  test('transposed ones come to the size that is asked for', () => {
    const down = new nn.Conv2d(2, 3, 3, { stride: 2, padding: 1 })
    const up = new nn.ConvTranspose2d(3, 2, 3, { stride: 2, padding: 1 })
    for (const size of [
      [7, 9],
      [8, 10],
      [7, 10],
    ]) {
      const x = rand([1, 2, ...size])
      const y = down.forward(x)
      expect(up.forward(y, { outputSize: size }).shape).toEqual(x.shape)
      expect(up.forward(y, { outputSize: x.shape }).shape).toEqual(x.shape)
    }
    expect(up.forward(rand([1, 3, 4, 5])).shape).toEqual([1, 2, 7, 9])
    expect(new nn.ConvTranspose1d(3, 2, 3, { stride: 4 }).forward(rand([3, 4]), { outputSize: 17 }).shape).toEqual([
      2, 17,
    ])
  })
})

/** conv2d by its definition. */
function plain(x: number[][][][], w: number[][][][], [sy, sx]: number[], [py, px]: number[], [dy, dx]: number[]) {
  const [height, width] = [x[0]![0]!.length, x[0]![0]![0]!.length]
  const [kh, kw] = [w[0]![0]!.length, w[0]![0]![0]!.length]
  const size = (n: number, k: number, s: number, p: number, d: number) =>
    Math.floor((n + 2 * p - d * (k - 1) - 1) / s) + 1
  const range = (n: number) => Array.from({ length: n }, (_, i) => i)
  return x.map((image) =>
    w.map((filter) =>
      range(size(height, kh, sy!, py!, dy!)).map((i) =>
        range(size(width, kw, sx!, px!, dx!)).map((j) => {
          let sum = 0
          for (const [c, plane] of filter.entries()) {
            for (const [k, line] of plane.entries()) {
              for (const [l, weight] of line.entries()) {
                sum += weight * (image[c]![i * sy! - py! + k * dy!]?.[j * sx! - px! + l * dx!] ?? 0)
              }
            }
          }
          return sum
        }),
      ),
    ),
  )
}

test.each([
  [
    [3, 5, 17, 33],
    [7, 5, 3, 3],
    [1, 1],
    [1, 1],
    [1, 1],
  ],
  [
    [2, 40, 9, 8],
    [33, 40, 3, 2],
    [1, 2],
    [0, 1],
    [2, 1],
  ],
  [
    [1, 3, 64, 70],
    [100, 3, 5, 4],
    [3, 2],
    [2, 3],
    [1, 2],
  ],
  [
    [1, 1, 40, 700],
    [2, 1, 3, 3],
    [1, 1],
    [1, 1],
    [1, 1],
  ],
])('conv2d of %j with %j is what plain loops compute', (xShape, wShape, stride, padding, dilation) => {
  manualSeed(8)
  const [x, w] = [double.randn(xShape), double.randn(wShape)]
  const y = double.nn.functional.conv2d(x, w, undefined, { stride, padding, dilation })
  const expected = plain(x.toArray() as number[][][][], w.toArray() as number[][][][], stride, padding, dilation).flat(
    3,
  )
  const furthest = Array.from(y.data(), Number).reduce((most, v, i) => Math.max(most, Math.abs(v - expected[i]!)), 0)
  expect(y.size).toBe(expected.length)
  expect(furthest).toBeLessThan(1e-11)
})

test('a NaN or infinity stays in its image, and where kernels reach it', () => {
  const x = tensor(new Float32Array(2 * 81), { shape: [2, 1, 9, 9] })
  const data = x.data().fill(1)
  data[4 * 9 + 4] = Number.NaN
  const y = F.conv2d(
    tensor(data, { shape: [2, 1, 9, 9] }),
    tensor(new Float32Array(27).fill(1), { shape: [3, 1, 3, 3] }),
  )
  const bad = Array.from(y.data(), (v, i) => (Number.isNaN(v) ? i : -1)).filter((i) => i >= 0)
  const near = [2, 3, 4].flatMap((i) => [2, 3, 4].map((j) => i * 7 + j))
  expect(bad).toEqual([0, 49, 98].flatMap((plane) => near.map((at) => plane + at)))
})

test('gradients that nobody needs are not computed', () => {
  const x = rand([1, 2, 5, 5])
  const weight = new nn.Parameter(rand([3, 2, 3, 3]))
  F.conv2d(x, weight).sum().backward()
  expect([x.grad, weight.grad?.shape]).toEqual([null, [3, 2, 3, 3]])
  const y = rand([1, 2, 5, 5], { requiresGrad: true })
  const fixed = rand([3, 2, 3, 3])
  F.conv2d(y, fixed).sum().backward()
  expect([y.grad?.shape, fixed.grad]).toEqual([[1, 2, 5, 5], null])
})

test('operands that a pending backward pass needs cannot be changed', () => {
  const x = randn([1, 2, 5, 5])
  const weight = new nn.Parameter(randn([3, 2, 3, 3]))
  const y = F.conv2d(x, weight).sum()
  expect(() => x.copyFrom(new Float32Array(50))).toThrow(/pending backward/)
  expect(() => weight.copyFrom(new Float32Array(54))).not.toThrow()
  y.backward()
})

test('memory stays flat over a loop of all kinds', () => {
  const model = new nn.Sequential(
    new nn.Conv2d(2, 4, 3, { padding: 1, stride: 2 }),
    new nn.Conv2d(4, 4, 3, { groups: 4, padding: 'same', paddingMode: 'circular' }),
    new nn.Conv2d(4, 4, 3, { padding: 1, paddingMode: 'reflect' }),
    new nn.ConvTranspose2d(4, 3, 2, { stride: 2 }),
    new nn.Flatten({ startDim: 2 }),
    new nn.Conv1d(3, 2, 5),
    new nn.ConvTranspose1d(2, 1, 3),
  )
  const seen: number[][] = []
  for (let i = 0; i < 200; i++) {
    model.zeroGrad()
    model
      .forward(rand([2, 2, 8, 8]))
      .sum()
      .backward()
    noGrad(() => void model.forward(rand([2, 2, 6, 6])))
    const { liveTensors, liveBytes } = memory()
    if (i === 2 || i === 199) seen.push([liveTensors, liveBytes])
  }
  expect(seen[1]).toEqual(seen[0])
})

test('summary counts the multiply-adds of every kind', () => {
  const model = new nn.Sequential(
    new nn.Conv2d(1, 6, 5, { padding: 2 }),
    new nn.Conv2d(6, 4, 3, { groups: 2, stride: 2 }),
    new nn.ConvTranspose2d(4, 2, 3, { stride: 2, outputPadding: 1 }),
    new nn.Flatten({ startDim: 2 }),
    new nn.Conv1d(2, 3, 4, { stride: 4 }),
    new nn.ConvTranspose1d(3, 5, 2),
  )
  const { rows } = nn.summary(model, [2, 1, 9, 8])
  expect(rows.map(({ outputShape, multiplyAdds }) => [outputShape, multiplyAdds])).toEqual([
    [[2, 5, 21], null],
    [[2, 6, 9, 8], 2 * 6 * 72 * 25],
    [[2, 4, 4, 3], 2 * 4 * 12 * 27],
    [[2, 2, 10, 8], 2 * 4 * 12 * 18],
    [[2, 2, 80], null],
    [[2, 3, 20], 2 * 3 * 20 * 8],
    [[2, 5, 21], 2 * 3 * 20 * 10],
  ])
})
