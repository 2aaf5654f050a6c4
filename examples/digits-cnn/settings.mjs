export const about = 'Reading digits with a convolutional network: npm run example digits-cnn -- [options]'

const defaultEpochs = 25
const defaultTrain = 8_000

/** What can be chosen, as `readOptions` wants it. */
export const options = {
  epochs: { value: defaultEpochs, help: 'epochs with moved digits; half as many without', least: 1, whole: true },
  shift: { value: 2, help: 'pixels by which digits are moved at most', least: 1, whole: true },
  train: { value: defaultTrain, help: 'digits to learn from, at most', least: 64, whole: true },
  heldOut: { value: 0, help: 'of these, digits to test on in place of the test digits', least: 0, whole: true },
  digit: { value: 0, help: 'number of the test digit that is shown layer by layer', least: 0, whole: true },
  seed: { value: 128, help: 'of first weights, order and moves', least: 0, whole: true },
}

const leastAccuracy = 0.98

/**
 * What is wrong with the result, if anything is: nothing is promised for less training than usual.
 *
 * @param {{ accuracy: number, epochs: number, train: number }} result
 */
export function shortcoming({ accuracy, epochs, train }) {
  if (accuracy >= leastAccuracy || epochs < defaultEpochs || train < defaultTrain) return undefined
  return `The network must reach a test accuracy of ${leastAccuracy}, but reached ${accuracy}.`
}
