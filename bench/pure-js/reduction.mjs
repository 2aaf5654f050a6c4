/**
 * Sums of x [rows, columns], in double precision; several at once where one after the other would wait for its additions.
 */

/** Over the last dimension. @param {Float32Array} x @param {Float32Array} out [rows] @param {number} columns */
export function sumLast(x, out, columns) {
  for (let row = 0; row < out.length; row++) out[row] = sumOf(x, row * columns, (row + 1) * columns)
}

/** Over the first dimension. @param {Float32Array} x @param {Float64Array} sums [columns], overwritten @param {number} rows */
export function sumFirst(x, sums, rows) {
  const columns = sums.length
  sums.fill(0)
  for (let row = 0; row < rows; row++) {
    const start = row * columns
    for (let column = 0; column < columns; column++) sums[column] += x[start + column]
  }
}

/** Of x[start..end). @param {Float32Array} x @param {number} start @param {number} end */
export function sumOf(x, start, end) {
  let sum0 = 0
  let sum1 = 0
  let sum2 = 0
  let sum3 = 0
  let i = start
  for (; i + 4 <= end; i += 4) {
    sum0 += x[i]
    sum1 += x[i + 1]
    sum2 += x[i + 2]
    sum3 += x[i + 3]
  }
  for (; i < end; i++) sum0 += x[i]
  return sum0 + sum1 + sum2 + sum3
}

/** Over the last dimension. @param {Float32Array} x @param {Float32Array} out [rows, columns] @param {number} columns */
export function softmaxLast(x, out, columns) {
  for (let start = 0; start < x.length; start += columns) {
    const end = start + columns
    let largest = x[start]
    for (let i = start + 1; i < end; i++) if (x[i] > largest) largest = x[i]
    let sum = 0
    for (let i = start; i < end; i++) {
      const power = Math.exp(x[i] - largest)
      out[i] = power
      sum += power
    }
    const scale = 1 / sum
    for (let i = start; i < end; i++) out[i] *= scale
  }
}
