/**
 * What the hardware could do at most, measured in the same rounds as the rows that it bounds.
 *
 * @typedef {'peak' | 'copy'} YardstickKind
 * @typedef {{ kind: YardstickKind, row: object, amount: number }} Yardstick `amount`: how many units of the yardstick's
 *   work one unit of the row's work contains, by operations or by bytes
 */

/** Multiply-adds in registers that the peak loop does in one unit of its work, each on four lanes and worth two operations. */
export const peakLoop = { iterations: 2000, accumulators: 12, unrolled: 4 }
const peakOperations = 2 * 4 * peakLoop.iterations * peakLoop.accumulators * peakLoop.unrolled

/** As columns are headed. */
export const yardstickTitles = { peak: '% of peak', copy: '% of copy' }

/** Arithmetic in registers alone. @param {number} operations of the row @returns {Yardstick} */
export const peak = (operations) => ({ kind: 'peak', row: {}, amount: operations / peakOperations })

/** A plain copy of as many elements. @param {number} bytes that the row reads and writes @param {number} elements @returns {Yardstick} */
export const copy = (bytes, elements) => ({ kind: 'copy', row: { elements }, amount: bytes / (2 * 4 * elements) })

/** The highest speed of the peak loop, in GFLOP/s. @param {number} milliseconds of one unit of its work */
export const peakSpeed = (milliseconds) => peakOperations / milliseconds / 1e6
