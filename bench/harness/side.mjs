/**
 * What can be measured is a side: this library, pure JavaScript, a peer. A side's module exports `open`, which loads it and
 * tells which kinds of work it does; for every row of a subject of that kind it makes a task, or says why it cannot.
 *
 * @typedef {Record<string, Float32Array | Int32Array>} Inputs
 * @typedef {{
 *   result: () => ArrayLike<number> | Promise<ArrayLike<number>>,
 *   run: import('./timer.mjs').Run,
 *   differs?: string,
 * }} Task `result` computes what is compared between the sides, once and before timing; `run` does one unit of work.
 *   `differs` says how the work differs where a side can only do something similar: a training whose losses are not the
 *   others' is then only held to fall.
 * @typedef {{ cannot: string }} Cannot why a side has no such work
 * @typedef {(row: any, inputs: Inputs) => Task | Cannot} MakeTask
 * @typedef {Record<string, MakeTask>} Kinds
 * @typedef {{ version: string, kinds: Kinds, details?: string }} OpenSide
 */

/** @param {string} reason @returns {Cannot} */
export const cannot = (reason) => ({ cannot: reason })

/** A kind of work that a side never does. @param {string} reason @returns {MakeTask} */
export const never = (reason) => () => cannot(reason)

/**
 * The task of a row.
 *
 * @param {OpenSide} side
 * @param {string} kind
 * @param {unknown} row
 * @param {Inputs} inputs
 * @returns {Task | Cannot}
 * @throws {Error} when the side is silent about this kind: it must do it or say why it cannot
 */
export function makeTask({ kinds }, kind, row, inputs) {
  const make = kinds[kind]
  if (make === undefined) {
    throw new Error(`This side says nothing about '${kind}': give it a task, or never('why it cannot').`)
  }
  return make(row, inputs)
}
