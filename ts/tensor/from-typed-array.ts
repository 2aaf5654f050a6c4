import { nameOf } from '../options.js'
import { isNumberArray, type NumberArray, type TensorOptions, tensorOf } from './conversion.js'
import type { Tensor } from './tensor.js'

/**
 * A tensor of a typed array, copied, in the given shape: `tensor(array, { shape })`. Same as torch.tensor of an array.
 */
export function fromTypedArray(array: NumberArray, shape?: readonly number[], options?: TensorOptions): Tensor {
  if (!isNumberArray(array)) throw new TypeError(`fromTypedArray: expected a typed array, got ${nameOf(array)}`)
  return tensorOf('fromTypedArray', array, { ...options, shape: shape ?? options?.shape })
}
