import type { TrainingState } from './callback.js'

/** Where progress is written to, as Node's `process.stderr`. */
export interface ProgressStream {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** How progress is shown. */
export interface ProgressDrawing {
  beginEpoch(state: TrainingState): void
  endBatch(state: TrainingState): void
  endEpoch(state: TrainingState): void
  /** Leaves the output as it should be when nothing more comes, whatever came before. */
  close(): void
}

export interface DrawingOptions {
  /** Where to write; by default standard error, or the console where there is none. */
  readonly stream: ProgressStream | undefined
  /** Without a terminal: a line every so many epochs. */
  readonly every: number
}
