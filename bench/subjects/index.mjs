import { cnn } from './cnn.mjs'
import { convolution, streaming } from './convolution.mjs'
import { elementwise, elementwiseInCache } from './elementwise.mjs'
import { lenet } from './lenet.mjs'
import { matmul } from './matmul.mjs'
import { mlp } from './mlp.mjs'
import { optimizer } from './optimizer.mjs'
import { recurrent } from './recurrent.mjs'
import { reduction } from './reduction.mjs'
import { serving } from './serving.mjs'
import { smallOp } from './small-op.mjs'
import { xor } from './xor.mjs'

/**
 * A subject is data: its rows say what to compute, and every side does it or says why it cannot.
 *
 * @template {{ name: string }} [Row=any]
 * @typedef {object} Subject
 * @property {string} name as on the command line
 * @property {string} title as above its table
 * @property {string} kind what a side must be able to do; subjects may share one
 * @property {'GFLOP/s' | 'GB/s' | 'elements/ns' | 'ms' | 'µs'} unit
 * @property {readonly Row[]} rows
 * @property {readonly Row[]} tiny the same work in sizes of which a test can do all
 * @property {(row: Row) => import('../harness/side.mjs').Inputs} inputs
 * @property {(row: Row) => number} [amount] what the unit counts in one unit of work: operations, bytes or elements
 * @property {(row: Row) => import('../yardsticks/index.mjs').Yardstick} [yardstick]
 */

/** @type {readonly Subject[]} */
export const subjects = [
  matmul,
  elementwise,
  elementwiseInCache,
  reduction,
  convolution,
  streaming,
  smallOp,
  optimizer,
  xor,
  mlp,
  lenet,
  cnn,
  recurrent,
  serving,
]

/** A row's figure in its subject's unit. @param {Subject} subject @param {any} row @param {number} milliseconds of one unit of work */
export function figureOf({ unit, amount }, row, milliseconds) {
  if (unit === 'ms') return milliseconds
  if (unit === 'µs') return milliseconds * 1000
  return amount(row) / milliseconds / 1e6 // a billion a second is a million a millisecond, and one a nanosecond
}
