import { data, nn, optim, type Tensor, tensor, train, ValueError } from 'grad128'
import { describe, expect, test } from 'vitest'
import { expectValuesClose } from '../fixtures/expect-close.js'
import { separable, weightsOf } from './blobs.js'

describe('fit', () => {
  test('learns what a line separates, and tells how it went', async () => {
    const { model, optimizer, loader, loss } = separable()
    const history = await train.fit(model, {
      train: loader,
      validation: loader,
      optimizer,
      loss,
      epochs: 10,
      metrics: { accuracy: train.accuracy },
    })
    expect(history).toBeInstanceOf(train.History)
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const first = history.epochs[0] as train.EpochRecord
    const last = history.epochs.at(-1) as train.EpochRecord
    expect(last.metrics).toEqual({ accuracy: 1, validationAccuracy: 1 })
    expect(last.loss).toBeLessThan(first.loss)
    expect(last.validationLoss).toBeLessThan(last.loss)
    expect(last.lr).toBe(0.5)
    expect(last.seconds).toBeGreaterThan(0)
    expect(last.samplesPerSecond).toBeGreaterThan(40 / last.seconds)
  })

  test('does what a loop by hand does, to the bit', async () => {
    const a = separable()
    await train.fit(a.model, { train: a.loader, optimizer: a.optimizer, loss: a.loss, epochs: 3 })
    const b = separable()
    for (let epoch = 0; epoch < 3; epoch++) {
      for (const [x, y] of b.loader) {
        const loss = b.loss(b.model.forward(x), y)
        b.optimizer.zeroGrad()
        loss.backward()
        b.optimizer.step()
      }
    }
    expect(weightsOf(a.model)).toEqual(weightsOf(b.model))
  })

  test('averages the loss over samples, not over batches', async () => {
    const { model, optimizer, x, y, loss } = separable({ lr: 0 })
    const part = (from: number, to: number) =>
      [x, y].map((t) =>
        tensor(t.data().slice(from * (t.size / 40), to * (t.size / 40)), {
          shape: [to - from, ...t.shape.slice(1)],
          dtype: t.dtype,
        }),
      )
    const history = await train.fit(model, { train: [part(0, 37), part(37, 40)], optimizer, loss, epochs: 1 })
    expectValuesClose(
      [history.epochs[0]?.loss as number],
      [loss(model.forward(x), y).item()],
      { rtol: 1e-5, atol: 0 },
      'loss',
    )
  })

  test('takes loss modules, and models of several inputs', async () => {
    class Sum extends nn.Module {
      linear = new nn.Linear(1, 1)
      forward(a: Tensor, b: Tensor): Tensor {
        return this.linear.forward(a.add(b))
      }
    }
    const model = new Sum()
    const a = tensor([[1], [2], [3]])
    const dataset = new data.TensorDataset(a, a, a.mul(4))
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.02 })
    const loader = new data.DataLoader(dataset, { batchSize: 3 })
    const history = await train.fit(model, { train: loader, optimizer, loss: new nn.MSELoss(), epochs: 400 })
    expect(history.epochs.at(-1)?.loss).toBeLessThan(0.01)
  })

  test('with gradients of several batches together steps as with bigger batches', async () => {
    const run = async (batchSize: number, accumulate: number) => {
      const { model, optimizer, dataset, loss } = separable()
      const loader = new data.DataLoader(dataset, { batchSize })
      await train.fit(model, { train: loader, optimizer, loss, epochs: 3, accumulate })
      return weightsOf(model)
    }
    const close = { rtol: 1e-5, atol: 1e-6 }
    expectValuesClose(await run(5, 4), await run(20, 1), close, 'two groups of four')
    // 40 = 16 + 16 + 8: the last group has two batches only.
    expectValuesClose(await run(4, 4), await run(16, 1), close, 'a smaller group at the end')
    // 40 = 3 · 13 + 1: the last batch is smaller than the others of its group.
    expectValuesClose(await run(3, 14), await run(40, 1), close, 'one group with a smaller batch')
    expect(await run(20, 1)).not.toEqual(await run(40, 1))
  })

  test('clips gradients', async () => {
    const change = async (options: object) => {
      const { model, optimizer, x, y, loss } = separable({ lr: 1 })
      const before = weightsOf(model)
      await train.fit(model, { train: [[x, y]], optimizer, loss, epochs: 1, ...options })
      return weightsOf(model).map((value, i) => value - (before[i] as number))
    }
    const norm = (values: number[]) => Math.hypot(...values)
    const free = await change({})
    expect(norm(free)).toBeGreaterThan(0.1)
    expect(norm(await change({ clipGradNorm: 0.01 }))).toBeCloseTo(0.01, 5)
    expect(Math.max(...(await change({ clipGradValue: 0.001 })).map(Math.abs))).toBeCloseTo(0.001, 5)
  })

  test('puts every module back into the mode it had', async () => {
    const { optimizer, loader, loss, model } = separable()
    const frozen = new nn.Dropout(0.5)
    const whole = new nn.Sequential(model, frozen)
    frozen.eval()
    const modes: boolean[] = []
    const during = { onBatchEnd: () => void modes.push(whole.training, frozen.training) }
    await train.fit(whole, { train: loader, validation: loader, optimizer, loss, epochs: 2, callbacks: [during] })
    expect(new Set(modes)).toEqual(new Set([true]))
    expect([whole.training, frozen.training]).toEqual([true, false])
    whole.eval()
    await train.fit(whole, { train: loader, optimizer, loss, epochs: 1 })
    expect(whole.training).toBe(false)
  })

  test('begins with initialEpoch, and steps the scheduler after each epoch', async () => {
    const { model, optimizer, loader, loss } = separable({ lr: 0.4 })
    const figures: number[] = []
    const scheduler = {
      step(figure: number) {
        figures.push(figure)
        for (const group of optimizer.paramGroups) group.lr /= 2
      },
    }
    const history = await train.fit(model, { train: loader, optimizer, loss, epochs: 5, initialEpoch: 3, scheduler })
    expect(history.epochs.map(({ epoch, lr }) => [epoch, lr])).toEqual([
      [3, 0.4],
      [4, 0.2],
    ])
    expect(figures).toEqual(history.epochs.map((record) => record.loss))
  })

  test('takes batches that come asynchronously', async () => {
    const { model, optimizer, x, y, loss } = separable()
    const source = {
      async *[Symbol.asyncIterator]() {
        yield [x, y]
        yield [x, y]
      },
    }
    const batches: (number | undefined)[] = []
    const watch = { onBatchEnd: (state: train.TrainingState) => void batches.push(state.batch, state.batches) }
    await train.fit(model, { train: source, optimizer, loss, epochs: 1, callbacks: [watch] })
    expect(batches).toEqual([0, undefined, 1, undefined])
  })

  test('takes up an interrupted epoch where the loader stands', async () => {
    const a = separable()
    const whole = train.fit(a.model, { train: a.loader, optimizer: a.optimizer, loss: a.loss, epochs: 1 })
    await whole
    const b = separable()
    let state: data.DataLoaderState | undefined
    const halt = {
      onBatchEnd(progress: train.TrainingState) {
        if (progress.batch !== 1) return
        state = b.loader.stateDict()
        progress.stop()
      },
    }
    await train.fit(b.model, { train: b.loader, optimizer: b.optimizer, loss: b.loss, epochs: 1, callbacks: [halt] })
    b.loader.loadStateDict(state as data.DataLoaderState)
    const batches: number[] = []
    const watch = { onBatchEnd: (progress: train.TrainingState) => void batches.push(progress.batch) }
    await train.fit(b.model, { train: b.loader, optimizer: b.optimizer, loss: b.loss, epochs: 1, callbacks: [watch] })
    expect(batches).toEqual([2, 3, 4])
    expect(weightsOf(b.model)).toEqual(weightsOf(a.model))
  })

  test('lets timers run meanwhile', async () => {
    const { model, optimizer, loader, loss } = separable()
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    const until = performance.now() + 400
    const halt = { onBatchEnd: (state: train.TrainingState) => void (performance.now() > until && state.stop()) }
    await train.fit(model, { train: loader, optimizer, loss, epochs: 1e6, callbacks: [halt] })
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(3)
  })
})

describe('fit refuses', () => {
  test('data without a batch', async () => {
    const { model, optimizer, loader, loss, dataset } = separable()
    const empty = new data.DataLoader(new data.Subset(dataset, []), { batchSize: 4 })
    const tooFew = new data.DataLoader(dataset, { batchSize: 41, dropLast: true })
    const once = new data.DataLoader(dataset)[Symbol.iterator]()
    const base = { optimizer, loss, epochs: 2 }
    for (const source of [empty, tooFew, [], once]) {
      await expect(train.fit(model, { ...base, train: source })).rejects.toThrow(ValueError)
    }
    await expect(train.fit(model, { ...base, train: loader, validation: empty })).rejects.toThrow(/'validation'/)
  })

  test('options that make no sense', async () => {
    const { model, optimizer, loader, loss, dataset } = separable()
    const run = (options: object) => train.fit(model, { train: loader, optimizer, loss, epochs: 1, ...options })
    for (const options of [
      { epochs: 0 },
      { epochs: 1.5 },
      { accumulate: 0 },
      { initialEpoch: -1 },
      { clipGradNorm: 0 },
      { clipGradValue: -1 },
    ]) {
      await expect(run(options)).rejects.toThrow(ValueError)
    }
    for (const options of [
      { epochs: undefined },
      { epochs: '3' },
      { train: undefined },
      { loss: 'mse' },
      { loss: () => 1 },
      { optimizer: {} },
      { scheduler: {} },
      { signal: {} },
      { metrics: [train.accuracy] },
      { metrics: { accuracy: 1 } },
      { metrics: { accuracy: () => 'good' } },
      { callbacks: {} },
      { onNonFinite: 'ignore' },
      { train: [3] },
    ]) {
      await expect(run(options), JSON.stringify(options)).rejects.toThrow(TypeError)
    }
    await expect(run({ train: dataset })).rejects.toThrow(/Wrap the dataset in a DataLoader/)
    await expect(run({ batchSize: 3 })).rejects.toThrow(/unknown option 'batchSize'/)
    await expect(train.fit({} as never, { train: loader, optimizer, loss, epochs: 1 })).rejects.toThrow(TypeError)
    await expect(run({ loss: (p: Tensor) => p })).rejects.toThrow(/a loss of one element/)
  })
})
