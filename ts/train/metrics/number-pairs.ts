import { ShapeError } from '../../errors.js'
import { data } from '../../tensor/read.js'
import { sameShape, show } from '../../tensor/shape.js'
import type { Tensor } from '../../tensor/tensor.js'
import { assertTensors, withoutClasses } from './class-pairs.js'

/** What was predicted and what was right, number by number. */
export interface NumberPairs {
  readonly found: ArrayLike<number>
  readonly truth: ArrayLike<number>
  /** Numbers of one sample. */
  readonly width: number
}

/** Numbers of the same shape; [N, 1] fits [N]. @throws ShapeError: nothing is broadcast, which would hide a mistake */
export function numberPairs(op: string, prediction: Tensor, target: Tensor): NumberPairs {
  assertTensors(op, prediction, target)
  const [a, b] = [prediction.shape, target.shape]
  const isColumn = (shape: readonly number[]) => shape.length === 1 || (shape.length === 2 && shape[1] === 1)
  if (sameShape(a, b) || (isColumn(a) && isColumn(b) && sameShape(withoutClasses(a), withoutClasses(b)))) {
    const width = a.slice(1).reduce((product, size) => product * size, 1)
    return { found: data(prediction), truth: data(target), width }
  }
  throw new ShapeError(op, {
    expected: 'targets of the same shape as the predictions',
    got: `${show(a)} and ${show(b)}`,
  })
}
