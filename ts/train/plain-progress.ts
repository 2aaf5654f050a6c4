import type { TrainingState } from './callback.js'
import type { DrawingOptions, ProgressDrawing } from './progress-drawing.js'
import { epochText, figuresText } from './progress-text.js'

/** One line an epoch, for outputs that cannot move back: files, pipes, browser consoles. */
export function createDrawing({ stream, every }: DrawingOptions): ProgressDrawing {
  const write = (line: string) => {
    if (stream === undefined) console.log(line)
    else stream.write(`${line}\n`)
  }
  return {
    beginEpoch() {},
    endBatch() {},
    endEpoch(state: TrainingState) {
      const { epoch, epochs, history } = state
      if ((epoch + 1) % every !== 0 && epoch + 1 !== epochs) return
      const record = history.epochs.at(-1)
      const seconds = record === undefined ? '' : `  ${record.seconds.toFixed(1)} s`
      write(`${epochText(state)}  ${figuresText(state, record?.validationLoss)}${seconds}`)
    },
    close() {},
  }
}
