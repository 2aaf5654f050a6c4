import { detectAnomaly, grad, log, memory, NonFiniteError, nn, scope, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

/** What a call throws. */
function thrown(fn: () => unknown): NonFiniteError {
  try {
    fn()
  } catch (error) {
    expect(error).toBeInstanceOf(NonFiniteError)
    return error as NonFiniteError
  }
  throw new Error('Nothing was thrown')
}

const leaf = (values: number[]) => tensor(values, { requiresGrad: true })

describe('detectAnomaly in the forward pass', () => {
  test('names the operation that made the first NaN, the element, and what it was made of', () => {
    const x = leaf([1, 2, -3])
    const error = thrown(() => detectAnomaly(() => x.mul(2).sqrt().exp().sum()))
    expect(error.op).toBe('sqrt')
    expect(error.message).toMatchInlineSnapshot(
      `"sqrt: expected finite numbers, as detectAnomaly is on, got NaN at element 2 of the result of shape [3] from input 0 of shape [3], made by mul (finite). The stack of this error shows the call"`,
    )
    expect(error.stack).toContain('anomaly.test')
  })

  test('names the operation that made an infinity of finite numbers', () => {
    expect(thrown(() => detectAnomaly(() => leaf([1, 0]).log())).op).toBe('log')
    expect(thrown(() => detectAnomaly(() => leaf([1]).div(0))).op).toBe('div')
    expect(thrown(() => detectAnomaly(() => leaf([3e38]).mul(10).sum())).op).toBe('mul')
  })

  test('reports a NaN that was in the data, with the input that brought it', () => {
    const weight = tensor([[1, 2]], { requiresGrad: true })
    const data = tensor([[1, Number.NaN]])
    const error = thrown(() => detectAnomaly(() => nn.functional.linear(data, weight)))
    expect(error.op).toBe('linear')
    expect(error.message).toContain('input 0 of shape [1, 2], made by tensor (NaN at element 1)')
  })

  test('leaves alone an infinity that an operation was given', () => {
    const scores = leaf([1, 2, 3])
    const mask = tensor([false, true, false])
    const run = () => scores.maskedFill(mask, Number.NEGATIVE_INFINITY).softmax(0).sum().backward()
    expect(() => detectAnomaly(run)).not.toThrow()
    for (const slope of scores.grad?.data() ?? []) expect(slope).toBeCloseTo(0, 6)
  })
})

describe('detectAnomaly in the backward pass', () => {
  test('names the operation whose derivative made it, and where that was recorded', () => {
    const x = leaf([4, 0])
    function whereItWasRecorded() {
      return x.sqrt()
    }
    const error = thrown(() => detectAnomaly(() => whereItWasRecorded().sum().backward()))
    expect(error.op).toBe('backward')
    expect(error.message).toContain('finite gradients from sqrt')
    expect(error.message).toContain('Infinity at element 1 of the gradient of its input 0')
    expect(error.message).toContain('whereItWasRecorded')
  })

  test('is noticed by grad too, and knows no place for what was recorded outside', () => {
    const x = leaf([0])
    const y = x.sqrt()
    const error = thrown(() => detectAnomaly(() => grad(y, x)))
    expect(error.op).toBe('grad')
    expect(error.message).not.toContain('recorded here')
    expect(error.message).toContain('Run the forward pass inside detectAnomaly')
  })

  test('a NaN between finite ends is found: 0 times the infinite derivative of a masked logarithm', () => {
    const x = leaf([0, 1])
    const positive = tensor([false, true])
    const error = thrown(() =>
      detectAnomaly(() =>
        log(x.add(0).mul(1))
          .where(positive, tensor([0, 0]))
          .sum()
          .backward(),
      ),
    )
    expect(error.op).toBe('log')
  })
})

describe('detectAnomaly itself', () => {
  test('returns what the function returns, and ends with it, whatever happens', () => {
    expect(detectAnomaly(() => 5)).toBe(5)
    expect(() =>
      detectAnomaly(() => {
        throw new RangeError('inside')
      }),
    ).toThrow('inside')
    expect(leaf([-1]).sqrt().item()).toBeNaN()
  })

  test('stays on until a promise settles', async () => {
    const x = leaf([-1])
    const running = detectAnomaly(async () => {
      await Promise.resolve()
      return x.sqrt()
    })
    await expect(running).rejects.toThrow(NonFiniteError)
    expect(x.sqrt().item()).toBeNaN()
    await expect(detectAnomaly(async () => 7)).resolves.toBe(7)
  })

  test('may be nested', () => {
    detectAnomaly(() => {
      detectAnomaly(() => undefined)
      expect(() => leaf([-1]).sqrt()).toThrow(NonFiniteError)
    })
  })

  test('leaves nothing behind when it throws', () => {
    const x = leaf([-1])
    x.grad = tensor([0])
    const before = memory().liveTensors
    thrown(() => detectAnomaly(() => x.sqrt()))
    scope(() => thrown(() => detectAnomaly(() => leaf([0]).sqrt().backward())))
    expect(memory().liveTensors).toBe(before)
  })

  test('refuses what is no function', () => {
    expect(() => detectAnomaly(3 as never)).toThrow(new TypeError('detectAnomaly: expected a function, got 3'))
  })
})
