/**
 * @param {Float64Array} source [rows, columns]
 * @param {Float64Array} target [rows]
 * @param {number} rows
 * @param {number} columns
 */
export function sumRows(source, target, rows, columns) {
  for (let row = 0; row < rows; row++) {
    let sum = 0
    for (let column = 0; column < columns; column++) sum += source[row * columns + column]
    target[row] = sum
  }
}
