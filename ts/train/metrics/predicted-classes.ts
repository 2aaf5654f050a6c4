import { ShapeError } from '../../errors.js'
import { data } from '../../tensor/read.js'
import { show } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'

/**
 * The class of the largest of C scores, for scores of shape [N, C, …]; of equal ones the first.
 *
 * @returns N·… classes, row-major
 */
export function predictedClasses(op: string, scores: Tensor): Int32Array {
  const [samples = 0, classes = 0, ...rest] = scores.shape
  if (classes === 0) {
    throw new ShapeError(op, { expected: 'scores of at least one class, [N, C, …]', got: show(scores.shape) })
  }
  const places = rest.reduce((product, size) => product * size, 1)
  const values = data(scores)
  const result = new Int32Array(samples * places)
  for (let n = 0; n < samples; n++) {
    for (let place = 0; place < places; place++) {
      const start = n * classes * places + place
      let best = 0
      for (let c = 1; c < classes; c++) {
        const isLarger = (values[start + c * places] as number) > (values[start + best * places] as number)
        if (isLarger) best = c
      }
      result[n * places + place] = best
    }
  }
  return result
}
