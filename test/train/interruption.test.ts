import { data, NonFiniteError, nn, optim, type Tensor, tensor, train } from 'grad128'
import { describe, expect, test } from 'vitest'
import { separable, weightsOf } from './blobs.js'

/** Everything that was called, in order. */
function recorder() {
  const events: string[] = []
  const note = (event: string) => (state: train.TrainingState) =>
    void events.push(`${event} ${state.epoch}.${state.batch}`)
  const callback: train.Callback = {
    onTrainBegin: note('train begins'),
    onEpochBegin: note('epoch begins'),
    onBatchEnd: note('batch ends'),
    onEpochEnd: note('epoch ends'),
    onTrainEnd: note('train ends'),
    onTrainError: note('train fails'),
  }
  return { events, callback }
}

describe('callbacks', () => {
  test('are called in order, one object after the other, and waited for', async () => {
    const { model, optimizer, loader, loss } = separable({ batchSize: 20 })
    const { events, callback } = recorder()
    let waiting = false
    const slow: train.Callback = {
      async onBatchEnd() {
        waiting = true
        await new Promise((resolve) => setTimeout(resolve, 5))
        waiting = false
      },
    }
    const after: train.Callback = { onBatchEnd: () => expect(waiting).toBe(false) }
    await train.fit(model, { train: loader, optimizer, loss, epochs: 2, callbacks: [callback, slow, after] })
    expect(events).toEqual([
      'train begins 0.0',
      'epoch begins 0.0',
      'batch ends 0.0',
      'batch ends 0.1',
      'epoch ends 0.1',
      'epoch begins 1.0',
      'batch ends 1.0',
      'batch ends 1.1',
      'epoch ends 1.1',
      'train ends 1.1',
    ])
  })

  test('see one object with all there is to know', async () => {
    const { model, optimizer, loader, loss } = separable({ batchSize: 20 })
    const seen = new Set<train.TrainingState>()
    let epochEnds = 0
    class Watch implements train.Callback {
      onBatchEnd(state: train.TrainingState) {
        seen.add(state)
        expect(state).toMatchObject({ model, optimizer, epochs: 2, batches: 2 })
        expect(state.loss).toBeGreaterThan(0)
        expect(Object.keys(state.metrics)).toEqual(['accuracy'])
      }
      onEpochEnd(state: train.TrainingState) {
        seen.add(state)
        epochEnds++
        expect(state.history.epochs.length).toBe(epochEnds)
        expect(state.history.epochs.at(-1)).toMatchObject({ loss: state.loss, metrics: state.metrics })
      }
    }
    const metrics = { accuracy: train.accuracy }
    await train.fit(model, {
      train: loader,
      validation: loader,
      optimizer,
      loss,
      epochs: 2,
      metrics,
      callbacks: [new Watch()],
    })
    expect(seen.size).toBe(1)
    expect(epochEnds).toBe(2)
  })

  test('may stop: the epoch is closed, and no other begins', async () => {
    const { model, optimizer, loader, loss } = separable()
    const { events, callback } = recorder()
    const halt: train.Callback = { onBatchEnd: (state) => void (state.epoch === 1 && state.stop()) }
    const history = await train.fit(model, { train: loader, optimizer, loss, epochs: 9, callbacks: [halt, callback] })
    expect(history.epochs.length).toBe(2)
    expect(events.slice(-3)).toEqual(['batch ends 1.0', 'epoch ends 1.0', 'train ends 1.0'])
  })

  test('may stop by a method that was taken off its object', async () => {
    const { model, optimizer, loader, loss } = separable()
    const halt: train.Callback = { onEpochEnd: ({ stop }) => stop() }
    const history = await train.fit(model, { train: loader, optimizer, loss, epochs: 9, callbacks: [halt] })
    expect(history.epochs.length).toBe(1)
  })

  for (const event of ['onTrainBegin', 'onEpochBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd'] as const) {
    test(`an error in ${event} reaches the caller`, async () => {
      const { model, optimizer, loader, loss } = separable()
      const { events, callback } = recorder()
      const failure = new Error('out of paper')
      const broken: train.Callback = {
        [event]: async () => {
          throw failure
        },
      }
      model.eval()
      const run = train.fit(model, { train: loader, optimizer, loss, epochs: 1, callbacks: [broken, callback] })
      await expect(run).rejects.toBe(failure)
      expect(events.at(-1)).toMatch('train fails')
      expect(model.training).toBe(false)
    })
  }

  test('an error in onTrainError hides nothing', async () => {
    const { model, optimizer, loader, loss } = separable()
    const failures = [new Error('first'), new Error('second')]
    const broken: train.Callback = {
      onBatchEnd() {
        throw failures[0]
      },
      onTrainError() {
        throw failures[1]
      },
    }
    const run = train.fit(model, { train: loader, optimizer, loss, epochs: 1, callbacks: [broken] })
    await expect(run).rejects.toMatchObject({ errors: failures })
  })

  test('an error of the dataset reaches the caller', async () => {
    const { model, optimizer, loss } = separable()
    class Broken extends data.Dataset<[Float32Array, Tensor]> {
      readonly length = 10
      get(i: number): [Float32Array, Tensor] {
        if (i === 7) throw new RangeError('no sample 7')
        return [Float32Array.of(i, i), tensor(i % 2, { dtype: 'int32' })]
      }
    }
    const loader = new data.DataLoader(new Broken(), { batchSize: 2 })
    await expect(train.fit(model, { train: loader, optimizer, loss, epochs: 1 })).rejects.toThrow('no sample 7')
  })
})

/** A signal that knows how many listeners it has. */
function countedSignal(controller: AbortController) {
  const { signal } = controller
  let listeners = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++
    add(...args)
  }
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--
    remove(...args)
  }
  return { signal, listeners: () => listeners }
}

describe('abort', () => {
  test('before the start: nothing happens', async () => {
    const { model, optimizer, loader, loss } = separable()
    const { events, callback } = recorder()
    const before = weightsOf(model)
    const signal = AbortSignal.abort('no time')
    const run = train.fit(model, { train: loader, optimizer, loss, epochs: 1, signal, callbacks: [callback] })
    await expect(run).rejects.toBe('no time')
    expect([events, weightsOf(model)]).toEqual([[], before])
  })

  test('between two batches: rejects with the reason, before the next step', async () => {
    const { model, optimizer, loader, loss } = separable()
    const { events, callback } = recorder()
    const controller = new AbortController()
    const reason = new Error('the user left')
    const aborting: train.Callback = { onBatchEnd: (state) => void (state.batch === 1 && controller.abort(reason)) }
    const { signal, listeners } = countedSignal(controller)
    model.eval()
    const run = train.fit(model, { train: loader, optimizer, loss, epochs: 5, signal, callbacks: [callback, aborting] })
    await expect(run).rejects.toBe(reason)
    expect(events.slice(-2)).toEqual(['batch ends 0.1', 'train fails 0.1'])
    expect(model.training).toBe(false)
    expect(listeners()).toBe(0)
  })

  test('from a timer, during steps that await nothing', async () => {
    const { model, optimizer, loader, loss } = separable()
    const signal = AbortSignal.timeout(100)
    const started = performance.now()
    const run = train.fit(model, { train: loader, optimizer, loss, epochs: 1e6, signal })
    const error = await run.catch((reason: unknown) => reason)
    expect(error).toBe(signal.reason)
    expect(error).toHaveProperty('name', 'TimeoutError')
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('in the callbacks of the last epoch, too', async () => {
    const { model, optimizer, loader, loss } = separable()
    const controller = new AbortController()
    const aborting: train.Callback = { onEpochEnd: () => controller.abort('late') }
    const { signal } = controller
    const run = train.fit(model, { train: loader, optimizer, loss, epochs: 1, signal, callbacks: [aborting] })
    await expect(run).rejects.toBe('late')
  })

  test('while the next batch is awaited: at once, and the source is told', async () => {
    const { model, optimizer, x, y, loss } = separable()
    const controller = new AbortController()
    const { signal, listeners } = countedSignal(controller)
    let told = false
    let asked = 0
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => (asked++ === 0 ? Promise.resolve({ done: false, value: [x, y] }) : new Promise<never>(() => {})),
        return: async () => {
          told = true
          return { done: true as const, value: undefined }
        },
      }),
    }
    setTimeout(() => controller.abort('too slow'), 20)
    await expect(train.fit(model, { train: source, optimizer, loss, epochs: 1, signal })).rejects.toBe('too slow')
    expect(told).toBe(true)
    expect(listeners()).toBeLessThanOrEqual(1) // the one that fired is gone by itself
  })

  test('a run that is not aborted leaves no listener', async () => {
    const { model, optimizer, loader, loss } = separable()
    const { signal, listeners } = countedSignal(new AbortController())
    await train.fit(model, { train: loader, validation: loader, optimizer, loss, epochs: 2, signal })
    expect(listeners()).toBe(0)
  })
})

describe('a loss that is not finite', () => {
  /** The third of five batches is broken. */
  function broken() {
    const one = (value: number) => [tensor([[value]]), tensor([[1]])]
    const batches = [one(1), one(2), one(Number.NaN), one(1), one(2)]
    const model = new nn.Sequential(new nn.Linear(1, 1))
    model.loadStateDict({ '0.weight': tensor([[0.5]]), '0.bias': tensor([0]) })
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 })
    return { batches, model, optimizer, loss: nn.functional.mseLoss }
  }

  const weightsAfter = async (pick: (batches: Tensor[][]) => Tensor[][]) => {
    const { batches, model, optimizer, loss } = broken()
    await train.fit(model, { train: pick(batches), optimizer, loss, epochs: 1 })
    return weightsOf(model)
  }

  test('is an error that names epoch and batch', async () => {
    const { batches, model, optimizer, loss } = broken()
    const run = train.fit(model, { train: batches, optimizer, loss, epochs: 2 })
    await expect(run).rejects.toThrow(NonFiniteError)
    await expect(run).rejects.toThrow(/a finite loss, got NaN at epoch 0, batch 2/)
    expect(weightsOf(model)).toEqual(await weightsAfter((all) => all.slice(0, 2)))
  })

  test('is skipped on demand, without a trace', async () => {
    const { batches, model, optimizer, loss } = broken()
    const history = await train.fit(model, { train: batches, optimizer, loss, epochs: 1, onNonFinite: 'skip' })
    expect(weightsOf(model)).toEqual(await weightsAfter((all) => all.filter((_, i) => i !== 2)))
    expect(history.epochs[0]?.loss).toBeGreaterThan(0)
  })

  test('is skipped within gathered batches', async () => {
    const run = async (pick: (batches: Tensor[][]) => Tensor[][]) => {
      const { batches, model, optimizer, loss } = broken()
      await train.fit(model, { train: pick(batches), optimizer, loss, epochs: 1, accumulate: 2, onNonFinite: 'skip' })
      return weightsOf(model)
    }
    expect(await run((all) => all)).toEqual(await run((all) => all.filter((_, i) => i !== 2)))
  })

  test('ends training on demand, and the history shows it', async () => {
    const { batches, model, optimizer, loss } = broken()
    const history = await train.fit(model, { train: batches, optimizer, loss, epochs: 5, onNonFinite: 'stop' })
    expect(history.epochs.map((record) => record.loss)).toEqual([Number.NaN])
    expect(weightsOf(model)).toEqual(await weightsAfter((all) => all.slice(0, 2)))
  })

  test('so is a gradient norm, where it is clipped', async () => {
    const { model, optimizer } = broken()
    const before = weightsOf(model)
    // √0 has the slope ∞, and 0 · ∞ is NaN: a finite loss whose gradient is not.
    const zero = (prediction: Tensor) => prediction.mul(0).sqrt().sum()
    const options = { train: [[tensor([[1]]), tensor([[1]])]], optimizer, epochs: 1, clipGradNorm: 1 }
    await expect(train.fit(model, { ...options, loss: zero })).rejects.toThrow(/a finite gradient norm/)
    await train.fit(model, { ...options, loss: zero, onNonFinite: 'skip' })
    expect(weightsOf(model)).toEqual(before)
  })
})
