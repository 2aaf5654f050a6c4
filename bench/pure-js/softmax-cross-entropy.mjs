/**
 * Mean softmax cross-entropy and its gradient in one pass over the rows: loss = mean(log Σⱼ exp zⱼ − z_label),
 * delta = (softmax(z) − onehot(label)) / count. Same as torch.nn.functional.cross_entropy with its backward pass.
 *
 * @param {Float64Array} logits [count, classes]
 * @param {Int32Array} labels [count]
 * @param {Float64Array} delta [count, classes], overwritten
 * @param {number} count
 * @param {number} classes
 * @returns {number}
 * @throws {RangeError} if a label is outside [0, classes)
 */
export function softmaxCrossEntropy(logits, labels, delta, count, classes) {
  let loss = 0
  for (let row = 0; row < count; row++) {
    const start = row * classes
    const label = labels[row]
    if (!(label >= 0 && label < classes)) {
      throw new RangeError(`softmaxCrossEntropy: labels must be in [0, ${classes}), but row ${row} has ${label}.`)
    }
    let largest = logits[start]
    for (let c = 1; c < classes; c++) if (logits[start + c] > largest) largest = logits[start + c]
    let sum = 0
    for (let c = 0; c < classes; c++) {
      const power = Math.exp(logits[start + c] - largest)
      delta[start + c] = power
      sum += power
    }
    loss += Math.log(sum) - (logits[start + label] - largest)
    const scale = 1 / (sum * count)
    for (let c = 0; c < classes; c++) delta[start + c] *= scale
    delta[start + label] -= 1 / count
  }
  return loss / count
}
