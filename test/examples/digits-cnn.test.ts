import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { data, manualSeed, nn, optim, randn, zeros } from 'grad128'
import { describe, expect, it } from 'vitest'
import { chooseDigits } from '../../examples/digits-cnn/choose-digits.mjs'
import { layerOutputs } from '../../examples/digits-cnn/feature-maps.mjs'
import { leNet } from '../../examples/digits-cnn/lenet.mjs'
import { shortcoming } from '../../examples/digits-cnn/settings.mjs'
import { ShiftedDigits } from '../../examples/digits-cnn/shifted-digits.mjs'
import { trainDigits } from '../../examples/digits-cnn/train-digits.mjs'
import { oneCycle, oneCycleFactor } from '../../examples/shared/one-cycle.mjs'
import { readDigits } from '../../examples/shared/read-digits.mjs'

const program = fileURLToPath(new URL('../../examples/digits-cnn/main.mjs', import.meta.url))
const run = (...options: string[]) => {
  const cwd = mkdtempSync(join(tmpdir(), 'grad128-digits-cnn-'))
  return { cwd, ...spawnSync(process.execPath, [program, ...options], { cwd, encoding: 'utf8' }) }
}

describe('oneCycle', () => {
  it('rises to the peak in a quarter of the time, and falls to nothing', () => {
    expect([0, 0.125, 0.25, 0.625, 1].map((part) => Number(oneCycleFactor(part, 0.25).toFixed(6)))).toEqual([
      0.04, 0.52, 1, 0.5, 0,
    ])
  })

  it('sets the rate of the optimizer before each batch', () => {
    const optimizer = new optim.SGD([new nn.Parameter(zeros([1]))], { lr: 7 })
    const cycle = oneCycle(optimizer, { peak: 2, steps: 4 }) as Record<string, () => void>
    const rates = ['onTrainBegin', ...new Array<string>(4).fill('onBatchEnd')].map((event) => {
      cycle[event]!()
      return optimizer.paramGroups[0]!.lr
    })
    expect(rates).toEqual([0.08, 2, 1.5, 0.5, 0].map((rate) => expect.closeTo(rate, 9)))
  })
})

describe('ShiftedDigits', () => {
  const pixels = new Float32Array(2 * 784)
  pixels[10 * 28 + 14] = 1
  pixels[784] = 1
  const digits = new ShiftedDigits(pixels, Int32Array.of(3, 7), { most: 2, empty: -0.5 })

  it('moves a digit to each of 25 places alike, and what comes in is empty', () => {
    manualSeed(1)
    const [images, labels] = digits.getBatch(new Int32Array(2_500))
    expect(images.shape).toEqual([2_500, 1, 28, 28])
    expect(new Set(labels.data())).toEqual(new Set([3]))
    const counts = new Map<number, number>()
    const all = images.data()
    for (let i = 0; i < 2_500; i++) {
      const at = all.subarray(i * 784, (i + 1) * 784).indexOf(1)
      counts.set(at, (counts.get(at) ?? 0) + 1)
    }
    const places = [8, 9, 10, 11, 12].flatMap((y) => [12, 13, 14, 15, 16].map((x) => y * 28 + x))
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(places)
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(50)
    expect(Math.min(...all.subarray(0, 7_840))).toBe(-0.5)
  })

  it('keeps what fits of a digit at the border, and gives the same moves after the same seed', () => {
    const batch = () => {
      manualSeed(2)
      return digits.getBatch(new Int32Array(200).fill(1))[0]
    }
    const images = batch()
    const corners = images.eq(1).sum({ dim: [1, 2, 3] })
    // 9 of 25 moves go neither up nor left.
    expect(corners.sum().item()).toBeGreaterThan(40)
    expect(corners.sum().item()).toBeLessThan(104)
    expect(batch().sub(images).abs().max().item()).toBe(0)
  })

  it('moves all pixels alike, to the borders', () => {
    manualSeed(3)
    const all = Float32Array.from({ length: 784 }, (_, p) => p + 1)
    const moving = new ShiftedDigits(all, Int32Array.of(5), { most: 2, empty: -1 })
    const images = moving.getBatch(new Int32Array(60))[0].data()
    const wrong = Array.from({ length: 60 }, (_, i) => images.subarray(i * 784, (i + 1) * 784)).filter((image) => {
      const at = image.indexOf(14 * 28 + 14 + 1)
      const [down, right] = [Math.floor(at / 28) - 14, (at % 28) - 14]
      return image.some((value, p) => {
        const [y, x] = [Math.floor(p / 28) - down, (p % 28) - right]
        return value !== (Math.min(y, x) >= 0 && Math.max(y, x) < 28 ? y * 28 + x + 1 : -1)
      })
    })
    expect(wrong).toEqual([])
  })

  it('gives single samples as well as batches', () => {
    expect(digits.get(1).map(({ shape }) => shape)).toEqual([[1, 28, 28], []])
    expect(new data.DataLoader(digits, { batchSize: 2 }).length).toBe(1)
  })
})

describe('LeNet-5', () => {
  it('has the sizes of the paper', () => {
    const model = leNet()
    const outputs = layerOutputs(model, randn([1, 1, 28, 28]))
    const shapes = outputs.filter(({ name }) => name !== 'ReLU').map(({ output }) => output.shape)
    expect(shapes).toEqual([[6, 28, 28], [6, 14, 14], [16, 10, 10], [16, 5, 5], [400], [120], [84], [10]])
    expect(model.parameters().reduce((sum, { size }) => sum + size, 0)).toBe(61_706)
  })

  const learn = async (settings: { train: number; heldOut: number; epochs: number; shift: number }) => {
    const digits = chooseDigits(await readDigits({ seed: 128 }), settings)
    manualSeed(128)
    return trainDigits(leNet(), { digits, ...settings })
  }

  it.each([0, 2])('reads most unseen digits after 3 epochs of 1,000 moved by %i', async (shift) => {
    const { evaluation, confusion } = await learn({ train: 1_250, heldOut: 250, epochs: 3, shift })
    expect(evaluation.metrics.accuracy).toBeGreaterThan(shift === 0 ? 0.8 : 0.7)
    expect(confusion.diagonal().sum().item()).toBe(Math.round(evaluation.metrics.accuracy! * 250))
  })

  it('learns the same each time, and something else from other moves', async () => {
    const lossOf = async (shift: number) => {
      const { history } = await learn({ train: 250, heldOut: 50, epochs: 1, shift })
      return history.epochs[0]!.loss
    }
    const loss = await lossOf(2)
    expect(await lossOf(2)).toBe(loss)
    expect(await lossOf(1)).not.toBe(loss)
  })
})

describe('the digits', () => {
  it('that are held out are the last ones to learn from', async () => {
    const all = await readDigits({ seed: 128 })
    const { train, test } = chooseDigits(all, { train: 100, heldOut: 30 })
    expect([...train.labels, ...test.labels]).toEqual([...all.train.labels.subarray(0, 100)])
    expect([train.images.length, test.images.length]).toEqual([70 * 784, 30 * 784])
    expect(test.images[400]).toBe(all.train.images[70 * 784 + 400])
    expect(chooseDigits(all, { train: 9_999, heldOut: 0 }).test).toBe(all.test)
    expect(() => chooseDigits(all, { train: 100, heldOut: 100 })).toThrow(RangeError)
  })
})

describe('npm run example digits-cnn', () => {
  it('promises an accuracy for the whole training only', () => {
    const whole = { epochs: 25, train: 8_000 }
    expect(shortcoming({ ...whole, accuracy: 0.98 })).toBeUndefined()
    expect(shortcoming({ ...whole, accuracy: 0.97 })).toContain('but reached 0.97')
    expect(shortcoming({ ...whole, accuracy: Number.NaN })).toContain('NaN')
    expect(shortcoming({ ...whole, epochs: 1, accuracy: 0.5 })).toBeUndefined()
  })

  it('shows everything within 80 columns, and saves seven pictures', () => {
    const { status, stdout, cwd } = run('--epochs', '1', '--train', '500')
    expect(status).toBe(0)
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80)
    expect(stdout).toMatch(/LeNet-5, digits moved {2} +61706 /)
    const names = ['confusion', 'kernels', 'layer-1', 'layer-2', 'layer-4', 'layer-5', 'loss']
    expect(readdirSync(join(cwd, 'pictures')).sort()).toEqual(names.map((name) => `digits-cnn-${name}.svg`))
  })

  it.each([
    [['--epochs', '0'], "--epochs must be a whole number of at least 1, but is '0'."],
    [['--moved', '2'], "Unknown option '--moved'"],
  ])('refuses %j', (options, message) => {
    const { status, stderr } = run(...options)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})
