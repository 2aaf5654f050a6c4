import { randn } from 'grad128'

/**
 * A signal that is 1 in its middle third and 0 outside, with noise: what a kernel is to find again.
 *
 * @param {number} length
 * @param {number} noise its standard deviation
 */
export function noisyPulse(length, noise) {
  const deviations = randn([length]).data()
  return Array.from(deviations, (deviation, i) => {
    const pulse = i >= length / 3 && i < (2 * length) / 3 ? 1 : 0
    return pulse + noise * deviation
  })
}
