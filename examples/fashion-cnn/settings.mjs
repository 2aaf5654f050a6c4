export const about = 'Recognising clothes with a residual network: npm run example fashion-cnn -- [options]'

/** What can be chosen, as `readOptions` wants it. */
export const options = {
  train: { value: 10_000, help: 'pictures to learn from, of 60,000 less those for validation', least: 1, whole: true },
  validation: { value: 2_000, help: 'other pictures to watch the training with', least: 1, whole: true },
  epochs: { value: 5, help: 'times that each picture is seen', least: 1, whole: true },
  seed: { value: 128, help: 'of first weights and order', least: 0, whole: true },
}

/** Fewer pictures seen than this are too few for the promise. */
const leastSeen = 50_000

/**
 * What is wrong with the results, if anything is: after the usual training the residual network must do better than the
 * baseline.
 *
 * @param {{ accuracy: number, baseline: number, seen: number }} result `seen`: pictures learnt from times epochs
 */
export function shortcoming({ accuracy, baseline, seen }) {
  if (accuracy > baseline || seen < leastSeen) return undefined
  return `The residual network must do better than the linear one, but its accuracy of ${accuracy} is not above ${baseline}.`
}
