import { DTypeError, nn, tensor } from 'grad128'
import { expect, test } from 'vitest'

test('a state that does not fit in its types changes nothing', () => {
  class Counting extends nn.Module {
    scale = new nn.Parameter(tensor([1]))
    constructor() {
      super()
      this.registerBuffer('count', tensor(new Int32Array([3])))
    }
    forward() {}
  }
  const module = new Counting()
  expect(() => module.loadStateDict({ scale: tensor([9]), count: tensor([0.5]) })).toThrow(DTypeError)
  expect(module.scale.toArray()).toEqual([1])
})
