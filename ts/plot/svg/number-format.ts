import { format } from 'd3-format'

/** Makes text of the numbers at an axis: as many digits as tell them apart, powers of ten for tiny and huge ones. */
export function tickText(ticks: readonly number[], byScale: (tick: number) => string): (tick: number) => string {
  const largest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0)
  const step = ticks.length > 1 ? Math.abs((ticks[1] as number) - (ticks[0] as number)) : largest
  if (largest < 1e6 && (step >= 1e-4 || largest === 0)) return byScale
  const digits = Math.max(0, Math.min(16, Math.ceil(Math.log10(largest / step) + 1e-9) + 1))
  const written = format(`.${digits}~e`)
  return (tick) => (tick === 0 ? '0' : written(tick))
}

/** Text of a whole number. */
export const wholeText = format(',d')

const [plain, scientific] = [format(',~r'), format('~e')]

/** Text of a number on a logarithmic axis. */
export function powerText(value: number): string {
  return value >= 1e-3 && value < 1e6 ? plain(value) : scientific(value)
}
