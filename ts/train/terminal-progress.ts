import { SingleBar } from 'cli-progress'
import type { TrainingState } from './callback.js'
import { createDrawing as createPlainDrawing } from './plain-progress.js'
import type { DrawingOptions, ProgressDrawing, ProgressStream } from './progress-drawing.js'
import { epochText, figuresText } from './progress-text.js'

/** A bar for each epoch where the output is a terminal, a line for each where it is not. */
export function createDrawing({ stream = process.stderr, every }: DrawingOptions): ProgressDrawing {
  return stream.isTTY === true ? new TerminalDrawing(stream) : createPlainDrawing({ stream, every })
}

/** Steps may take microseconds: what nobody could read is not even made into text. */
const REDRAW_MILLISECONDS = 100

class TerminalDrawing implements ProgressDrawing {
  readonly #stream: ProgressStream
  #bar: SingleBar | undefined
  #epochStart = 0
  #lastShown = 0
  /** The batch with which the epoch began; not 0 when an interrupted one is taken up. */
  #firstBatch: number | undefined

  constructor(stream: ProgressStream) {
    this.#stream = stream
  }

  beginEpoch(state: TrainingState): void {
    this.#epochStart = performance.now()
    this.#firstBatch = undefined
    this.#bar = new SingleBar({
      stream: this.#stream,
      // What a narrow terminal cuts off stands last.
      format: '{epoch} [{bar}] {time}{figures}',
      barsize: 20,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      fps: 10,
      // Signals belong to the program. So nothing is changed on the terminal that would have to be put back after one.
      gracefulExit: false,
      hideCursor: false,
      linewrap: true,
      emptyOnZero: true,
    })
    this.#bar.start(state.batches ?? 0, 0, { epoch: epochText(state), figures: '', time: '' })
  }

  endBatch(state: TrainingState): void {
    this.#firstBatch ??= state.batch
    const now = performance.now()
    if (now - this.#lastShown < REDRAW_MILLISECONDS) return
    this.#lastShown = now
    this.#show(state, this.#timeLeft(state, this.#firstBatch), undefined)
  }

  endEpoch(state: TrainingState): void {
    const record = state.history.epochs.at(-1)
    this.#show(state, record === undefined ? '' : `${record.seconds.toFixed(1)} s  `, record?.validationLoss)
    this.close()
  }

  close(): void {
    this.#bar?.stop()
    this.#bar = undefined
  }

  #show(state: TrainingState, time: string, validationLoss: number | undefined): void {
    const figures = figuresText(state, validationLoss)
    this.#bar?.update(state.batch + 1, { epoch: epochText(state), figures, time })
  }

  /** As long as the batches so far took, in proportion. */
  #timeLeft({ batch, batches }: TrainingState, firstBatch: number): string {
    if (batches === undefined) return ''
    const done = batch + 1 - firstBatch
    const seconds = (performance.now() - this.#epochStart) / 1000
    return `${Math.ceil((seconds / done) * (batches - batch - 1))} s left  `
  }
}
