import { nameOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import type { Callback } from './callback.js'
import type { ProgressDrawing, ProgressStream } from './progress-drawing.js'

export interface ProgressBarOptions {
  /** Where to write. Default: standard error, or the console where there is none. */
  stream?: ProgressStream | undefined
  /** Without a terminal: a line every so many epochs, and one for the last. Default 1. */
  every?: number | undefined
}

/**
 * Shows how training goes: on a terminal a bar for each epoch, with loss, metrics, samples a second and the time left;
 * elsewhere one line an epoch.
 */
export function progressBar(options?: ProgressBarOptions): Callback {
  const op = 'progressBar'
  const unset: Required<ProgressBarOptions> = { stream: undefined, every: 1 }
  const { stream, every } = withDefaults(op, options, unset) as { stream: ProgressStream | undefined; every: number }
  assertWhole(op, 'every', every, 1)
  if (stream !== undefined && typeof stream?.write !== 'function') {
    throw new TypeError(`${op}: option 'stream' must have a method write, got ${nameOf(stream)}`)
  }
  let drawing: ProgressDrawing | undefined
  const close = () => {
    drawing?.close()
    drawing = undefined
  }
  return {
    async onTrainBegin() {
      // Loaded when needed, and by a name that browsers resolve to plain lines: they never see Node's modules.
      const { createDrawing } = await import('#terminal-progress')
      drawing = createDrawing({ stream, every })
    },
    onEpochBegin: (state) => drawing?.beginEpoch(state),
    onBatchEnd: (state) => drawing?.endBatch(state),
    onEpochEnd: (state) => drawing?.endEpoch(state),
    onTrainEnd: close,
    onTrainError: close,
  }
}
