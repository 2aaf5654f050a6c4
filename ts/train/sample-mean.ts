import type { Counts } from './metrics/counted.js'
import type { Figure } from './metrics/metric.js'

/**
 * Means over samples of what is known for batches only: each batch counts as often as it has samples. Figures that are
 * of all samples together are counted on.
 */
export class SampleMean {
  #loss = 0
  readonly #metrics = new Map<string, Figure>()
  #samples = 0

  add(loss: number, metrics: Readonly<Record<string, Figure>>, samples: number): void {
    this.#loss += loss * samples
    for (const [name, value] of Object.entries(metrics)) {
      const before = this.#metrics.get(name) ?? 0
      if (typeof value === 'number') this.#metrics.set(name, (before as number) + value * samples)
      else this.#metrics.set(name, before === 0 ? value : (before as Counts).merge(value))
    }
    this.#samples += samples
  }

  get samples(): number {
    return this.#samples
  }

  /** NaN before the first batch. */
  get loss(): number {
    return this.#loss / this.#samples
  }

  get metrics(): Record<string, number> {
    return Object.fromEntries(
      Array.from(this.#metrics, ([name, sum]) => [name, typeof sum === 'number' ? sum / this.#samples : sum.value]),
    )
  }
}
