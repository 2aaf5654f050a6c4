import type { Tensor } from '../../tensor/tensor.js'

/** How a figure of merit that is no mean of its batches' figures comes about: counts add up, the figure is of all. */
export interface Counting<State, Options> {
  /** What one batch counts for. */
  count(prediction: Tensor, target: Tensor, options: Options | undefined): State
  /** Both counts together; may change and return the first one. */
  merge(a: State, b: State): State
  value(state: State, options: Options | undefined): number
}

/** What a batch counts for, until all batches are together. */
export interface Counts {
  /** Adds another batch's counts of the same metric. */
  merge(other: Counts): Counts
  readonly value: number
}

/**
 * A figure of merit of one batch as a function; `fit`, `evaluate` and progress bars compute it of all samples together,
 * not as a mean over batches. `f1.with({ average: 'macro' })` is the metric with these options.
 */
export interface CountedMetric<Options extends object> {
  (prediction: Tensor, target: Tensor, options?: Options): number
  /** The metric with options, for the `metrics` of `fit` and `evaluate`. @throws TypeError for unknown options */
  with(options: Options): CountedMetric<Options>
  /** @internal */
  readonly counts: (prediction: Tensor, target: Tensor) => Counts
}

/** Makes the function of a metric out of its counting. `check` refuses options that make no sense. */
/* @__NO_SIDE_EFFECTS__ */
export function counted<State, Options extends object>(
  counting: Counting<State, Options>,
  check: (options: Options | undefined) => unknown,
  preset?: Options,
): CountedMetric<Options> {
  const merged = (given: Options | undefined) => (preset === undefined ? given : { ...preset, ...given })
  const metric = (prediction: Tensor, target: Tensor, options?: Options) =>
    counting.value(counting.count(prediction, target, merged(options)), merged(options))
  return Object.assign(metric, {
    with(options: Options) {
      check(options)
      return counted(counting, check, merged(options) as Options)
    },
    counts: (prediction: Tensor, target: Tensor) =>
      new BatchCounts(counting, counting.count(prediction, target, preset), preset),
  })
}

class BatchCounts<State, Options> implements Counts {
  readonly #counting: Counting<State, Options>
  readonly #options: Options | undefined
  #state: State

  constructor(counting: Counting<State, Options>, state: State, options: Options | undefined) {
    this.#counting = counting
    this.#state = state
    this.#options = options
  }

  merge(other: Counts): Counts {
    this.#state = this.#counting.merge(this.#state, (other as BatchCounts<State, Options>).#state)
    return this
  }

  get value(): number {
    return this.#counting.value(this.#state, this.#options)
  }
}
