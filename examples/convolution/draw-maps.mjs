import { plot, stack, tensor } from 'grad128'

/** @typedef {ReturnType<typeof import('./feature-maps.mjs').featureMaps>} FeatureMaps */

/** What is shown of a map of 28 × 28 in characters, so that three stand side by side: the digit is in the middle. */
const [start, end] = [2, 26]

/** The maps without their margins. @param {FeatureMaps} maps */
export function mapsText(maps) {
  const middle = stack(maps.map(({ map }) => map.slice(0, start, end).slice(1, start, end)))
  const captions = maps.map(({ name }) => name.padStart((end - start + name.length) >> 1))
  return plot.terminal('images', middle, { columns: 3, captions })
}

/** The picture and its maps. @param {readonly number[][]} image @param {FeatureMaps} maps */
export function mapsPicture(image, maps) {
  const all = stack([tensor(image), ...maps.map(({ map }) => map)])
  const captions = ['picture', ...maps.map(({ name }) => name)]
  return plot.images(all, { columns: 4, captions, title: 'Feature maps after ReLU' })
}

/**
 * The pooled maps of the kernels with the given names: the largest numbers above, the means below.
 *
 * @param {FeatureMaps} maps
 * @param {readonly string[]} names
 */
export function pooledText(maps, names) {
  const chosen = maps.filter(({ name }) => names.includes(name))
  const captions = ['max', 'mean'].flatMap((kind) => chosen.map(({ name }) => `${kind} ${name}`))
  return plot.terminal('images', pooled(chosen), { columns: chosen.length, captions })
}

/** All pooled maps. @param {FeatureMaps} maps */
export function pooledPicture(maps) {
  const names = maps.map(({ name }) => name)
  const title = 'Pooled: above the largest of 2 × 2 numbers, below their mean'
  return plot.images(pooled(maps), { columns: maps.length, captions: [...names, ...names], title })
}

/** @param {FeatureMaps} maps */
function pooled(maps) {
  return stack([...maps.map(({ largest }) => largest), ...maps.map(({ mean }) => mean)])
}
