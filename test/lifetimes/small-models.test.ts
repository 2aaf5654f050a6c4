import { memory, nn, ones, optim, tensor } from 'grad128'
import { describe, expect, test } from 'vitest'

/** Parameters, gradients and optimizer state of less than a kilobyte each have no finalizer. */
describe('models of small tensors', () => {
  test('do not pile up when nobody has them any more', () => {
    const train = () => {
      const model = new nn.Linear(4, 4)
      const optimizer = new optim.Adam(model.parameters())
      model
        .forward(ones([2, 4]))
        .sum()
        .backward()
      optimizer.step()
    }
    train()
    const before = memory().liveTensors
    for (let i = 0; i < 1000; i++) train()
    expect(memory().liveTensors - before).toBeLessThan(2000)
  })

  test('train as others do, though there are more of them than may stay at first', () => {
    const parameters = Array.from({ length: 1500 }, (_, i) => tensor([i + 1, -1 - i, 1], { requiresGrad: true }))
    const optimizer = new optim.SGD(parameters, { lr: 0.25, momentum: 0.5 })
    // By hand, of one number: what is lost is half of the number, and half of what was lost before.
    let [factor, velocity] = [1, 0]
    for (let step = 0; step < 4; step++) {
      optimizer.zeroGrad()
      for (const p of parameters) p.square().sum().backward()
      optimizer.step()
      velocity = 0.5 * velocity + 2 * factor
      factor -= 0.25 * velocity
    }
    for (const [i, p] of parameters.entries()) {
      expect(p.toArray()).toEqual([i + 1, -1 - i, 1].map((value) => value * factor))
    }
  })
})
