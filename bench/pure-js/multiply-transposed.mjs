/**
 * The one matrix product of the pure JavaScript network: out[m, n] = a[m, k] · b[n, k]ᵀ. All three products of a
 * fully connected layer take this form once the right operand is transposed, and a transpose costs far less than it saves.
 *
 * Why it is written so (run loop-orders.mjs to measure; figures from one run on Node 20, [64, 784] · [128, 784]ᵀ):
 * - one accumulator 1.1 GFLOP/s, four partial sums 1.5, axpy over one row 0.9, axpy over four rows 2.0, 4 × 1 rows 2.3:
 *   each multiply-add waits for a load or for the previous addition. A 4 × 2 tile does 8 multiply-adds for 6 loads (4.2).
 *   8 sums and 6 operands fit the 16 registers of x86-64; 4 × 4 spills and was no faster, nor was unrolling over k.
 * - Float64Array operands, because V8 computes in float64: from Float32Array every load needs a conversion (3.4).
 *   Math.fround around each operation makes it worse (1.1), it does not select float32 instructions.
 * - `| 0` on the indices, so that V8 drops its integer overflow checks.
 * - Four rows of `a` stay in the first-level cache while `b` streams from the second. Further blocking over k, packed
 *   panels and one view per row gained nothing.
 *
 * @param {Float64Array} a [m, k]
 * @param {Float64Array} b [n, k]
 * @param {Float64Array} out [m, n], overwritten
 * @param {number} m
 * @param {number} n
 * @param {number} k
 */
export function multiplyTransposed(a, b, out, m, n, k) {
  const mTiled = m - (m % 4)
  const nTiled = n - (n % 2)
  for (let row = 0; row < mTiled; row += 4) {
    const a0 = (row * k) | 0
    const a1 = (a0 + k) | 0
    const a2 = (a1 + k) | 0
    const a3 = (a2 + k) | 0
    for (let column = 0; column < nTiled; column += 2) {
      const b0 = (column * k) | 0
      const b1 = (b0 + k) | 0
      let sum00 = 0
      let sum10 = 0
      let sum20 = 0
      let sum30 = 0
      let sum01 = 0
      let sum11 = 0
      let sum21 = 0
      let sum31 = 0
      for (let p = 0; p < k; p = (p + 1) | 0) {
        const x0 = a[(a0 + p) | 0]
        const x1 = a[(a1 + p) | 0]
        const x2 = a[(a2 + p) | 0]
        const x3 = a[(a3 + p) | 0]
        const y0 = b[(b0 + p) | 0]
        sum00 += x0 * y0
        sum10 += x1 * y0
        sum20 += x2 * y0
        sum30 += x3 * y0
        const y1 = b[(b1 + p) | 0]
        sum01 += x0 * y1
        sum11 += x1 * y1
        sum21 += x2 * y1
        sum31 += x3 * y1
      }
      const o0 = (row * n + column) | 0
      const o1 = (o0 + n) | 0
      const o2 = (o1 + n) | 0
      const o3 = (o2 + n) | 0
      out[o0] = sum00
      out[o0 + 1] = sum01
      out[o1] = sum10
      out[o1 + 1] = sum11
      out[o2] = sum20
      out[o2 + 1] = sum21
      out[o3] = sum30
      out[o3 + 1] = sum31
    }
  }
  if (nTiled < n) multiplyRest(a, b, out, 0, mTiled, nTiled, n, k)
  if (mTiled < m) multiplyRest(a, b, out, mTiled, m, 0, n, k)
}

/**
 * The rows and columns that fill no whole tile: out[from..to, first..n], one sum at a time.
 *
 * @param {Float64Array} a
 * @param {Float64Array} b
 * @param {Float64Array} out
 * @param {number} from
 * @param {number} to
 * @param {number} first
 * @param {number} n
 * @param {number} k
 */
function multiplyRest(a, b, out, from, to, first, n, k) {
  for (let row = from; row < to; row++) {
    const aStart = (row * k) | 0
    for (let column = first; column < n; column++) {
      const bStart = (column * k) | 0
      let sum = 0
      for (let p = 0; p < k; p = (p + 1) | 0) sum += a[(aStart + p) | 0] * b[(bStart + p) | 0]
      out[row * n + column] = sum
    }
  }
}
