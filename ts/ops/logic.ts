import { check, kernels } from '../runtime/kernels.js'
import { beginOperation } from '../runtime/residency.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite, releaseTensor } from '../tensor/lifetime.js'
import { data, item } from '../tensor/read.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { cast } from './cast.js'
import { assertTensor } from './declare/assert-tensor.js'
import { applyBinary, type BinaryKernel } from './declare/binary.js'
import { onReal } from './declare/operand.js'
import { named } from './declare/unary.js'
import { sum } from './reduction.js'

/** y = a ∧ b; whatever is not 0 is true, NaN too. Shapes broadcast. Same as torch.logical_and. */
export const logicalAnd = connective('logicalAnd', () => kernels.logical_and)

/** y = a ∨ b; whatever is not 0 is true, NaN too. Shapes broadcast. Same as torch.logical_or. */
export const logicalOr = connective('logicalOr', () => kernels.logical_or)

/** y = a ≠ b as truth values. Shapes broadcast. Same as torch.logical_xor. */
export const logicalXor = connective('logicalXor', () => kernels.logical_xor)

/** y = ¬a; whatever is not 0 is true, NaN too. Same as torch.logical_not. */
export function logicalNot(self: Tensor): Tensor {
  assertTensor('logicalNot', self)
  return composite(() => mapToBool('logicalNot', cast(self, 'bool'), kernels.logical_not))
}

/** y = whether the element is no number. Same as torch.isnan. */
export function isnan(self: Tensor): Tensor {
  return onReal('isnan', self, (x) => mapToBool('isnan', x, kernels.isnan))
}

/** y = whether the element is an infinity of either sign. Same as torch.isinf. */
export function isinf(self: Tensor): Tensor {
  return onReal('isinf', self, (x) => mapToBool('isinf', x, kernels.isinf))
}

/** y = whether the element is neither NaN nor infinite. Same as torch.isfinite. */
export function isfinite(self: Tensor): Tensor {
  return onReal('isfinite', self, (x) => mapToBool('isfinite', x, kernels.isfinite))
}

/** Whether any element of a bool tensor, which is released, is true: as a JavaScript boolean. */
export function anyOf(t: Tensor): boolean {
  const count = sum(t)
  const found = item(count) > 0
  releaseTensor(count, 'dispose')
  releaseTensor(t, 'dispose')
  return found
}

/** The first element that is so, as an error message shows it. */
export function firstWhere(operand: Tensor | number, isSo: (value: number) => boolean): string {
  if (typeof operand === 'number') return String(operand)
  const elements = data(operand)
  const position = elements.findIndex(isSo)
  return `${elements[position]} at position ${position}`
}

function connective(name: string, kernel: () => BinaryKernel): (self: Tensor, other: Tensor) => Tensor {
  return named(name, (self: Tensor, other: Tensor) => {
    assertTensor(name, self)
    assertTensor(name, other, 'other')
    return composite(() => applyBinary(name, kernel(), cast(self, 'bool'), cast(other, 'bool'), 'bool'))
  })
}

function mapToBool(name: string, x: Tensor, kernel: (x: number, y: number, n: number) => number): Tensor {
  beginOperation()
  const source = pointer(x, name)
  const y = emptyTensor(x.shape, x.size, 'bool', name)
  check(kernel(source, y.storage.address, x.size))
  return y
}
