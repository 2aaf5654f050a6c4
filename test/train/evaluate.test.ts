import { DTypeError, data, IndexError, memory, nn, ShapeError, type Tensor, tensor, train, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'
import { expectValuesClose } from '../fixtures/expect-close.js'
import { separable } from './blobs.js'

const close = { rtol: 1e-5, atol: 1e-6 }

describe('evaluate', () => {
  test('gives means over samples', async () => {
    const { model, dataset, x, y, loss } = separable()
    const loader = new data.DataLoader(dataset, { batchSize: 7 })
    const metrics = { accuracy: train.accuracy, one: () => tensor([1]) }
    const result = await train.evaluate(model, { data: loader, loss, metrics })
    const output = model.forward(x)
    expectValuesClose([result.loss], [loss(output, y).item()], close, 'loss')
    expectValuesClose([result.metrics.accuracy as number], [train.accuracy(output, y)], close, 'accuracy')
    expect(result.metrics.one).toBe(1)
  })

  test('runs in evaluation mode, changes nothing, keeps no memory', async () => {
    const { model, dataset, loss } = separable()
    const whole = new nn.Sequential(model, new nn.Dropout(0.5))
    const loader = new data.DataLoader(dataset, { batchSize: 40 })
    const options = { data: loader, loss }
    const first = await train.evaluate(whole, options)
    const { liveTensors } = memory()
    expect(await train.evaluate(whole, options)).toEqual(first)
    expect(memory().liveTensors).toBeLessThanOrEqual(liveTensors + 2) // a batch, which belongs to its loader
    expect(whole.training).toBe(true)
  })

  test('puts the modes back when it fails', async () => {
    const { model, loader } = separable()
    const loss = () => {
      throw new Error('no loss')
    }
    await expect(train.evaluate(model, { data: loader, loss })).rejects.toThrow('no loss')
    expect(model.training).toBe(true)
  })

  test('refuses no data, and options it does not know', async () => {
    const { model, loss, loader } = separable()
    await expect(train.evaluate(model, { data: [], loss })).rejects.toThrow(ValueError)
    await expect(train.evaluate(model, { data: loader, loss, batches: 1 } as never)).rejects.toThrow(/unknown option/)
    await expect(train.evaluate(model, { data: loader } as never)).rejects.toThrow(TypeError)
  })
})

describe('predict', () => {
  test('takes a tensor, or batches with and without targets', async () => {
    const { model, dataset, x } = separable()
    const expected = model.forward(x).data()
    const single = await train.predict(model, x)
    expect([single.shape, single.requiresGrad, single.data()]).toEqual([[40, 2], false, expected])
    const batches = await train.predict(model, new data.DataLoader(dataset, { batchSize: 7 }))
    expect(batches.shape).toEqual([40, 2])
    expectValuesClose(Array.from(batches.data()), Array.from(expected), close, 'batches')
    const unlabelled = new data.DataLoader(new data.TensorDataset(x), { batchSize: 40 })
    expect((await train.predict(model, unlabelled)).data()).toEqual(expected)
    expect((await train.predict(model, [x, x])).shape).toEqual([80, 2])
  })

  test('switches dropout off, and puts the modes back', async () => {
    const model = new nn.Sequential(new nn.Dropout(0.9))
    const x = tensor([1, 2, 3])
    expect((await train.predict(model, x)).toArray()).toEqual([1, 2, 3])
    expect(model.training).toBe(true)
  })

  test('refuses what gives no single tensor', async () => {
    class Pair extends nn.Module {
      forward(x: Tensor): Tensor[] {
        return [x, x]
      }
    }
    const { model, loader, x } = separable()
    await expect(train.predict(new Pair(), loader)).rejects.toThrow(TypeError)
    await expect(train.predict(model, [])).rejects.toThrow(ValueError)
    await expect(train.predict(new nn.Identity(), [x, tensor([[1]])])).rejects.toThrow(ShapeError)
    await expect(train.predict(model, 3 as never)).rejects.toThrow(TypeError)
  })
})

describe('accuracy', () => {
  const int = (values: number[] | number[][]) => tensor(values, { dtype: 'int32' })

  test('of scores against classes', () => {
    const scores = tensor([
      [0.1, 0.9, 0],
      [3, 1, 2],
      [-3, -2, -1],
      [1, 1, 0],
    ])
    expect(train.accuracy(scores, int([1, 0, 0, 0]))).toBe(0.75)
  })

  test('of scores against probabilities', () => {
    const scores = tensor([
      [1, 2],
      [2, 1],
    ])
    const target = tensor([
      [0, 1],
      [0, 1],
    ])
    expect(train.accuracy(scores, target)).toBe(0.5)
  })

  test('of scores for every place of a picture', () => {
    const scores = tensor([
      [
        [5, 0],
        [0, 5],
      ],
    ])
    expect(train.accuracy(scores, int([[0, 1]]))).toBe(1)
    expect(train.accuracy(scores, int([[0, 0]]))).toBe(0.5)
  })

  test('of one probability or one logit for each sample', () => {
    const target = tensor([1, 0, 1, 0])
    expect(train.accuracy(tensor([0.9, 0.4, 0.2, 0.1]), target)).toBe(0.75)
    expect(train.accuracy(tensor([2, -1, 0.2, -3]), target)).toBe(1)
    expect(train.accuracy(tensor([[0.9], [0.4], [0.2], [0.1]]), target)).toBe(0.75)
    expect(train.accuracy(tensor([[0.9], [0.1]]), tensor([[1], [1]]))).toBe(0.5)
  })

  test('of batches of one sample', () => {
    expect(train.accuracy(tensor([[0, 1, 0]]), int([1]))).toBe(1)
    expect(train.accuracy(tensor([[0, 1, 0]]), int([2]))).toBe(0)
    expect(train.accuracy(tensor([[0.7]]), tensor([1]))).toBe(1)
  })

  test('refuses shapes that do not fit', () => {
    expect(() => train.accuracy(tensor([[1, 2]]), int([0, 1]))).toThrow(ShapeError)
    expect(() => train.accuracy(tensor([1, 2, 3]), int([0, 1]))).toThrow(ShapeError)
    expect(() => train.accuracy([1] as never, int([0]))).toThrow(TypeError)
  })
})

describe('confusionMatrix', () => {
  const int = (values: number[]) => tensor(values, { dtype: 'int32' })

  test('counts true classes in rows and predicted ones in columns', () => {
    // The example of scikit-learn's documentation of confusion_matrix.
    const matrix = train.confusionMatrix(int([0, 0, 2, 2, 0, 2]), int([2, 0, 2, 2, 0, 1]), 3)
    expect(matrix.dtype).toBe('int32')
    expect(matrix.toArray()).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ])
  })

  test('takes scores', () => {
    const scores = tensor([
      [1, 2],
      [2, 1],
    ])
    expect(train.confusionMatrix(scores, int([1, 1]), 2).toArray()).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  test('refuses classes beyond, and other misuse', () => {
    expect(() => train.confusionMatrix(int([0]), int([2]), 2)).toThrow(IndexError)
    expect(() => train.confusionMatrix(int([-1]), int([1]), 2)).toThrow(IndexError)
    expect(() => train.confusionMatrix(int([0, 1]), int([1]), 2)).toThrow(ShapeError)
    expect(() => train.confusionMatrix(int([0]), tensor([1]), 2)).toThrow(DTypeError)
    expect(() => train.confusionMatrix(int([0]), int([0]), 0)).toThrow(ValueError)
  })
})
