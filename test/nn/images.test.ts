import { manualSeed, memory, nn, ones, rand, scope, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

const F = nn.functional

describe('whole channels are left out', () => {
  test.each([
    ['Dropout1d', new nn.Dropout1d(0.25), [500, 8, 3]],
    ['Dropout2d', new nn.Dropout2d({ p: 0.25 }), [500, 8, 3, 2]],
    ['Dropout2d on three dimensions', new nn.Dropout2d(0.25), [500, 8, 3]],
  ] as const)('%s', (_, layer, shape) => {
    manualSeed(7)
    const y = layer.forward(ones(shape)).reshape([500 * 8, -1])
    const width = y.shape[1] as number
    const kept = (y.toArray() as number[][]).map((channel) => {
      expect(new Set(channel).size).toBe(1)
      return channel[0]
    })
    expect([...new Set(kept)].sort()).toEqual([0, Math.fround(1 / 0.75)])
    // The share of the kept ones, within five standard deviations of a binomial distribution.
    const share = kept.filter((value) => value !== 0).length / kept.length
    expect(Math.abs(share - 0.75)).toBeLessThan(5 * Math.sqrt((0.75 * 0.25) / kept.length))
    expect(width).toBe(shape.slice(2).reduce((a, b) => a * b, 1))
    const x = ones(shape)
    expect(layer.eval().forward(x)).toBe(x)
  })

  test('one sample without a batch', () => {
    const y = new nn.Dropout1d(0.5).forward(ones([64, 5]))
    for (const channel of y.toArray() as number[][]) expect(new Set(channel).size).toBe(1)
  })
})

test('toString gives the settings, as torch does', () => {
  const layers = [
    new nn.MaxPool2d(2),
    new nn.MaxPool1d(3, { stride: 2, padding: 1, ceilMode: true }),
    new nn.AvgPool2d([2, 3], { padding: 1 }),
    new nn.AvgPool1d(2),
    new nn.AdaptiveAvgPool2d([null, 3]),
    new nn.AdaptiveMaxPool1d(2),
    new nn.LPPool2d(2, 3),
    new nn.Upsample({ scaleFactor: 2, mode: 'bilinear' }),
    new nn.Upsample({ size: [3, 4] }),
    new nn.PixelShuffle(2),
    new nn.PixelUnshuffle(3),
    new nn.Unflatten(1, [2, 3]),
    new nn.Dropout2d(),
  ]
  expect(layers.map(String)).toEqual([
    'MaxPool2d(kernelSize=2, stride=2, padding=0, dilation=1, ceilMode=false)',
    'MaxPool1d(kernelSize=3, stride=2, padding=1, dilation=1, ceilMode=true)',
    'AvgPool2d(kernelSize=[2, 3], stride=[2, 3], padding=1)',
    'AvgPool1d(kernelSize=2, stride=2, padding=0)',
    'AdaptiveAvgPool2d(outputSize=[null, 3])',
    'AdaptiveMaxPool1d(outputSize=2)',
    'LPPool2d(normType=2, kernelSize=3, stride=undefined, ceilMode=false)',
    "Upsample(scaleFactor=2, mode='bilinear')",
    "Upsample(size=[3, 4], mode='nearest')",
    'PixelShuffle(upscaleFactor=2)',
    'PixelUnshuffle(downscaleFactor=3)',
    'Unflatten(dim=1, sizes=[2, 3])',
    'Dropout2d(p=0.5)',
  ])
})

test('a dilation can leave a window without places: −∞, index −1, no gradient', () => {
  // Places −1 and 4 of a row of four; torch 2.15 gives the index 4 here, which is beyond the row.
  const x = tensor([[1, 2, 3, 4]], { requiresGrad: true })
  const [y, indices] = F.maxPool1d(x, 2, { padding: 1, dilation: 5, returnIndices: true })
  expect([y.toArray(), indices.toArray()]).toEqual([[[Number.NEGATIVE_INFINITY]], [[-1]]])
  y.backward(tensor([[1]]))
  expect(x.grad!.toArray()).toEqual([[0, 0, 0, 0]])
})

test('indices that were changed before backward are found out', () => {
  const x = rand([1, 1, 4, 4], { requiresGrad: true })
  const [, indices] = F.maxPool2d(x, 2, { returnIndices: true })
  expect(() => indices.copyFrom(new Int32Array(4))).toThrow(/copyFrom/)
})

test('memory stays flat over a loop of all kinds', () => {
  const model = new nn.Sequential(
    new nn.Upsample({ scaleFactor: 2, mode: 'bilinear' }),
    new nn.MaxPool2d(3, { stride: 2, padding: 1 }),
    new nn.Dropout2d(0.2),
    new nn.LPPool2d(2, 2, { stride: 1 }),
    new nn.PixelShuffle(2),
    new nn.AvgPool2d(2),
    new nn.AdaptiveMaxPool2d([3, null]),
    new nn.AdaptiveAvgPool2d(1),
  )
  const weight = new nn.Parameter(rand([1, 4, 8, 8]))
  const seen: number[][] = []
  for (let i = 0; i < 300; i++) {
    const [values, indices] = F.maxPool2d(weight, 2, { returnIndices: true })
    model.forward(weight).sum().add(values.sum()).backward()
    scope(() => indices.add(1))
    const { liveTensors, liveBytes } = memory()
    if (i === 2 || i === 299) seen.push([liveTensors, liveBytes])
  }
  expect(seen[1]).toEqual(seen[0])
})

test('a plane that a factor doubles keeps pairs together, a line follows the factor, as in torch', () => {
  const x = tensor([[[[1, 2, 3]], [[4, 5, 6]]]], { requiresGrad: true })
  const y = F.interpolate(x.transpose(1, 2), { scaleFactor: [2.3, 1.2] })
  expect(y.toArray()).toEqual([
    [
      [
        [1, 2, 3],
        [1, 2, 3],
        [4, 5, 6],
        [4, 5, 6],
      ],
    ],
  ])
  y.backward(
    tensor(
      Float32Array.from({ length: 12 }, (_, i) => i + 1),
      { shape: [1, 1, 4, 3] },
    ),
  )
  expect(x.grad!.toArray()).toEqual([[[[5, 7, 9]], [[17, 19, 21]]]])
  expect(F.interpolate(tensor([[[1, 2]]]), { scaleFactor: 2.3 }).toArray()).toEqual([[[1, 1, 1, 2]]])
})
