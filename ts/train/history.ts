/** What is known of one epoch. */
export interface EpochRecord {
  /** Number of the epoch, from 0 on. */
  readonly epoch: number
  /** Mean loss over the samples of the epoch, as each batch had it before its step. */
  readonly loss: number
  /** Mean loss over the validation samples after the epoch. */
  readonly validationLoss?: number
  /** Means over samples; those of the validation samples as `validationAccuracy` for `accuracy`. */
  readonly metrics: Readonly<Record<string, number>>
  /** Learning rate of the first parameter group during the epoch. */
  readonly lr: number
  /** Duration of the epoch with its validation. */
  readonly seconds: number
  /** Samples trained on a second, without the time for validation. */
  readonly samplesPerSecond: number
}

/** What `fit` returns: one record an epoch. */
export class History {
  readonly epochs: EpochRecord[] = []

  /** One line an epoch under a line of names; metrics are columns like the rest. */
  toCsv(): string {
    const columns = new Set<string>()
    const rows = this.epochs.map(({ metrics, lr, seconds, samplesPerSecond, ...losses }): Record<string, number> => {
      const row = { ...losses, ...metrics, lr, seconds, samplesPerSecond }
      for (const name of Object.keys(row)) columns.add(name)
      return row
    })
    const names = [...columns]
    return `${[names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map(csvLine).join('\n')}\n`
  }

  /** `{ epochs: […] }` as JSON. */
  toJson(): string {
    return JSON.stringify({ epochs: this.epochs })
  }
}

function csvLine(cells: readonly (string | number)[]): string {
  return cells
    .map((cell) => (/[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell))
    .join(',')
}
