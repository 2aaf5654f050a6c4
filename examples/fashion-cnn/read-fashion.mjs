import { data } from 'grad128'

/**
 * Fashion-MNIST: pictures [1, 28, 28] of clothes in ten classes. It is looked for in the folder that GRAD128_DATA names
 * and in the cache, then downloaded (30 MB).
 *
 * @param {{ train: number, validation: number }} counts how many pictures to learn from, and how many others of the
 *   training part to watch the training with, at most
 * @throws {import('grad128').UnavailableError} when it is nowhere, and there is no network
 */
export async function readFashion({ train, validation }) {
  const sets = await data.datasets.fashionMnist()
  const { length, classes } = sets.train
  // Of a small set at most a fifth is kept for validation.
  const kept = Math.max(1, Math.min(validation, Math.floor(length / 5)))
  const learnt = Math.min(train, length - kept)
  return {
    train: part(sets.train, 0, learnt),
    validation: part(sets.train, learnt, learnt + kept),
    test: sets.test,
    classes,
  }
}

/**
 * @template Item
 * @param {import('grad128').data.Dataset<Item>} dataset
 * @param {number} start
 * @param {number} end
 */
function part(dataset, start, end) {
  return new data.Subset(
    dataset,
    Int32Array.from({ length: end - start }, (_, i) => start + i),
  )
}
