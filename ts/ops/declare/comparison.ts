import { type KernelName, kernels } from '../../runtime/kernels.js'
import { composite } from '../../tensor/lifetime.js'
import type { Tensor } from '../../tensor/tensor.js'
import { applyBinary, type BinaryKernel, converts, promoted } from './binary.js'
import { named } from './unary.js'

/** Declares a comparison: bool results, broadcast operands, no derivative. */
export function comparison(
  name: string,
  kernel: KernelName<BinaryKernel>,
  integer: KernelName<BinaryKernel>,
): (self: Tensor, other: Tensor | number) => Tensor {
  const apply = (self: Tensor, other: Tensor | number): Tensor => {
    const { a, b, dtype } = promoted(name, self, other, true)
    return applyBinary(name, kernels[dtype === 'int32' ? integer : kernel] as BinaryKernel, a, b, 'bool')
  }
  return named(name, (self: Tensor, other: Tensor | number) =>
    converts(self, other) ? composite(() => apply(self, other)) : apply(self, other),
  )
}
