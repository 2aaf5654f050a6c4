import { manualSeed } from 'grad128'
import { describe, expect, it } from 'vitest'
import { digitNet, digitOptimizer } from '../../examples/digits/model.mjs'
import { race } from '../../examples/digits/race.mjs'
import { mistakes } from '../../examples/digits/show.mjs'
import { trainDigits } from '../../examples/digits/train.mjs'
import { readDigits } from '../../examples/shared/read-digits.mjs'

const pixels = 784

/** Compared as bytes: element by element, millions of pixels would take the better part of a minute. */
const bytes = ({ buffer, byteOffset, byteLength }: Float32Array | Int32Array) =>
  Buffer.from(buffer, byteOffset, byteLength)

describe('readDigits', () => {
  it('gives the same split for the same seed, another for another', async () => {
    const [one, same, other] = await Promise.all([128, 128, 1].map((seed) => readDigits({ seed })))
    for (const part of ['train', 'test'] as const) {
      expect(bytes(same![part].images).equals(bytes(one![part].images))).toBe(true)
      expect(bytes(same![part].labels).equals(bytes(one![part].labels))).toBe(true)
    }
    expect(bytes(other!.train.labels).equals(bytes(one!.train.labels))).toBe(false)
    // Pinned, so that figures measured on this split stay comparable.
    expect([...one!.train.labels.subarray(0, 10)]).toEqual([8, 9, 7, 9, 8, 2, 6, 1, 5, 2])
  })

  it('puts each of the 10,000 digits into one part', async () => {
    const [one, other] = await Promise.all([128, 1].map((seed) => readDigits({ seed })))
    const counts = ({ train, test }: NonNullable<typeof one>) => {
      const totals = new Array<number>(10).fill(0)
      for (const label of [...train.labels, ...test.labels]) totals[label]!++
      return totals
    }
    expect(one!.train.labels).toHaveLength(8_000)
    expect(one!.test.labels).toHaveLength(2_000)
    expect(one!.train.images).toHaveLength(8_000 * pixels)
    expect(counts(one!)).toEqual(counts(other!))
  })

  it.each([0, 10_000, 1.5])('refuses %s images to train on', async (trainCount) => {
    await expect(readDigits({ seed: 1, trainCount })).rejects.toThrow(RangeError)
  })
})

describe('the demo', () => {
  it('reads more than 7 of 10 unseen digits after one epoch of 1,000, the same way each time', async () => {
    const digits = await readDigits({ seed: 128, trainCount: 1_000 })
    const run = () => {
      manualSeed(128)
      const model = digitNet()
      return trainDigits({ model, optimizer: digitOptimizer(model), digits, epochs: 1 })
    }
    const { evaluation, predictions, confusion, history } = await run()
    const { accuracy } = evaluation.metrics
    expect(accuracy).toBeGreaterThan(0.7)

    const { labels } = digits.test
    const wrong = mistakes(predictions.data(), labels, 3)
    expect(wrong.total).toBe(Math.round((1 - accuracy!) * labels.length))
    expect(wrong.captions[0]).toBe(`${labels[wrong.positions[0]!]}→${predictions.data()[wrong.positions[0]!]}`)
    const diagonal = Array.from({ length: 10 }, (_, i) => confusion.data()[i * 11]!)
    expect(diagonal.reduce((sum, count) => sum + count)).toBe(labels.length - wrong.total)

    const again = await run()
    expect(again.history.epochs[0]!.loss).toBe(history.epochs[0]!.loss)
  })

  it('races a net in pure JavaScript that computes the same losses', async () => {
    manualSeed(128)
    const { difference, library, pure, ratio } = race((await readDigits({ seed: 128 })).train)
    expect(difference).toBeLessThan(1e-4)
    expect(library).toBeGreaterThan(0)
    expect(ratio).toBeCloseTo(pure / library)
  })
})
