import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { data, FormatError, UnavailableError } from 'grad128'
import { describe, expect, test } from 'vitest'
import { temporaryFolders } from './folders.js'
import { idx, tinySet, writeSet } from './idx-files.js'

const folders = temporaryFolders()

/** Puts files where GRAD128_DATA points to. */
function own(set: Readonly<Record<string, Uint8Array>>, { folder = 'mnist', compress = true } = {}): void {
  process.env.GRAD128_DATA = folders.root
  writeSet(join(folders.root, folder), set, compress)
}

describe('a set of images', () => {
  test('is read from the folder that GRAD128_DATA names, compressed or not', async () => {
    for (const compress of [true, false]) {
      own(tinySet, { folder: compress ? 'mnist' : 'fashion-mnist', compress })
      const { train, test: unseen } = await data.datasets[compress ? 'mnist' : 'fashionMnist']()
      expect([train.length, unseen.length]).toEqual([3, 1])
      const [image, label] = train.get(0)
      expect(image.shape).toEqual([1, 2, 3])
      expect(image.dtype).toBe('float32')
      expect(Array.from(image.data())).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1].map(Math.fround))
      expect([label.dtype, label.shape, label.item()]).toEqual(['int32', [], 7])
      expect(unseen.get(0)[1].item()).toBe(4)
    }
  })

  test('comes in batches, in the order asked for', async () => {
    own(tinySet)
    const { train } = await data.datasets.mnist()
    expect(train).toBeInstanceOf(data.Dataset)
    const [batch] = [...new data.DataLoader(train, { batchSize: 3, sampler: [2, 0, 1] })]
    const [images, labels] = batch as [import('grad128').Tensor, import('grad128').Tensor]
    expect(images.shape).toEqual([3, 1, 2, 3])
    expect(labels.toArray()).toEqual([9, 7, 0])
    expect(images.sum({ dim: [1, 2, 3] }).toArray()).toEqual([6, expect.closeTo(3, 5), 0])
    const [single] = [...new data.DataLoader(new data.Subset(train, [1]))]
    expect((single as import('grad128').Tensor[]).map((t) => t.shape)).toEqual([[1, 1, 2, 3], [1]])
    expect(() => train.get(3)).toThrow('LabelledImages.get: expected a whole number from 0 to 2, got 3')
  })

  test('knows the names of its classes', async () => {
    own(tinySet)
    own(tinySet, { folder: 'fashion-mnist' })
    expect((await data.datasets.mnist()).train.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    expect((await data.datasets.fashionMnist()).test.classes[9]).toBe('Ankle boot')
  })

  test.each<[name: string, changed: Record<string, Uint8Array>, reason: RegExp]>([
    [
      'fewer labels than images',
      { 'train-labels-idx1-ubyte': idx([2], [1, 2]) },
      /3 labels, one for each image, got 2/,
    ],
    ['a label of no class', { 't10k-labels-idx1-ubyte': idx([1], [10]) }, /labels from 0 to 9, got 10 at 0/],
    ['labels for images', { 'train-images-idx3-ubyte': idx([3], [1, 2, 3]) }, /bytes in 3 dimensions, got bytes in 1/],
    ['wider numbers', { 'train-labels-idx1-ubyte': idx([1], [0, 1], 0x0b) }, /got wider numbers in 1/],
    [
      'a file cut off',
      { 'train-images-idx3-ubyte': idx([3, 2, 3], [1]) },
      /34 bytes for the shape \[3, 2, 3\], got 17/,
    ],
  ])('of %s is refused, naming the file', async (_, changed, reason) => {
    own({ ...tinySet, ...changed })
    const failure = await data.datasets.mnist().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FormatError)
    const { message } = failure as FormatError
    expect(message).toMatch(reason)
    expect(message).toContain(join(folders.root, 'mnist', Object.keys(changed)[0] as string))
  })

  test('that nobody has says which file to put where', async () => {
    const failure = await data.datasets.mnist({ mirrors: [] }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UnavailableError)
    const { message } = failure as UnavailableError
    expect(message).toContain("'train-images-idx3-ubyte.gz' with the SHA-256 440fcabf73cc546f")
    expect(message).toContain(join(folders.cache, 'mnist', 'train-images-idx3-ubyte.gz'))
    expect(message).toContain('GRAD128_DATA')
    expect(existsSync(folders.cache)).toBe(false)
  })

  test('in the cache is not trusted without its checksum', async () => {
    writeSet(join(folders.cache, 'mnist'), tinySet)
    await expect(data.datasets.mnist({ mirrors: [] })).rejects.toThrow(UnavailableError)
  })

  test('an unknown option is refused', async () => {
    await expect(data.datasets.mnist({ mirror: 'x' } as never)).rejects.toThrow("unknown option 'mirror'")
  })

  test('a folder in place of a file is not a missing file', async () => {
    process.env.GRAD128_DATA = folders.root
    mkdirSync(join(folders.root, 'mnist', 'train-images-idx3-ubyte.gz'), { recursive: true })
    await expect(data.datasets.mnist({ mirrors: [] })).rejects.toThrow('EISDIR')
  })
})
