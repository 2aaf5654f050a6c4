import { peak } from '../yardsticks/index.mjs'
import { uniform } from './inputs.mjs'

/**
 * @typedef {{ name: string, m: number, n: number, k: number, leftTransposed?: true, rightTransposed?: true }} MatmulRow
 *   the product is [m, n]; a transposed operand lies in memory the other way round: the right one as the weight of a linear
 *   layer does, the left one as the inputs do in the gradient of that weight
 */

/** @param {MatmulRow} row */
const operations = ({ m, n, k }) => 2 * m * n * k

const square = { m: 512, n: 512, k: 512 }
const small = { m: 5, n: 4, k: 3 }

/** @type {import('./index.mjs').Subject<MatmulRow>} */
export const matmul = {
  name: 'matmul',
  title: 'Matrix product',
  kind: 'matmul',
  unit: 'GFLOP/s',
  rows: [
    { name: '512×512×512', ...square },
    { name: '512×512×512, a·bᵀ', ...square, rightTransposed: true },
    { name: '512×512×512, aᵀ·b', ...square, leftTransposed: true },
    { name: '512×512×512, aᵀ·bᵀ', ...square, leftTransposed: true, rightTransposed: true },
    { name: '509×509×509', m: 509, n: 509, k: 509 },
    { name: '64×128×784', m: 64, n: 128, k: 784 },
    { name: '64×128×784, x·Wᵀ', m: 64, n: 128, k: 784, rightTransposed: true },
    { name: '784×128×64, xᵀ·dy', m: 784, n: 128, k: 64, leftTransposed: true },
    { name: '64×65×784', m: 64, n: 65, k: 784 },
    { name: '64×65×784, x·Wᵀ', m: 64, n: 65, k: 784, rightTransposed: true },
  ],
  tiny: [
    { name: 'a·b', ...small },
    { name: 'a·bᵀ', ...small, rightTransposed: true },
    { name: 'aᵀ·b', ...small, leftTransposed: true },
    { name: 'aᵀ·bᵀ', ...small, leftTransposed: true, rightTransposed: true },
  ],
  inputs: ({ m, n, k }) => ({ a: uniform(m * k, { seed: 1 }), b: uniform(k * n, { seed: 2 }) }),
  amount: operations,
  yardstick: (row) => peak(operations(row)),
}
