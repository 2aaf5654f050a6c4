import { DataLoader } from '../data/data-loader.js'
import { ValueError } from '../errors.js'
import { nameOf } from '../options.js'
import { Tensor } from '../tensor/tensor.js'

/**
 * Where batches come from: a DataLoader, an array of batches, or anything else that can be iterated once an epoch.
 * A batch is an array: what the model takes, and the target as its last entry.
 */
export type BatchSource = Iterable<unknown> | AsyncIterable<unknown>

/** A batch as training takes it. */
export interface LabelledBatch {
  readonly inputs: readonly unknown[]
  readonly target: unknown
  /** How many samples it has: the first size of its first tensor. */
  readonly samples: number
}

/** @throws TypeError when it cannot be iterated */
export function checkBatchSource(op: string, key: string, source: unknown): void {
  const { length, get } = (source ?? {}) as { length?: unknown; get?: unknown }
  const isDataset = typeof length === 'number' && typeof get === 'function'
  if (source !== null && typeof source === 'object' && (Symbol.iterator in source || Symbol.asyncIterator in source))
    return
  const remedy = isDataset ? '. Wrap the dataset in a DataLoader' : ''
  throw new TypeError(
    `${op}: expected '${key}' to be a DataLoader or another source of batches, got ${nameOf(source)}${remedy}`,
  )
}

/** @throws TypeError unless it is an array of inputs and a target */
export function toLabelledBatch(op: string, batch: unknown): LabelledBatch {
  if (!Array.isArray(batch) || batch.length < 2) {
    throw new TypeError(`${op}: expected a batch as an array [input, target], got ${nameOf(batch)}`)
  }
  return { inputs: batch.slice(0, -1), target: batch[batch.length - 1], samples: samplesOf(batch) }
}

/** The first size of the first tensor; 1 where there is none. */
function samplesOf(batch: readonly unknown[]): number {
  const first = batch.find((entry) => entry instanceof Tensor)
  return first?.shape[0] ?? 1
}

/** Batches an epoch; undefined where the source does not tell. */
export function lengthOf(source: BatchSource): number | undefined {
  if (source instanceof DataLoader) return source.knownLength
  const { length } = source as { length?: unknown }
  return typeof length === 'number' ? length : undefined
}

/** An epoch that had nothing in it. */
export function noBatches(op: string, key: string): ValueError {
  return new ValueError(op, {
    expected: `at least one batch in '${key}'`,
    got: 'none',
    remedy: 'Is the dataset empty, smaller than a batch with dropLast, or a generator that was already run through?',
  })
}
