const leastAccuracy = 0.765

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {boolean} isRecurrent
 * @property {number} accuracy of the test part
 * @property {number} validationAccuracy of the best epoch
 * @property {number} bestEpoch from 0 on
 * @property {number} seconds
 * @property {import('grad128').train.History} history
 */

/** Rows for a table. @param {readonly Result[]} results */
export function tableOf(results) {
  return [
    ['', 'test', 'validation', 'best epoch', 'seconds'],
    ...results.map(({ name, accuracy, validationAccuracy, bestEpoch, seconds }) => [
      name,
      accuracy.toFixed(3),
      validationAccuracy.toFixed(3),
      String(bestEpoch + 1),
      seconds.toFixed(1),
    ]),
  ]
}

/** The validation accuracy of each epoch, by name. @param {readonly Pick<Result, 'name' | 'history'>[]} results */
export function curvesOf(results) {
  const curve = ({ epochs }) => epochs.map(({ metrics }) => metrics.validationAccuracy)
  const y = Object.fromEntries(results.map(({ name, history }) => [name, curve(history)]))
  const longest = Math.max(...Object.values(y).map(({ length }) => length))
  return { y, x: Array.from({ length: longest }, (_, epoch) => epoch + 1) }
}

/**
 * The best recurrent net on the test part, and whether it is as good as promised.
 *
 * @template {Pick<Result, 'name' | 'isRecurrent' | 'accuracy'>} R
 * @param {readonly R[]} results
 */
export function isPromiseKept(results) {
  const best = results.filter(({ isRecurrent }) => isRecurrent).reduce((a, b) => (b.accuracy > a.accuracy ? b : a))
  const text = `The best recurrent net must reach an accuracy of ${leastAccuracy}, but reached ${best.accuracy}.`
  return { best, isKept: best.accuracy >= leastAccuracy, text }
}
