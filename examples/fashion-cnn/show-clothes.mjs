import { plot, stack } from 'grad128'
import { print } from '../shared/print.mjs'
import { savePicture } from '../shared/save-picture.mjs'

/** @typedef {import('grad128').Tensor} Tensor */

/**
 * Pictures with their captions: the first two in characters, all as SVG.
 *
 * @param {string} name of the SVG
 * @param {import('grad128').data.Dataset<[Tensor, Tensor]>} dataset
 * @param {readonly { position: number, caption: string }[]} chosen
 * @param {string} title
 */
export function showClothes(name, dataset, chosen, title) {
  const pictures = chosen.map(({ position }) => dataset.get(position)[0])
  const captions = chosen.map(({ caption }) => caption)
  const few = stack(pictures.slice(0, 2)).squeeze(1)
  print(plot.terminal('images', few, { columns: 2, captions }))
  savePicture(name, plot.images(stack(pictures), { columns: 6, captions, title }))
}

/**
 * The first picture of each class.
 *
 * @param {Tensor} labels
 * @param {readonly string[]} classes
 */
export function oneOfEach(labels, classes) {
  const all = Array.from(labels.data())
  return classes
    .map((caption, label) => ({ position: all.indexOf(label), caption }))
    .filter(({ position }) => position >= 0)
}

/**
 * The first pictures that are taken for something else.
 *
 * @param {Tensor} predictions
 * @param {Tensor} labels
 * @param {readonly string[]} classes
 * @param {number} count
 */
export function mistakenClothes(predictions, labels, classes, count) {
  const [guesses, truth] = [predictions.data(), labels.data()]
  const wrong = Array.from(truth.keys()).filter((i) => guesses[i] !== truth[i])
  return wrong
    .slice(0, count)
    .map((position) => ({ position, caption: `${classes[truth[position]]}→${classes[guesses[position]]}` }))
}
