import { isRecorded } from '../../autograd/record.js'
import { ShapeError, ValueError } from '../../errors.js'
import { nameOf } from '../../options.js'
import { check } from '../../runtime/kernels.js'
import { emptyTensor } from '../../tensor/copy.js'
import { type Shape, sameShape, show } from '../../tensor/shape.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { assertReal } from './operand.js'

/** What normalization does after dividing by the deviation: a factor and an offset that may be learnt. */
export interface AffineOptions {
  /** Factors. Default: none. */
  weight?: Tensor | undefined
  /** Offsets. Default: none. */
  bias?: Tensor | undefined
  /** Added to the variance, so that nothing is divided by 0. Default 1e-5. */
  eps?: number | undefined
}

/** What `AffineOptions` becomes. */
export interface Affine {
  weight: Tensor | undefined
  bias: Tensor | undefined
  eps: number
}

export const AFFINE_DEFAULTS: Affine = { weight: undefined, bias: undefined, eps: 1e-5 }

/** @throws ShapeError when a weight or bias has another shape, ValueError for an eps below 0 */
export function checkAffine(op: string, { weight, bias, eps }: Affine, shape: Shape): void {
  for (const [name, t] of Object.entries({ weight, bias })) checkParameter(op, name, t, shape)
  checkEps(op, eps)
}

/** @throws DTypeError when it is not real, ShapeError when it has another shape */
export function checkParameter(op: string, name: string, t: Tensor | undefined, shape: Shape): void {
  if (t === undefined) return
  assertReal(op, t, name)
  if (sameShape(t.shape, shape)) return
  throw new ShapeError(op, { expected: `${name} of shape ${show(shape)}`, got: show(t.shape) })
}

/** @throws ValueError when it is no number of at least 0 */
export function checkEps(op: string, eps: number): void {
  if (eps >= 0) return
  throw new ValueError(op, { expected: 'eps of at least 0', got: nameOf(eps) })
}

/** The operands of a normalization whose gradients may be wanted. */
export interface AffineOperands {
  x: Tensor
  weight: Tensor | undefined
  bias: Tensor | undefined
}

/** Those that exist, in the order in which they are recorded. */
export function operandsOf({ x, weight, bias }: AffineOperands): Tensor[] {
  return [x, weight, bias].filter((t) => t !== undefined)
}

export function isAnyRecorded(operands: AffineOperands): boolean {
  return operandsOf(operands).some(isRecorded)
}

/** What the derivative reads of them: the weight matters for the gradient of x alone. */
export function savedOf({ x, weight }: AffineOperands, statistics: Tensor): Tensor[] {
  return weight !== undefined && x.tracked ? [x, statistics, weight] : [x, statistics]
}

/** An address that says absent when there is none. */
export function optionalPointer(t: Tensor | undefined, op: string): number {
  return t === undefined ? 0 : pointer(t, op)
}

/** Room for the gradients that are needed, which `run` fills; 0 stands for one that is not. */
export function affineGradients(
  op: string,
  operands: AffineOperands,
  needs: (input: number) => boolean,
  run: (dx: number, dweight: number, dbias: number) => number,
): (Tensor | null)[] {
  const { weight } = operands
  const present = operandsOf(operands)
  const gradients = present.map((t, i) => (needs(i) ? emptyTensor(t.shape, t.size, t.dtype, op) : null))
  const addresses = gradients.map((gradient) => gradient?.storage.address ?? 0)
  const [dx = 0, second = 0, third = 0] = addresses
  check(weight === undefined ? run(dx, 0, second) : run(dx, second, third))
  return gradients
}
