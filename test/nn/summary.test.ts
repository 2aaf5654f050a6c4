import { manualSeed, memory, nn, rand, type Tensor, tensor } from 'grad128'
import { expect, test } from 'vitest'

function network() {
  return new nn.Sequential(
    new nn.MaxPool2d(2),
    new nn.Flatten(),
    new nn.Residual(new nn.Sequential(new nn.Linear(12, 12), new nn.Dropout(0.5))),
    new nn.Linear(12, 5, { bias: false }),
  )
}

test('a row for every call: shape, own parameters, multiply-adds', () => {
  const model = network()
  ;(model[3] as nn.Linear).requiresGrad(false)
  const { rows, toString: _, ...totals } = nn.summary(model, [2, 3, 4, 5])
  // 2·12·12 and 2·12·5 multiply-adds for a batch of 2; 12·12 + 12 and 12·5 parameters.
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['', 'Sequential', 0, [2, 5], 0, null],
    ['0', 'MaxPool2d', 1, [2, 3, 2, 2], 0, null],
    ['1', 'Flatten', 1, [2, 12], 0, null],
    ['2', 'Residual', 1, [2, 12], 0, null],
    ['2.module', 'Sequential', 2, [2, 12], 0, null],
    ['2.module.0', 'Linear', 3, [2, 12], 156, 288],
    ['2.module.1', 'Dropout', 3, [2, 12], 0, null],
    ['3', 'Linear', 1, [2, 5], 60, 120],
  ])
  expect(totals).toEqual({ parameters: 216, trainableParameters: 156, multiplyAdds: 408, flops: 816 })
})

test('as a table', () => {
  const wide = new nn.Sequential(new nn.Linear(64, 1000), new nn.ReLU())
  expect(String(nn.summary(wide, [32, 64]))).toBe(
    [
      '====================================================',
      'Layer        Output shape  Parameters  Multiply-adds',
      '====================================================',
      'Sequential   [32, 1000]             –              –',
      '  0: Linear  [32, 1000]        65,000      2,048,000',
      '  1: ReLU    [32, 1000]             –              –',
      '----------------------------------------------------',
      'Parameters: 65,000 (trainable: 65,000)',
      'Multiply-adds: 2,048,000 (4,096,000 FLOPs)',
      '====================================================',
    ].join('\n'),
  )
})

test('a module called twice has two rows, its parameters count once; one never called comes last', () => {
  class Twice extends nn.Module {
    shared = new nn.Linear(3, 3)
    unused = new nn.Linear(3, 2)
    forward(x: Tensor, y: Tensor): [Tensor, Tensor] {
      return [this.shared.forward(this.shared.forward(x)).add(y), y]
    }
  }
  const { rows, parameters, multiplyAdds } = nn.summary(new Twice(), [[1, 3], [3]])
  expect(rows.map(({ path, outputShape, parameters }) => [path, outputShape, parameters])).toEqual([
    ['', [1, 3], 0],
    ['shared', [1, 3], 12],
    ['shared', [1, 3], 0],
    ['unused', null, 8],
  ])
  expect([parameters, multiplyAdds]).toEqual([20, 18])
})

class Faulty extends nn.Module {
  layer = new nn.Linear(2, 2)
  forward(x: Tensor): Tensor {
    rand([3])
    this.layer.forward(x)
    throw new RangeError('on purpose')
  }
}

test.each([
  ['a network', network(), [2, 3, 4, 5]],
  ['one whose forward throws', new Faulty(), [1, 2]],
] as const)('no trace of %s is left', (_, model, shape) => {
  model.train()
  const children = model.modules()
  ;(children[1] as nn.Module).training = false
  const modes = () => model.modules().map((module) => module.training)
  const before = { modes: modes(), keys: children.map((module) => Object.getOwnPropertyNames(module)) }
  const run = () => {
    try {
      nn.summary(model, shape)
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
    }
  }
  run()
  const { liveTensors, liveBytes } = memory()
  for (let i = 0; i < 50; i++) run()
  expect([memory().liveTensors, memory().liveBytes]).toEqual([liveTensors, liveBytes])
  expect(modes()).toEqual(before.modes)
  expect(children.map((module) => Object.getOwnPropertyNames(module))).toEqual(before.keys)
  expect(model.parameters().map((p) => p.grad)).toEqual(model.parameters().map(() => null))
})

test('the random stream goes on as if nothing had been, and a pending graph is untouched', () => {
  const faulty = new Faulty()
  manualSeed(5)
  const expected = rand([4]).toArray()
  manualSeed(5)
  const w = tensor([2, 3], { requiresGrad: true })
  const loss = w.mul(w).sum()
  expect(() => nn.summary(faulty, [1, 2])).toThrow(RangeError)
  expect(rand([4]).toArray()).toEqual(expected)
  loss.backward()
  expect(w.grad!.toArray()).toEqual([4, 6])
})
