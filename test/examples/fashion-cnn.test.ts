import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { manualSeed, nn, noGrad, randn, tensor, zeros } from 'grad128'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readFashion } from '../../examples/fashion-cnn/read-fashion.mjs'
import { linearNet, residualBlock, residualNet } from '../../examples/fashion-cnn/residual-net.mjs'
import { shortcoming } from '../../examples/fashion-cnn/settings.mjs'
import { mistakenClothes, oneOfEach } from '../../examples/fashion-cnn/show-clothes.mjs'
import { trainClassifier } from '../../examples/fashion-cnn/train-classifier.mjs'

const temporary = () => mkdtempSync(join(tmpdir(), 'grad128-fashion-'))

/** Numbers under a head that says how many of them there are in each dimension. */
function idx(sizes: readonly number[], values: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + 4 * sizes.length)
  head.writeUInt32BE(0x800 + sizes.length)
  for (const [i, size] of sizes.entries()) head.writeUInt32BE(size, 4 + 4 * i)
  return gzipSync(Buffer.concat([head, values]))
}

/** A set in Fashion-MNIST's files: class k is a bright square at one of ten places, moved by up to two pixels. */
function writeSet({ train, test, broken = false }: { train: number; test: number; broken?: boolean }): string {
  const root = temporary()
  const folder = join(root, 'fashion-mnist')
  mkdirSync(folder)
  for (const [name, count] of Object.entries({ train, t10k: test })) {
    const labels = Uint8Array.from({ length: count }, (_, i) => (i * 7) % 10)
    const images = new Uint8Array(count * 784)
    for (const [i, label] of labels.entries()) {
      const [top, left] = [(label % 3) * 8 + (i % 3), Math.floor(label / 3) * 6 + (i % 2)]
      for (let p = 0; p < 25; p++) images[i * 784 + (top + Math.floor(p / 5)) * 28 + left + (p % 5)] = 100 + (i % 100)
    }
    if (broken) labels[0] = 10
    writeFileSync(join(folder, `${name}-images-idx3-ubyte.gz`), idx([count, 28, 28], images))
    writeFileSync(join(folder, `${name}-labels-idx1-ubyte.gz`), idx([count], labels))
  }
  return root
}

const program = fileURLToPath(new URL('../../examples/fashion-cnn/main.mjs', import.meta.url))
const withoutNetwork = "data:text/javascript,globalThis.fetch = async () => { throw new TypeError('fetch failed') }"

/** Runs the program without a network, and with an empty cache. */
function run(data: string, ...options: string[]) {
  const cwd = temporary()
  const env = { ...process.env, GRAD128_DATA: data, HOME: cwd, XDG_CACHE_HOME: cwd, LOCALAPPDATA: cwd }
  const args = ['--import', withoutNetwork, program, ...options]
  return { cwd, ...spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' }) }
}

describe('the residual network', () => {
  it('has 28,410 parameters, and one score for each class', () => {
    const model = residualNet(10)
    expect(model.forward(randn([2, 1, 28, 28])).shape).toEqual([2, 10])
    expect(model.parameters().reduce((sum, { size }) => sum + size, 0)).toBe(28_410)
  })

  it('has blocks that pass on what they get as long as they change nothing', () => {
    const block = residualBlock(3)
    const x = randn([2, 3, 6, 6])
    const passedOn = nn.functional.relu(x).data()
    const output = () => noGrad(() => block.forward(x)).data()
    expect(output()).not.toEqual(passedOn)
    const lastScale = Object.fromEntries(block.namedParameters())['0.module.4.weight']!
    lastScale.copyFrom(zeros([3]))
    expect(output()).toEqual(passedOn)
  })
})

describe('with a set in its files', () => {
  beforeEach(() => {
    vi.stubEnv('GRAD128_DATA', writeSet({ train: 700, test: 200 }))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it('reads parts that do not overlap', async () => {
    const { train, validation, test, classes } = await readFashion({ train: 500, validation: 100 })
    expect([train.length, validation.length, test.length]).toEqual([500, 100, 200])
    expect([...train.indices, ...validation.indices]).toEqual(Array.from({ length: 600 }, (_, i) => i))
    expect(classes[9]).toBe('Ankle boot')
    const whole = await readFashion({ train: 60_000, validation: 2_000 })
    expect([whole.train.length, whole.validation.length]).toEqual([560, 140])
  })

  it('learns it, the same way each time', async () => {
    const sets = await readFashion({ train: 300, validation: 100 })
    const learn = (epochs: number) => {
      manualSeed(128)
      return trainClassifier(residualNet(10), sets, { epochs, peak: 1e-2 })
    }
    const { accuracy, confusion, predictions, labels, history } = await learn(8)
    expect(accuracy).toBeGreaterThan(0.8)
    expect(history.epochs[7]!.metrics.validationAccuracy).toBeGreaterThan(0.8)
    expect(confusion.diagonal().sum().item()).toBe(Math.round(accuracy * 200))
    expect(mistakenClothes(predictions, labels, sets.classes, 200)).toHaveLength(Math.round((1 - accuracy) * 200))
    expect((await learn(1)).history.epochs[0]!.loss).toBe((await learn(1)).history.epochs[0]!.loss)
  })

  it('learns it with the baseline too', async () => {
    const sets = await readFashion({ train: 300, validation: 100 })
    manualSeed(128)
    const { accuracy } = await trainClassifier(linearNet(10), sets, { epochs: 6, peak: 1e-2 })
    expect(accuracy).toBeGreaterThan(0.9)
  })
})

describe('what is shown', () => {
  const classes = ['hat', 'coat', 'shoe']

  it('is the first of each class that there is', () => {
    expect(oneOfEach(tensor(Int32Array.of(2, 2, 0)), classes)).toEqual([
      { position: 2, caption: 'hat' },
      { position: 0, caption: 'shoe' },
    ])
  })

  it('is what was taken for something else', () => {
    const [predictions, labels] = [tensor(Int32Array.of(0, 1, 1, 0)), tensor(Int32Array.of(0, 2, 1, 2))]
    expect(mistakenClothes(predictions, labels, classes, 1)).toEqual([{ position: 1, caption: 'shoe→coat' }])
    expect(mistakenClothes(predictions, labels, classes, 9)).toHaveLength(2)
  })
})

describe('npm run example fashion-cnn', () => {
  it('promises more than the baseline for the usual training', () => {
    expect(shortcoming({ accuracy: 0.86, baseline: 0.82, seen: 50_000 })).toBeUndefined()
    expect(shortcoming({ accuracy: 0.82, baseline: 0.82, seen: 50_000 })).toContain('is not above 0.82')
    expect(shortcoming({ accuracy: Number.NaN, baseline: 0.82, seen: 50_000 })).toContain('NaN')
    expect(shortcoming({ accuracy: 0.5, baseline: 0.82, seen: 49_999 })).toBeUndefined()
  })

  it('shows everything within 80 columns, and saves its pictures', () => {
    const { status, stdout, cwd } = run(writeSet({ train: 150, test: 50 }), '--epochs', '1', '--train', '100')
    expect(status).toBe(0)
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80)
    expect(stdout).toContain('100 pictures to learn from, 30 to watch, 50 to test')
    const names = ['accuracy', 'classes', 'confusion', 'mistakes'].map((name) => `fashion-cnn-${name}.svg`)
    expect(readdirSync(join(cwd, 'pictures')).sort()).toEqual(names)
  })

  it('says what to do without a network, and ends with code 1', () => {
    const { status, stdout, stderr } = run(temporary())
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain('Without a network, put the file at')
    expect(stderr).toContain('GRAD128_DATA')
    expect(stderr).not.toContain('    at ')
  })

  it('says which file is damaged, and ends with code 1', () => {
    const { status, stderr } = run(writeSet({ train: 50, test: 20, broken: true }))
    expect(status).toBe(1)
    expect(stderr).toContain('to have labels from 0 to 9')
  })

  it.each([
    [['--train', '1.5'], "--train must be a whole number of at least 1, but is '1.5'."],
    [['--batch', '2'], "Unknown option '--batch'"],
  ])('refuses %j', (options, message) => {
    const { status, stderr } = run(temporary(), ...options)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})
