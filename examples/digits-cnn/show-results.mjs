import { plot } from 'grad128'
import { mistakes, showDigits } from '../digits/show.mjs'
import { print } from '../shared/print.mjs'
import { savePicture } from '../shared/save-picture.mjs'
import { table } from '../shared/table.mjs'

/**
 * A network that was trained, and what came of it.
 *
 * @typedef {{ name: string, model: import('grad128').nn.Module } & Awaited<ReturnType<typeof import('./train-digits.mjs').trainDigits>>} Run
 */

/** @param {readonly Run[]} runs */
export function showRuns(runs) {
  const rows = runs.map(({ name, model, history, evaluation, confusion }) => [
    name,
    model.parameters().reduce((sum, { size }) => sum + size, 0),
    history.epochs.reduce((sum, epoch) => sum + epoch.seconds, 0).toFixed(0),
    evaluation.metrics.accuracy.toFixed(4),
    confusion.sum().item() - confusion.diagonal().sum().item(),
  ])
  print(table(['network', 'parameters', 'seconds', 'accuracy', 'mistakes'], rows))
  const losses = Object.fromEntries(runs.map(({ name, history }) => [name, history.epochs.map(({ loss }) => loss)]))
  const title = 'Loss on the digits to learn from'
  const axes = { title, logY: true, xLabel: 'epoch', yLabel: 'cross-entropy' }
  savePicture('digits-cnn-loss', plot.lines(losses, axes))
}

/** Which digit is taken for which. @param {Run} run */
export function showConfusion({ name, confusion }) {
  print(plot.terminal('confusionMatrix', confusion))
  savePicture('digits-cnn-confusion', plot.confusionMatrix(confusion, { title: name }))
}

/** Some digits that are taken for others. @param {Run} run @param {import('../shared/read-digits.mjs').Digits} digits */
export function showMistakes({ predictions }, { images, labels }) {
  const { positions, captions } = mistakes(predictions.data(), labels, 6)
  if (positions.length > 0) showDigits(images, positions, captions)
}
