import { plot } from 'grad128'
import { print } from '../shared/print.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { table } from '../shared/table.mjs'

/**
 * A network that was trained, and what came of it.
 *
 * @typedef {{ name: string } & Awaited<ReturnType<typeof import('./train-classifier.mjs').trainClassifier>>} Run
 */

/** Accuracies epoch by epoch, and on the test pictures. @param {readonly Run[]} runs */
export function showRuns(runs) {
  const percent = (part) => `${(100 * part).toFixed(1)} %`
  const [{ history }] = runs
  const rows = history.epochs.map(({ epoch }) => [
    `epoch ${epoch + 1}, validation`,
    ...runs.map((run) => percent(run.history.epochs[epoch].metrics.validationAccuracy)),
  ])
  print(
    table(
      ['accuracy', ...runs.map(({ name }) => name)],
      [
        ...rows,
        ['test', ...runs.map(({ accuracy }) => percent(accuracy))],
        [
          'seconds',
          ...runs.map(({ history }) => history.epochs.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(0)),
        ],
      ],
    ),
  )
  const curves = Object.fromEntries(
    runs.map((run) => [run.name, run.history.epochs.map(({ metrics }) => metrics.validationAccuracy)]),
  )
  const x = history.epochs.map(({ epoch }) => epoch + 1)
  const axes = { title: 'Accuracy on pictures not learnt from', xLabel: 'epoch', yLabel: 'accuracy' }
  savePicture('fashion-cnn-accuracy', plot.lines(curves, { x, ...axes }))
}

/** Which class (row) is taken for which. @param {Run} run @param {readonly string[]} classes */
export function showConfusion({ name, confusion }, classes) {
  print(plot.terminal('confusionMatrix', confusion, { labels: shortNames(classes) }))
  savePicture('fashion-cnn-confusion', plot.confusionMatrix(confusion, { labels: classes, title: name }))
}

/** The first letters of each name, still different: whole names side by side take too much room. @param {readonly string[]} classes */
export function shortNames(classes) {
  return classes.map((name) => name.slice(0, 5))
}
