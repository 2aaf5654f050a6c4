import * as g from 'grad128'
import { Grad128Error, io, manualSeed, memory, nn, optim, rand, tensor, zeros } from 'grad128'
import { describe, expect, test } from 'vitest'

const F = nn.functional
const wrong = (value: unknown) => value as never

// What the cases work on is made once, so that each of them starts from the same figures.
const matrix = tensor([
  [1, 2, 3],
  [4, 5, 6],
])
const leaf = tensor([1, 2], { requiresGrad: true })
const result = leaf.mul(2)
const whole = tensor(new Int32Array([0, 1]))
const truth = tensor([true, false])
const logits = zeros([2, 3])
const mask = matrix.gt(1)
const flipped = logits.transpose(0, 1)
const scalar = tensor(0, { dtype: 'int32' })
const far = tensor(new Int32Array([0, 3]))
const before = tensor(new Int32Array([-1, -7]))
const noTruth = tensor([], { dtype: 'bool' })
const gone = zeros([2])
gone.dispose()
const linear = new nn.Linear(3, 2)
const optimizer = new optim.Adam([leaf])
const other = zeros([5])
const foreign = { shape: [2], dtype: 'float32', data: () => new Float32Array(2) }

const misuse: Record<string, () => unknown> = {
  'add of another shape': () => matrix.add(other),
  'add of a foreign object': () => matrix.add(wrong(foreign)),
  'comparison of another shape': () => matrix.lt(other),
  'where of other shapes': () => g.where(truth, matrix, other),
  'maskedFill with no number': () => matrix.maskedFill(mask, wrong('0')),
  'matmul of other sizes': () => matrix.matmul(matrix),
  'linear of other inputs': () => linear.forward(flipped),
  'reshape to another size': () => matrix.reshape([4]),
  'expand of what does not grow': () => matrix.expand([2, 4]),
  'permute with a repeated dimension': () => matrix.permute([0, 0]),
  'sum over what is not there': () => matrix.sum({ dim: 5 }),
  'softmax without a dimension': () => matrix.softmax(wrong(undefined)),
  'cat of sizes that differ': () => g.cat([matrix, other]),
  'stack of shapes that differ': () => g.stack([matrix, other]),
  'indexSelect beyond the end': () => matrix.indexSelect(0, far),
  'take of real positions': () => matrix.take(other),
  'take before the first': () => matrix.take(before),
  'indexSelect of several from no dimension': () => scalar.indexSelect(0, whole),
  'NaN among whole numbers': () => whole.maskedFill(truth, Number.NaN),
  'max of truth values over nothing': () => noTruth.max(),
  'labels beyond the classes': () => F.crossEntropy(logits, far),
  'labels of another shape': () => F.nllLoss(logits, scalar),
  'a loss of a foreign object': () => F.mseLoss(matrix, wrong(foreign)),
  'a loss of probabilities beyond 1': () => F.binaryCrossEntropy(matrix, matrix),
  'dropout of whole numbers': () => F.dropout(whole),
  'dropout beyond 1': () => F.dropout(matrix, { p: 2 }),
  'a released tensor in arithmetic': () => matrix.add(gone),
  'a released tensor in a reduction': () => gone.mean(),
  'a released tensor in matmul': () => gone.matmul(gone),
  'a released tensor reshaped': () => gone.reshape([2, 1]),
  'a released tensor cloned': () => gone.clone(),
  'a released tensor as a loss': () => F.mseLoss(gone, gone),
  'a released tensor in a file': () => io.encodeSafetensors({ gone }),
  'backward of several elements': () => result.backward(),
  'backward of a released tensor': () => gone.backward(),
  'backward with a foreign gradient': () => result.backward(wrong(foreign)),
  'grad of an input without gradient': () => g.grad(result, matrix),
  'a size of 2⁵³': () => zeros([2 ** 53]),
  'a random tensor of a wrong shape': () => rand([-1]),
  'a random tensor with an unknown option': () => rand([4], wrong({ dtype: 'int32' })),
  'a normal tensor with an unknown option': () => g.randn([4], wrong({ mean: 1 })),
  'a permutation of a fraction': () => g.randperm(0.5),
  'whole numbers that require a gradient': () => zeros([4], { dtype: 'int32', requiresGrad: true }),
  'an unknown option of an optimizer': () => new optim.Adam([leaf], wrong({ rate: 1 })),
  'an unknown option of a layer': () => new nn.Linear(3, 3, wrong({ biased: true })),
  'a state dict of other keys': () => linear.loadStateDict({ weight: matrix }),
  'an optimizer state of other groups': () => optimizer.loadStateDict({ state: {}, param_groups: [] }),
  'a file that is none': () => io.decodeSafetensors(new Uint8Array(9)),
}

/** Figures that misuse must not move: memory exactly, and the random stream. */
function figures(): unknown {
  const { liveTensors, liveBytes } = memory()
  return { liveTensors, liveBytes }
}

describe('misuse leaves no trace', () => {
  test.each(Object.entries(misuse))('%s', (_, run) => {
    manualSeed(11)
    const next = g.scope(() => rand([1]).item())
    manualSeed(11)
    const before = figures()
    let thrown: unknown
    try {
      run()
    } catch (error) {
      thrown = error
    }
    expect(thrown instanceof Grad128Error || thrown instanceof TypeError, String(thrown)).toBe(true)
    expect(figures(), 'memory').toEqual(before)
    expect(
      g.scope(() => rand([1]).item()),
      'the next random number',
    ).toBe(next)
    expect(
      g.scope(() => matrix.sum().item()),
      'the next operation',
    ).toBe(21)
  })
})

describe('a message names what was called, not what it is made of', () => {
  test.each<[string, () => unknown, string]>([
    ['a reduction over no dimension', () => matrix.sum({ dim: wrong(null) }), 'sum: expected a dimension as a number'],
    ['a reduction over an object', () => matrix.mean({ dim: wrong({}) }), 'mean: expected a dimension as a number'],
    ['clipGradNorm of nothing', () => nn.utils.clipGradNorm(wrong(null), 1), 'clipGradNorm: expected parameters'],
    ['a closure that is none', () => optimizer.step(wrong(3)), 'Adam.step: expected a function'],
  ])('%s', (_, run, start) => {
    let message = ''
    try {
      run()
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError)
      message = (error as Error).message
    }
    expect(message.slice(0, start.length)).toBe(start)
  })
})
