import { readFileSync } from 'node:fs'
import { arange, data, memory, nn, optim, type Tensor, tensor, train } from 'grad128'
import { describe, expect, test } from 'vitest'
import { precisions } from '../fixtures/precision.js'

type Numbers = number[] | number[][]

interface Case {
  metric: 'accuracy' | 'precision' | 'recall' | 'f1' | 'meanAbsoluteError' | 'r2' | 'perplexity' | 'rocAuc'
  kind: 'scores' | 'classes' | 'numbers'
  prediction: Numbers
  target: Numbers
  options: Record<string, unknown>
  value: number
}

const { cases }: { cases: Case[] } = JSON.parse(
  readFileSync(new URL('../fixtures/data/metrics.json', import.meta.url), 'utf8'),
)

for (const { name, library } of precisions) {
  const int32 = (values: Numbers) => library.tensor(values, { dtype: 'int32' })
  const metricOf = ({ metric, options: { k, ...options } }: Case) =>
    k === undefined ? library.train[metric].with(options) : library.train.topKAccuracy(k as number)
  const tensors = ({ prediction, target, kind }: Case): [Tensor, Tensor] => [
    kind === 'classes' ? int32(prediction) : library.tensor(prediction),
    kind === 'numbers' ? library.tensor(target) : int32(target),
  ]

  describe(`metrics on ${name} agree with scikit-learn`, () => {
    test.each(
      cases.map((one) => [`${one.metric} ${JSON.stringify(one.options)} of ${one.target.length}`, one] as const),
    )('%s', (_, one) => {
      const { k, ...options } = one.options
      const digits = name === 'grad128' ? 5 : 9
      expect(metricOf(one)(...tensors(one))).toBeCloseTo(one.value, digits)
      if (k === undefined) {
        const metric = library.train[one.metric] as (...given: unknown[]) => number
        expect(metric(...tensors(one), options)).toBeCloseTo(one.value, digits)
      }
    })

    test.each(['accuracy', 'precision', 'recall', 'f1', 'topKAccuracy', 'perplexity', 'rocAuc', 'r2'] as const)(
      '%s of batches is that of all samples, not the mean over batches',
      async (wanted) => {
        const own = cases.filter(({ metric, target }) => metric === (wanted as string) && target.length >= 17)
        expect(own.length).toBeGreaterThan(0)
        for (const one of own) {
          const [prediction, target] = tensors(one)
          const loader = new library.data.DataLoader(new library.data.TensorDataset(prediction, target), {
            batchSize: 5,
          })
          const loss = (x: Tensor) => library.tensor([0]).mul(x.size)
          const metrics = { figure: metricOf(one) }
          const result = await library.train.evaluate(new library.nn.Identity(), { data: loader, loss, metrics })
          // Scores beyond [0, 1] show in all batches of this size that they are logits.
          expect(result.metrics.figure).toBeCloseTo(one.value, name === 'grad128' ? 5 : 9)
        }
      },
    )
  })
}

const int32 = (values: number[], shape = [values.length]) => tensor(new Int32Array(values), { shape })

describe('metrics', () => {
  test('of scores for every place, [N, C, L]', () => {
    const scores = tensor([[[3, 1, 0], [1, 2, 5]], [[0, 0, 4], [1, 9, 1]]]) // biome-ignore format: as it looks
    const target = int32([0, 1, 0, -1, 1, 1], [2, 3])
    expect(train.accuracy(scores, target, { ignoreIndex: -1 })).toBeCloseTo(3 / 5)
    expect(train.accuracy(scores, target)).toBeCloseTo(3 / 6)
    expect(train.topKAccuracy(2, { ignoreIndex: -1 })(scores, target)).toBe(1)
    expect(train.topKAccuracy(1).with({ ignoreIndex: -1 })(scores, target)).toBeCloseTo(3 / 5)
    expect(train.recall(scores, target, { ignoreIndex: -1 })).toBeCloseTo(2 / 3)
    expect(train.confusionMatrix(scores, target, 2, { ignoreIndex: -1 }).toArray()).toEqual([
      [1, 1],
      [1, 2],
    ])
  })

  test('of equal scores prefer the first class, as argmax does', () => {
    const flat = tensor([[1, 1, 1]])
    const ranks = [0, 1, 2].map((label) => [1, 2, 3].map((k) => train.topKAccuracy(k)(flat, int32([label]))))
    expect(ranks).toEqual([
      [1, 1, 1],
      [0, 1, 1],
      [0, 0, 1],
    ])
  })

  test('are NaN where nothing counts', () => {
    const none = int32([7, 7])
    const scores = tensor([[1, 2], [2, 1]]) // biome-ignore format: as it looks
    expect(train.accuracy(scores, none, { ignoreIndex: 7 })).toBeNaN()
    expect(train.perplexity(scores, none, { ignoreIndex: 7 })).toBeNaN()
    expect(train.f1(scores, none, { ignoreIndex: 7, average: 'macro' })).toBeNaN()
    expect(train.rocAuc(tensor([1, 2]), int32([1, 1]))).toBeNaN()
    expect(train.r2(tensor([1]), tensor([2]))).toBeNaN()
    expect(train.topKAccuracy(1)(tensor([[Number.NaN, 1]]), int32([0]))).toBe(0)
  })

  test('with options keep earlier ones', () => {
    const metric = train.f1.with({ average: 'micro' }).with({ ignoreIndex: 0 })
    const [scores, target] = [int32([0, 1, 2, 2]), int32([0, 1, 1, 2])]
    expect(metric(scores, target)).toBeCloseTo(2 / 3)
    expect(metric(scores, target, { average: 'macro' })).toBeCloseTo((2 / 3 + 2 / 3) / 2)
  })

  test('stand in the order asked for, in training and in validation', async () => {
    const set = new data.TensorDataset(arange(8).cast('float32').reshape([8, 1]), int32([0, 0, 0, 1, 0, 1, 1, 1]))
    const model = new nn.Linear(1, 2)
    const loader = new data.DataLoader(set, { batchSize: 3 })
    const history = await train.fit(model, {
      train: loader,
      validation: loader,
      optimizer: new optim.SGD(model.parameters(), { lr: 0 }),
      loss: nn.functional.crossEntropy,
      epochs: 1,
      metrics: { f1: train.f1.with({ average: 'macro' }), one: () => 1, auc: train.rocAuc },
    })
    const all = new data.DataLoader(set, { batchSize: 8 })
    const [[x, y]] = [...all] as [[Tensor, Tensor]]
    const output = model.forward(x)
    expect(history.epochs[0]?.metrics).toEqual({
      f1: train.f1(output, y, { average: 'macro' }),
      one: 1,
      auc: train.rocAuc(output, y),
      validationF1: train.f1(output, y, { average: 'macro' }),
      validationOne: 1,
      validationAuc: train.rocAuc(output, y),
    })
  })

  test('record nothing and keep nothing', () => {
    const scores = tensor([[1, 2], [2, 1]], { requiresGrad: true }) // biome-ignore format: as it looks
    const before = memory().liveTensors
    for (const metric of [train.perplexity, train.f1, train.accuracy, train.topKAccuracy(1)])
      metric(scores, int32([0, 1]))
    expect(memory().liveTensors).toBeLessThanOrEqual(before)
  })
})
