import { enableGrad, noGrad, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

const x = tensor([1, 2], { requiresGrad: true })
const records = () => x.mul(2).requiresGrad

describe('noGrad and enableGrad', () => {
  test('switch recording off and on, nested', () => {
    const seen: boolean[] = [records()]
    noGrad(() => {
      seen.push(records())
      enableGrad(() => {
        seen.push(records())
        noGrad(() => seen.push(records()))
        seen.push(records())
      })
      seen.push(records())
      noGrad(() => seen.push(records()))
      seen.push(records())
    })
    seen.push(records())
    expect(seen).toEqual([true, false, true, false, true, false, false, false, true])
  })

  test('give the state back after an exception', () => {
    const failing = () => {
      throw new Error('inside')
    }
    expect(() => noGrad(failing)).toThrow('inside')
    expect(records()).toBe(true)
    noGrad(() => {
      expect(() => enableGrad(failing)).toThrow('inside')
      expect(records()).toBe(false)
    })
    expect(records()).toBe(true)
  })

  test('hand on what the function returns', () => {
    const { y, n } = noGrad(() => ({ y: x.mul(2), n: 5 }))
    expect([y.toArray(), y.requiresGrad, y.isLeaf, n]).toEqual([[2, 4], false, true, 5])
    const z = noGrad(() => enableGrad(() => x.square().sum()))
    z.backward()
    expect(x.grad!.toArray()).toEqual([2, 4])
    expect(enableGrad(() => 3)).toBe(3)
  })

  test('leaves made inside may require gradients afterwards', () => {
    const w = noGrad(() => tensor([3], { requiresGrad: true }))
    w.square().backward()
    expect(w.grad!.toArray()).toEqual([6])
  })

  test('backward inside noGrad goes through what was recorded outside', () => {
    const w = tensor([3], { requiresGrad: true })
    const y = w.square()
    noGrad(() => y.backward())
    expect(w.grad!.toArray()).toEqual([6])
  })

  test('backward records nothing itself, also inside enableGrad', () => {
    const w = tensor([3], { requiresGrad: true })
    const y = w.square()
    enableGrad(() => y.backward())
    expect([w.grad!.requiresGrad, w.grad!.isLeaf]).toEqual([false, true])
  })

  test('refuse what is no function', () => {
    expect(() => noGrad(3 as never)).toThrow(TypeError)
    expect(() => enableGrad(3 as never)).toThrow(TypeError)
    expect(records()).toBe(true)
  })
})
