import { type Tensor, tensor } from 'grad128/float64'

const GOLDEN = (Math.sqrt(5) - 1) / 2
const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1)

/** Distinct numbers spread over (low, high), the same in every run; `seed` gives others. */
export function spread(shape: readonly number[], low = -2, high = 2, seed = 0): Float64Array {
  return Float64Array.from({ length: sizeOf(shape) }, (_, i) => {
    const position = (i + 1) * GOLDEN + seed * 0.377
    return low + (high - low) * (position - Math.floor(position))
  })
}

/** A trained tensor of such numbers. */
export function leaf(shape: readonly number[], low = -2, high = 2, seed = 0): Tensor {
  return tensor(spread(shape, low, high, seed), { shape, requiresGrad: true })
}

/** The same with every number at least `gap` away from zero, where many functions have a kink. */
export function awayFromZero(shape: readonly number[], seed = 0, gap = 0.25): Tensor {
  const numbers = spread(shape, -2, 2, seed).map((v) => (v < 0 ? v - gap : v + gap))
  return tensor(numbers, { shape, requiresGrad: true })
}
