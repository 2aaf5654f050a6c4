import type { BatchSource } from './batches.js'
import { untilAborted } from './until-aborted.js'

/**
 * Hands every batch of one epoch to `visit`, until that gives false. Before each batch an abort is looked for.
 * The source is told when it is left early.
 */
export async function eachBatch(
  source: BatchSource,
  signal: AbortSignal | undefined,
  visit: (batch: unknown) => Promise<boolean>,
): Promise<void> {
  const iterator = open(source)
  let finished = false
  try {
    while (true) {
      const { done, value } = await untilAborted(iterator.next(), signal)
      if (done === true) {
        finished = true
        return
      }
      if (!(await visit(value))) return
    }
  } finally {
    // A source that hangs would not answer: its farewell is not waited for, and its failure would hide the first one.
    if (!finished) void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}

function open(source: BatchSource): Iterator<unknown> | AsyncIterator<unknown> {
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
}
