import { UsageError } from '../shared/read-options.mjs'

export const about = 'Convolution, from the formula to the layers: npm run example convolution -- [options]'

/** What can be chosen, as `readOptions` wants it. */
export const options = {
  digit: {
    value: '5',
    help: 'which digit is looked at, 0 to 9',
    /** @param {string} text */
    check(text) {
      if (!/^[0-9]$/.test(text)) throw new UsageError(`--digit must be a digit from 0 to 9, but is '${text}'.`)
    },
  },
  noise: { value: 0.25, help: 'standard deviation of the noise in the signal', least: 0 },
  seed: { value: 128, help: 'of that noise', least: 0, whole: true },
}
