import { describe, expect, it } from 'vitest'
import { outputShape } from '../../bench/subjects/convolution.mjs'
import { figureOf, subjects } from '../../bench/subjects/index.mjs'
import { trainingOperations } from '../../bench/subjects/training.mjs'

const find = (name: string) => subjects.find((subject) => subject.name === name)!

describe('operations of a training step', () => {
  it('are those of forward and both gradients, without the gradient of the first input', () => {
    // Multiply-adds by hand: 28²·25·6, 10²·150·16, and three products.
    const [first, second, linear] = [117_600, 240_000, 400 * 120 + 120 * 84 + 84 * 10]
    expect(trainingOperations(find('lenet').rows[0])).toBe(2 * 32 * (2 * first + 3 * second + 3 * linear))
  })

  it('count the gradient that goes from step to step', () => {
    const [lstm] = find('recurrent').rows
    const [input, state, linear] = [512 * 64, 512 * 128, 128 * 64]
    expect(trainingOperations(lstm)).toBe(2 * 32 * 64 * (2 * input + 3 * state + 3 * linear))
  })
})

describe('layers by themselves', () => {
  it('come in operations and in bytes', () => {
    const [convolution, streaming] = [find('convolution'), find('streaming')]
    const figure = (subject: typeof convolution, name: string) =>
      figureOf(
        subject,
        subject.rows.find((row) => row.name === name),
        1,
      )
    const elements = 8 * 64 * 56 * 56
    expect(figure(convolution, 'gradient of the weight')).toBeCloseTo((2 * 8 * 1024 * 64 * 64 * 9) / 1e6)
    expect(figure(streaming, 'depthwise 3×3')).toBeCloseTo((4 * 2 * elements) / 1e6)
    expect(figure(streaming, 'MaxPool2d 2×2')).toBeCloseTo((4 * 1.25 * elements) / 1e6)
    expect(figure(streaming, 'BatchNorm2d, gradient of the input')).toBeCloseTo((4 * 3 * elements) / 1e6)
  })

  it('have outputs of known shapes', () => {
    const shapes = find('streaming').rows.map((row) => outputShape(row)[2])
    expect(shapes).toEqual([56, 56, 56, 56, 28, 28, 28, 28, 56])
  })
})
