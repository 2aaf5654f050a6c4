import { transformSync } from 'esbuild'
import { DisposedError, memory, scope, type Tensor, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

const live = () => [memory().liveTensors, memory().liveBytes]
const x = tensor([1, 2])

describe('dispose', () => {
  test('frees at once; a second time does nothing', () => {
    const before = live()
    const y = x.mul(2)
    expect(live()).toEqual([before[0]! + 1, before[1]! + 8])
    y.dispose()
    y.dispose()
    expect(live()).toEqual(before)
    expect(() => y.add(1)).toThrow(
      'add: expected a tensor that is still there, got one of shape [2], made by mul, that was disposed of. Dispose of ' +
        'a tensor after its last use only',
    )
    expect(() => x.add(y)).toThrow(DisposedError)
    expect(() => y.item()).toThrow(/one element/)
  })

  test('leaves those that share the elements', () => {
    const y = x.mul(2)
    const twins = [y.reshape([2, 1]), y.detach(), y.unsqueeze(0)]
    // More often than there are tensors: none of it may count for another one.
    for (let i = 0; i < 5; i++) y.dispose()
    expect(twins.map((t) => Array.from(t.data()))).toEqual([
      [2, 4],
      [2, 4],
      [2, 4],
    ])
    const before = live()
    for (const t of twins) t.dispose()
    expect(live()).toEqual([before[0]! - 1, before[1]! - 8])
  })

  test('of the base leaves a transposition that nobody carried out yet', () => {
    const y = tensor([
      [1, 2],
      [3, 4],
    ]).mul(1)
    const t = y.transpose(0, 1)
    y.dispose()
    expect(t.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  test('of a result on the way to a loss never loses gradients silently', () => {
    const w = tensor([1, 2], { requiresGrad: true })
    const y = w.mul(3)
    const loss = y.sum()
    y.dispose()
    // Nothing of y is needed to go through it; a refusal would be honest too, no gradient at all is neither.
    let refusal: unknown
    try {
      loss.backward()
    } catch (error) {
      refusal = error
    }
    if (refusal === undefined) expect(w.grad?.toArray()).toEqual([3, 3])
    else expect(refusal).toBeInstanceOf(DisposedError)
  })

  test('of what a pending backward pass reads makes that pass fail', () => {
    const w = tensor([1, 2], { requiresGrad: true })
    const y = w.exp()
    const loss = y.sum()
    y.dispose()
    expect(() => loss.backward()).toThrow(/^backward \(exp\): .*made by exp, that was disposed of/)
    expect(w.grad).toBeNull()
  })

  test('a block that was freed serves the next tensor, and the old name cannot reach it', () => {
    const old = x.mul(2)
    old.dispose()
    const fresh = x.mul(50)
    expect(() => old.data()).toThrow(DisposedError)
    expect(fresh.toArray()).toEqual([50, 100])
  })

  test('frees the bytes once, however often it is called on twins', () => {
    const before = live()
    scope(() => {
      const y = x.mul(2)
      const twin = y.reshape([2, 1])
      for (const t of [y, twin, y, twin]) t.dispose()
    })
    expect(live()).toEqual(before)
    const [a, b] = [x.mul(3), x.mul(4)]
    expect([a.toArray(), b.toArray()]).toEqual([
      [3, 6],
      [4, 8],
    ])
  })
})

test('`using` disposes at the end of the block, also after an exception', () => {
  // Written as users write it, and lowered for engines that do not know it, as TypeScript and esbuild do.
  const source = `
    const seen = []
    { using y = x.mul(2); seen.push(y); if (y.item === undefined) throw 0 }
    try { using z = x.mul(3); seen.push(z); throw new Error('inside') } catch (error) { seen.push(error.message) }
    return seen`
  const { code } = transformSync(`function run(x) {${source}}`, { target: 'es2022' })
  const run = new Function(`${code}; return run`)() as (x: Tensor) => [Tensor, Tensor, string]
  const before = live()
  const [y, z, message] = run(x)
  expect(message).toBe('inside')
  for (const t of [y, z]) expect(() => t.data()).toThrow('that was disposed of')
  expect(live()).toEqual(before)
})
