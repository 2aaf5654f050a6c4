/** Means over samples of what is known for batches only: each batch counts as often as it has samples. */
export class SampleMean {
  #loss = 0
  readonly #metrics = new Map<string, number>()
  #samples = 0

  add(loss: number, metrics: Readonly<Record<string, number>>, samples: number): void {
    this.#loss += loss * samples
    for (const [name, value] of Object.entries(metrics)) {
      this.#metrics.set(name, (this.#metrics.get(name) ?? 0) + value * samples)
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
    return Object.fromEntries(Array.from(this.#metrics, ([name, sum]) => [name, sum / this.#samples]))
  }
}
