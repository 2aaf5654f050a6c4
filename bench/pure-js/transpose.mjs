/**
 * @param {Float64Array} source [rows, columns]
 * @param {Float64Array} target [columns, rows]
 * @param {number} rows
 * @param {number} columns
 */
export function transpose(source, target, rows, columns) {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) target[column * rows + row] = source[row * columns + column]
  }
}
