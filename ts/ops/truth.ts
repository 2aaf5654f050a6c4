import { kernels } from '../runtime/kernels.js'
import { composite } from '../tensor/lifetime.js'
import type { Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import {
  finishReduction,
  type ReductionOptions,
  type ReductionPass,
  readReductionOptions,
  reduceDims,
} from './declare/reduction.js'

/**
 * Whether any element over `dim`, or of all, is not 0: bool, false of nothing, and NaN is not 0.
 * Same as torch.any, but an empty list of dimensions stands for all. @throws IndexError
 */
export function any(self: Tensor, options?: ReductionOptions): Tensor {
  return quantified('any', self, options, kernels.any)
}

/**
 * Whether every element over `dim`, or of all, is not 0: bool, true of nothing, and NaN is not 0.
 * Same as torch.all, but an empty list of dimensions stands for all. @throws IndexError
 */
export function all(self: Tensor, options?: ReductionOptions): Tensor {
  return quantified('all', self, options, kernels.all)
}

function quantified(op: string, self: Tensor, options: ReductionOptions | undefined, pass: ReductionPass): Tensor {
  assertTensor(op, self)
  const { dims, keepdim } = readReductionOptions(op, self, options)
  return composite(() => finishReduction(op, reduceDims(op, cast(self, 'bool'), dims, pass), self.shape, dims, keepdim))
}
