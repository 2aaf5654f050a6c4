import { data } from './data.mjs'
import { derivatives } from './derivatives.mjs'
import { images } from './images.mjs'
import { kernels } from './kernels.mjs'
import { lifetimes } from './lifetimes.mjs'
import { optimizers } from './optimizers.mjs'
import { recurrent } from './recurrent.mjs'
import { reductions } from './reductions.mjs'
import { sequences } from './sequences.mjs'
import { tape } from './tape.mjs'

/**
 * A bug that a careless change could make. `find` occurs exactly once in the file.
 *
 * @typedef {{ name: string, file: string, find: string, replace: string, bug: string }} Mutation
 */

/** @type {Record<string, Mutation[]>} */
export const groups = {
  kernels,
  images,
  derivatives,
  reductions,
  optimizers,
  tape,
  lifetimes,
  data,
  sequences,
  recurrent,
}

/** @type {(Mutation & { group: string })[]} */
export const mutations = Object.entries(groups).flatMap(([group, list]) => list.map((each) => ({ ...each, group })))
