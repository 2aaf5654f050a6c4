import type { Backward } from '../../autograd/node.js'
import { isRecorded, record } from '../../autograd/record.js'
import { check, type KernelName, kernels } from '../../runtime/kernels.js'
import { realDType } from '../../runtime/precision.js'
import { beginOperation } from '../../runtime/residency.js'
import { emptyTensor } from '../../tensor/copy.js'
import { fill } from '../../tensor/fill.js'
import { composite } from '../../tensor/lifetime.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { cast } from '../cast.js'
import { assertTensor } from './assert-tensor.js'
import { onReal } from './operand.js'

/** y = f(x; p, q), element by element. */
export type UnaryKernel = (x: number, y: number, n: number, p: number, q: number) => number
/** dx = dy · f′, from the saved x or y. */
export type UnaryBackwardKernel = (saved: number, dy: number, dx: number, n: number, p: number, q: number) => number
type IntegerKernel = (x: number, y: number, n: number) => number

export interface UnaryDeclaration {
  kernel: KernelName<UnaryKernel>
  /** The kernel for int32, where the result is int32 too; without one, whole numbers are converted to real ones. */
  integer?: KernelName<IntegerKernel>
  /** What the derivative reads. */
  saves: 'x' | 'y' | 'nothing'
  /** The derivative: a kernel, a formula of the upstream gradient and what was saved, or 0 everywhere. */
  backward: KernelName<UnaryBackwardKernel> | ((dy: Tensor, saved: Tensor) => Tensor) | 'zero'
}

/** Declares an elementwise function of one tensor. */
/* @__NO_SIDE_EFFECTS__ */
export function unary(name: string, declaration: UnaryDeclaration): (self: Tensor) => Tensor {
  const apply = unaryWith(name, declaration)
  return named(name, (self: Tensor) => apply(self, 0, 0))
}

/** The same for a function with one or two numbers as parameters. */
/* @__NO_SIDE_EFFECTS__ */
export function unaryWith(
  name: string,
  declaration: UnaryDeclaration,
): (self: Tensor, p?: number, q?: number) => Tensor {
  const { kernel, integer, saves, backward } = declaration
  const derivative: Backward<Saved> = (upstream, { saved, p, q }) => {
    const dy = upstream[0] as Tensor
    if (typeof backward === 'function') return [backward(dy, saved)]
    return [backward === 'zero' ? fill(dy.shape, 0, dy.dtype, name) : applyBackward(name, backward, saved, dy, p, q)]
  }
  const apply = (x: Tensor, p: number, q: number): Tensor => {
    beginOperation()
    const source = pointer(x, name)
    const y = emptyTensor(x.shape, x.size, x.dtype, name)
    check((kernels[kernel] as UnaryKernel)(source, y.storage.address, x.size, p, q))
    if (isRecorded(x)) {
      const saved = saves === 'x' ? x : y
      record(name, [x], [y], saves === 'nothing' ? NONE : [saved], { saved, p, q }, derivative)
    }
    return y
  }
  return named(name, (self: Tensor, p = 0, q = 0) => {
    assertTensor(name, self)
    if (self.dtype === realDType) return apply(self, p, q)
    if (integer !== undefined) return composite(() => applyInteger(name, integer, cast(self, 'int32')))
    return onReal(name, self, (x) => apply(x, p, q))
  })
}

const NONE: readonly Tensor[] = []

/** What a derivative reads, and the parameters of the function. */
interface Saved {
  saved: Tensor
  p: number
  q: number
}

function applyInteger(name: string, kernel: KernelName<IntegerKernel>, x: Tensor): Tensor {
  beginOperation()
  const source = pointer(x, name)
  const y = emptyTensor(x.shape, x.size, x.dtype, name)
  check((kernels[kernel] as IntegerKernel)(source, y.storage.address, x.size))
  return y
}

function applyBackward(
  name: string,
  kernel: KernelName<UnaryBackwardKernel>,
  saved: Tensor,
  dy: Tensor,
  p: number,
  q: number,
): Tensor {
  beginOperation()
  const savedAt = pointer(saved, name)
  const dyAt = pointer(dy, name)
  const dx = emptyTensor(dy.shape, dy.size, dy.dtype, name)
  check((kernels[kernel] as UnaryBackwardKernel)(savedAt, dyAt, dx.storage.address, dy.size, p, q))
  return dx
}

/** Gives a function the name under which users know it. */
export function named<F extends (...args: never[]) => unknown>(name: string, fn: F): F {
  return Object.defineProperty(fn, 'name', { value: name })
}
