import type { Backward } from '../../autograd/node.js'
import { isRecorded, record } from '../../autograd/record.js'
import { refuseOptions } from '../../options.js'
import { check, type KernelName, kernels } from '../../runtime/kernels.js'
import { realDType } from '../../runtime/precision.js'
import { beginOperation } from '../../runtime/residency.js'
import { emptyTensor } from '../../tensor/copy.js'
import { type DType, promote } from '../../tensor/dtype.js'
import { composite } from '../../tensor/lifetime.js'
import { broadcastShapes, sameShape, sizeOf } from '../../tensor/shape.js'
import { pointer, Tensor } from '../../tensor/tensor.js'
import { cast } from '../cast.js'
import { sumTo } from '../sum-to.js'
import { assertTensor } from './assert-tensor.js'
import { broadcastLayout } from './broadcast.js'
import { assertOperand } from './operand.js'
import { named } from './unary.js'

/** y = f(a, b), element by element; b = 0 stands for the number `scalar`, layout = 0 for operands of y's shape. */
export type BinaryKernel = (a: number, b: number, y: number, n: number, layout: number, scalar: number) => number

export interface Operands {
  a: Tensor
  b: Tensor | number
}

/** The derivative with respect to one operand, and which operands it reads. */
export interface OperandDerivative {
  reads: readonly ('a' | 'b')[]
  /** dL/d(operand) in the shape of the result; reduced to the operand's own shape afterwards. */
  gradient: (dy: Tensor, operands: Operands) => Tensor
}

export interface BinaryDeclaration {
  kernel: KernelName<BinaryKernel>
  /** The kernel for two int32 operands, where the result is int32 too; without one the result is real. */
  integer?: KernelName<BinaryKernel>
  a: OperandDerivative
  b: OperandDerivative
}

/** Declares an elementwise function of two tensors that broadcast, or of a tensor and a number. */
/* @__NO_SIDE_EFFECTS__ */
export function binary(name: string, declaration: BinaryDeclaration): (self: Tensor, other: Tensor | number) => Tensor {
  const { kernel, integer } = declaration
  const derivative = derivativeOf(declaration)
  const readOperands = operandReader(declaration)
  const apply = (a: Tensor, b: Tensor | number): Tensor => {
    const y = applyBinary(name, kernels[kernel] as BinaryKernel, a, b, realDType)
    if (typeof b === 'number') {
      if (isRecorded(a)) record(name, [a], [y], readOperands(a, b), { a, b }, derivative)
    } else if (isRecorded(a) || isRecorded(b)) {
      record(name, [a, b], [y], readOperands(a, b), { a, b }, derivative)
    }
    return y
  }
  const convert = (self: Tensor, other: Tensor | number): Tensor => {
    const { a, b, dtype } = promoted(name, self, other, integer !== undefined)
    if (dtype !== 'int32' || integer === undefined) return apply(a, b)
    return applyBinary(name, kernels[integer] as BinaryKernel, a, b, 'int32')
  }
  return named(name, (self: Tensor, other: Tensor | number, options?: unknown) => {
    if (options !== undefined) refuseOptions(name, options)
    return isReal(self) && (typeof other === 'number' || isReal(other))
      ? apply(self, other)
      : composite(() => convert(self, other))
  })
}

/** Whether an operand can be taken as it is, which is the way that has to be short. */
function isReal(operand: Tensor): boolean {
  return operand instanceof Tensor && operand.dtype === realDType
}

/** Whether an operand has to be converted first, which makes a tensor on the way. */
export function converts(self: Tensor, other: Tensor | number): boolean {
  if (!(self instanceof Tensor)) return false
  if (typeof other === 'number') return self.dtype !== realDType
  return other instanceof Tensor && (self.dtype !== other.dtype || self.dtype !== realDType)
}

/** The kernel call behind every function of two operands, recorded by the caller or not at all. */
export function applyBinary(name: string, kernel: BinaryKernel, a: Tensor, b: Tensor | number, dtype: DType): Tensor {
  if (typeof b === 'number') {
    beginOperation()
    const source = pointer(a, name)
    const y = emptyTensor(a.shape, a.size, dtype, name)
    check(kernel(source, 0, y.storage.address, y.size, 0, b))
    return y
  }
  const same = sameShape(a.shape, b.shape)
  const shape = same ? a.shape : broadcastShapes(name, a.shape, b.shape)
  beginOperation()
  const left = pointer(a, name)
  const right = pointer(b, name)
  const size = same ? a.size : sizeOf(name, shape)
  const y = emptyTensor(shape, size, dtype, name)
  const layout = same || size === 0 ? 0 : broadcastLayout(a.shape, b.shape, shape)
  check(kernel(left, right, y.storage.address, size, layout, 0))
  return y
}

/** Both operands in the type that holds both; bool counts as int32 in arithmetic. */
export function promoted(
  op: string,
  self: Tensor,
  other: Tensor | number,
  keepsIntegers: boolean,
): { a: Tensor; b: Tensor | number; dtype: DType } {
  assertTensor(op, self)
  assertOperand(op, other, 'other')
  if (typeof other === 'number') {
    const stays = self.dtype === realDType || (keepsIntegers && Number.isInteger(other) && (other | 0) === other)
    const dtype: DType = stays && self.dtype !== realDType ? 'int32' : realDType
    return { a: cast(self, dtype), b: other, dtype }
  }
  const common = promote(self.dtype, other.dtype)
  const dtype: DType = common === realDType || !keepsIntegers ? realDType : 'int32'
  return { a: cast(self, dtype), b: cast(other, dtype), dtype }
}

/** The derivatives of both operands, each reduced to its operand's own shape. */
function derivativeOf(declaration: BinaryDeclaration): Backward<Operands> {
  const ofA = declaration.a.gradient
  const ofB = declaration.b.gradient
  return (upstream, saved, needs) => {
    const { a, b } = saved
    const dy = upstream[0] as Tensor
    const da = needs(0) ? sumTo(ofA(dy, saved), a.shape) : null
    return typeof b === 'number' ? [da] : [da, needs(1) ? sumTo(ofB(dy, saved), b.shape) : null]
  }
}

const NONE: readonly Tensor[] = []

/** Says which operands the derivatives that will be asked for read, each once. */
function operandReader({ a: ofA, b: ofB }: BinaryDeclaration): (a: Tensor, b: Tensor | number) => readonly Tensor[] {
  const aReads = { a: ofA.reads.includes('a'), b: ofA.reads.includes('b') }
  const bReads = { a: ofB.reads.includes('a'), b: ofB.reads.includes('b') }
  return (a, b) => {
    const forA = a.tracked
    const forB = typeof b !== 'number' && b.tracked
    const readsA = (forA && aReads.a) || (forB && bReads.a)
    const readsB = typeof b !== 'number' && ((forA && aReads.b) || (forB && bReads.b))
    if (!readsB) return readsA ? [a] : NONE
    return readsA && a !== b ? [a, b] : [b]
  }
}
