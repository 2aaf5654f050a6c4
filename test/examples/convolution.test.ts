import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tensor } from 'grad128'
import { describe, expect, it } from 'vitest'
import { compareImages, compareSignals, disagreement } from '../../examples/convolution/compare.mjs'
import { convolveImage, convolveSignal } from '../../examples/convolution/convolve.mjs'
import { correlateSignal } from '../../examples/convolution/convolve-by-layer.mjs'
import { featureMaps } from '../../examples/convolution/feature-maps.mjs'
import { imageKernels, signalKernels } from '../../examples/convolution/kernels.mjs'
import { tellingPositions } from '../../examples/convolution/slide.mjs'

const program = fileURLToPath(new URL('../../examples/convolution/main.mjs', import.meta.url))
const run = (...options: string[]) => {
  const cwd = mkdtempSync(join(tmpdir(), 'grad128-convolution-'))
  return { cwd, ...spawnSync(process.execPath, [program, ...options], { cwd, encoding: 'utf8' }) }
}

/** A bright bar of two columns on dark ground. */
const bar = Array.from({ length: 8 }, () => [0, 0, 0, 1, 1, 0, 0, 0])

describe('the plain loops', () => {
  it('convolve a signal as numpy.convolve does, mode same', () => {
    // numpy.convolve([1, 2, 4, 8], [3, 5, 7], 'same')
    expect([...convolveSignal([1, 2, 4, 8], [3, 5, 7])]).toEqual([11, 29, 58, 68])
  })

  it('convolve a picture as the sum of shifted copies of it does', () => {
    // numpy: for j, k: full[j:j+2, k:k+3] += g[j, k]·f, and of that the middle, full[1:3, 1:4]
    const kernel = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]
    const rows = convolveImage(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      kernel,
    )
    expect(rows.map((row) => [...row])).toEqual([
      [26, 56, 54],
      [62, 119, 102],
    ])
  })
})

describe('the layers', () => {
  it('agree with the loops once the kernel is turned round, and only then where it is not symmetric', () => {
    const signal = Array.from({ length: 40 }, (_, i) => Math.sin(i * i))
    const picture = Array.from({ length: 9 }, (_, y) => Array.from({ length: 7 }, (_, x) => Math.cos(y * 7 + x * x)))
    const differences = [...compareSignals(signal, signalKernels), ...compareImages(picture, imageKernels)]
    expect(disagreement(differences)).toBeUndefined()
    const asymmetric = differences.filter(({ unflipped }) => unflipped > 1e-6).map(({ name }) => name)
    expect(asymmetric).toEqual(['difference', 'Sobel x', 'Sobel y'])
    expect(disagreement([{ name: 'box', flipped: 1e-3, unflipped: 0 }])).toContain("'box' differs by 0.001")
    expect(disagreement([{ name: 'box', flipped: Number.NaN, unflipped: 0 }])).toContain('NaN')
  })

  it('give an antisymmetric kernel the other sign', () => {
    const signal = [0, 0, 1, 3, 3, 3]
    const convolved = [...convolveSignal(signal, signalKernels.difference)]
    expect(convolved).toEqual([0, 1, 3, 2, 0, -3])
    expect([...correlateSignal(signal, signalKernels.difference)].map((value) => -value || 0)).toEqual(convolved)
  })
})

describe('the pictures', () => {
  it('slide to a left edge, onto the bar and to a right edge', () => {
    const [left, on, right] = tellingPositions(bar, imageKernels['Sobel x'])
    expect(left!.x).toBeLessThanOrEqual(3)
    expect(left!.sum).toBe(1)
    expect(right!.x).toBeGreaterThanOrEqual(4)
    expect(right!.sum).toBe(-1)
    expect(Math.abs(on!.sum)).toBeLessThan(1)
    expect(left!.kernel[1]).toEqual([-0.5, 0, 0.5])
  })

  it('are the convolution after ReLU, and pooled by hand the same', () => {
    const [sobel] = featureMaps(bar, { 'Sobel x': imageKernels['Sobel x'] })
    expect((sobel!.map.toArray() as number[][])[4]).toEqual([0, 0, 1, 1, 0, 0, 0, 0])
    expect((sobel!.largest.toArray() as number[][])[2]).toEqual([0, 1, 0, 0])
    const rows = tensor(sobel!.map.toArray() as number[][]).reshape([4, 2, 4, 2])
    expect(sobel!.mean.toArray()).toEqual(rows.mean({ dim: [1, 3] }).toArray())
  })
})

describe('npm run example convolution', () => {
  it('shows everything within 80 columns, and saves four pictures', () => {
    const { status, stdout, stderr, cwd } = run('--digit', '3')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80)
    const names = ['maps', 'pooled', 'signal', 'slide'].map((name) => `convolution-${name}.svg`)
    expect(readdirSync(join(cwd, 'pictures')).sort()).toEqual(names)
  })

  it.each([
    [['--digit', '12'], "--digit must be a digit from 0 to 9, but is '12'."],
    [['--noise', '-1'], '--noise'],
    [['--kernel', 'box'], "Unknown option '--kernel'"],
  ])('refuses %j', (options, message) => {
    const { status, stderr } = run(...options)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})
