import type { Backward } from '../../autograd/node.js'
import { isRecorded, record } from '../../autograd/record.js'
import { check, kernels } from '../../runtime/kernels.js'
import { writeWords } from '../../runtime/linear-memory.js'
import { beginOperation } from '../../runtime/residency.js'
import { scratch } from '../../runtime/scratch.js'
import { noteProduct } from '../../runtime/tile-probe.js'
import { emptyTensor } from '../../tensor/copy.js'
import { reshapeFresh } from '../../tensor/lifetime.js'
import { pointer, type Tensor } from '../../tensor/tensor.js'
import { optionalPointer } from '../declare/affine.js'
import { reduceDims, sumKernel } from '../declare/reduction.js'
import type { Geometry, Operands } from './geometry.js'

/** Runs a convolution whose operands are checked, and puts it on the tape as one operation. */
export function applyConvolution(operands: Operands, geometry: Geometry): Tensor {
  const { x, weight, bias } = operands
  const { op, shape, transposed } = geometry
  const y = convolved(x, weight, bias, shape, transposed, geometry)
  const all = bias === undefined ? [x, weight] : [x, weight, bias]
  if (all.some(isRecorded)) {
    const read = [...(weight.tracked ? [x] : []), ...(x.tracked ? [weight] : [])]
    record(op, all, [y], read, { ...operands, geometry }, derivative)
  }
  return y
}

/**
 * A convolution's gradient for its input is the transposed convolution of the upstream gradient, and the other way
 * round; that of the weight sums upstream · input over batch and positions, that of the bias upstream alone.
 */
const derivative: Backward<Operands & { geometry: Geometry }> = ([upstream], { x, weight, bias, geometry }, needs) => {
  const dy = upstream as Tensor
  return [
    needs(0) ? convolved(dy, weight, undefined, x.shape, !geometry.transposed, geometry) : null,
    needs(1) ? weightGradient(dy, x, weight, geometry) : null,
    bias !== undefined && needs(2) ? biasGradient(dy, bias, geometry) : null,
  ]
}

/** From the large side to the small one, or with `transposed` back. */
function convolved(
  source: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  shape: readonly number[],
  transposed: boolean,
  geometry: Geometry,
): Tensor {
  const { op, multiplyAdds } = geometry
  beginOperation()
  const from = pointer(source, op)
  const factors = pointer(weight, op)
  const offsets = optionalPointer(bias, op)
  const size = shape.reduce((a, b) => a * b, 1)
  const target = emptyTensor(shape, size, source.dtype, op)
  if (size === 0) return target
  noteProduct(multiplyAdds)
  check(kernels.convolve(from, factors, offsets, target.storage.address, layout(geometry), transposed))
  return target
}

function weightGradient(dy: Tensor, x: Tensor, weight: Tensor, geometry: Geometry): Tensor {
  const { op, transposed, multiplyAdds } = geometry
  const [large, small] = transposed ? [dy, x] : [x, dy]
  beginOperation()
  const padded = pointer(large, op)
  const other = pointer(small, op)
  const dw = emptyTensor(weight.shape, weight.size, weight.dtype, op)
  noteProduct(multiplyAdds)
  check(kernels.convolution_weight_gradient(padded, other, dw.storage.address, layout(geometry)))
  return dw
}

/** Σ dy over everything but the channels. */
function biasGradient(dy: Tensor, bias: Tensor, { op, shape, rank }: Geometry): Tensor {
  const dims = shape.map((_, d) => d).filter((d) => d !== shape.length - rank - 1)
  return reshapeFresh(reduceDims(op, dy, dims, sumKernel(1)), bias.shape, op)
}

/** The address of the description; the next call may overwrite it. */
function layout({ words }: Geometry): number {
  const address = scratch(words.length * 4)
  writeWords(address, words)
  return address
}
