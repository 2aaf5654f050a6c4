import type { Backward } from '../autograd/node.js'
import { isRecorded, record } from '../autograd/record.js'
import { ShapeError, ValueError } from '../errors.js'
import { nameOf, oneOf, withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import { RealArray, realDType } from '../runtime/precision.js'
import { beginOperation } from '../runtime/residency.js'
import { fromBuffer } from '../tensor/conversion.js'
import { emptyTensor } from '../tensor/copy.js'
import { composite } from '../tensor/lifetime.js'
import { type Shape, show, sizeOf } from '../tensor/shape.js'
import { pointer, type Tensor } from '../tensor/tensor.js'
import { assertReal } from './declare/operand.js'
import { around } from './declare/reduction.js'
import { indexSelect } from './index-select.js'
import { type PerAxis, perAxis } from './pooling/windows.js'

export type InterpolationMode = 'nearest' | 'linear' | 'bilinear'

/** Either `size` or `scaleFactor` is needed. */
export interface InterpolateOptions {
  /** Of the result: one number for every dimension, or one each. */
  size?: PerAxis | undefined
  /** The result's size by the input's. */
  scaleFactor?: PerAxis | undefined
  /** The nearest element, or straight lines between neighbours: `linear` for [N, C, L], `bilinear` for [N, C, H, W]. */
  mode?: InterpolationMode | undefined
  /** Whether first and last elements stay where they are, instead of the edges of the elements. Default false. */
  alignCorners?: boolean | undefined
}

/**
 * x in another size. Position j lies in the input at (j + ½)·in/out − ½, with `alignCorners` at j·(in − 1)/(out − 1);
 * `nearest` takes element ⌊j·in/out⌋. For a `scaleFactor`, its inverse stands for in/out.
 * x [N, C, L] or [N, C, H, W]. Same as torch.nn.functional.interpolate in these modes.
 *
 * @throws ShapeError, ValueError, DTypeError
 */
export function interpolate(x: Tensor, options?: InterpolateOptions): Tensor {
  const { mode, alignCorners, ...sizes } = readInterpolateOptions('interpolate', options)
  assertReal('interpolate', x)
  const rank = x.ndim - 2
  if ((rank !== 1 && rank !== 2) || (mode !== 'nearest' && rank !== (mode === 'linear' ? 1 : 2))) {
    const shapes = { nearest: '[N, C, L] or [N, C, H, W]', linear: '[N, C, L]', bilinear: '[N, C, H, W]' }
    throw new ShapeError('interpolate', {
      expected: `input of shape ${shapes[mode]} for mode '${mode}'`,
      got: show(x.shape),
    })
  }
  // torch takes a plane that keeps or doubles its size for a factor of 1 or 2, whatever the factor was.
  const axes = axesOf(
    x.shape.slice(2),
    sizes,
    (ratio) => mode === 'nearest' && rank === 2 && (ratio === 1 || ratio === 2),
  )
  return composite(() =>
    axes.reduce((t, axis, d) => {
      if (mode !== 'nearest') return alongLines(t, d + 2, axis, alignCorners === true)
      return indexSelect(t, d + 2, fromBuffer(nearestPlaces(axis).buffer, [axis.output], 'int32', 'interpolate'))
    }, x),
  )
}

/** Checked, so that a layer can refuse them when it is made. */
export function readInterpolateOptions(op: string, options: InterpolateOptions | undefined): Settings {
  const settings = withDefaults(op, options, DEFAULTS)
  const { size, scaleFactor, mode, alignCorners } = settings
  oneOf(op, 'mode', mode, ['nearest', 'linear', 'bilinear'])
  if ((size === undefined) === (scaleFactor === undefined)) {
    const got = size === undefined ? 'neither' : 'both'
    throw new ValueError(op, { expected: 'either size or scaleFactor', got })
  }
  if (alignCorners !== undefined && typeof alignCorners !== 'boolean') {
    throw new TypeError(`${op}: option 'alignCorners' must be a boolean, got ${nameOf(alignCorners)}`)
  }
  if (alignCorners !== undefined && mode === 'nearest') {
    const expected = "alignCorners for mode 'linear' or 'bilinear' only"
    throw new ValueError(op, { expected, got: `${alignCorners} for 'nearest'` })
  }
  return settings
}

type Settings = Pick<InterpolateOptions, 'size' | 'scaleFactor' | 'alignCorners'> & { mode: InterpolationMode }

const DEFAULTS: Settings = { size: undefined, scaleFactor: undefined, mode: 'nearest', alignCorners: undefined }

/** A dimension before and after, and how many places of the first one of the second stands for. */
interface Axis {
  input: number
  output: number
  ratio: number
}

function axesOf(
  spatial: Shape,
  { size, scaleFactor }: Pick<Settings, 'size' | 'scaleFactor'>,
  isExact: (ratio: number) => boolean,
): Axis[] {
  const op = 'interpolate'
  const outputs = size === undefined ? [] : perAxis(op, 'size', size, spatial.length, 1)
  const factors = scaleFactor === undefined ? [] : factorsOf(op, scaleFactor, spatial.length)
  return spatial.map((input, d) => {
    const factor = factors[d]
    const output = factor === undefined ? (outputs[d] as number) : Math.floor(input * factor)
    if (input < 1 || output < 1) {
      throw new ShapeError(op, {
        expected: 'sizes of at least 1 before and after',
        got: `${input} to ${output} in dimension ${d + 2}`,
      })
    }
    return { input, output, ratio: factor === undefined || isExact(output / input) ? input / output : 1 / factor }
  })
}

function factorsOf(op: string, scaleFactor: PerAxis, rank: number): number[] {
  const factors = Array.isArray(scaleFactor) ? scaleFactor : Array<number>(rank).fill(scaleFactor as number)
  if (factors.length === rank && factors.every((f) => typeof f === 'number' && f > 0 && Number.isFinite(f))) {
    return factors
  }
  const count = rank === 1 ? 'one finite number' : `one finite number, or ${rank},`
  throw new ValueError(op, { expected: `scaleFactor as ${count} above 0`, got: nameOf(scaleFactor) })
}

/** In single precision, as torch computes them: elsewhere a product could fall on the other side of a whole number. */
function nearestPlaces({ input, output, ratio }: Axis): Int32Array<ArrayBuffer> {
  const step = Math.fround(ratio)
  return Int32Array.from({ length: output }, (_, j) => Math.min(Math.floor(Math.fround(j * step)), input - 1))
}

/** Each result's lower and upper neighbour, and how far it is from the lower one. */
function neighbours({ input, output, ratio }: Axis, alignCorners: boolean): [Tensor, Tensor] {
  const places = new Int32Array(2 * output)
  const weights = new RealArray(output)
  const step = alignCorners ? (output > 1 ? (input - 1) / (output - 1) : 0) : ratio
  for (let j = 0; j < output; j++) {
    const position = alignCorners ? step * j : Math.max(0, step * (j + 0.5) - 0.5)
    const low = Math.min(Math.floor(position), input - 1)
    places[j] = low
    places[output + j] = Math.min(low + 1, input - 1)
    weights[j] = Math.min(1, Math.max(0, position - low))
  }
  return [
    fromBuffer(places.buffer, [2, output], 'int32', 'interpolate'),
    fromBuffer(weights.buffer, [output], realDType, 'interpolate'),
  ]
}

function alongLines(x: Tensor, dim: number, axis: Axis, alignCorners: boolean): Tensor {
  const [places, weights] = neighbours(axis, alignCorners)
  const shape = x.shape.map((size, d) => (d === dim ? axis.output : size))
  const y = run(x, dim, axis, shape, places, weights, kernels.interpolate)
  if (isRecorded(x)) {
    record('interpolate', [x], [y], [places, weights], { dim, axis, shape: x.shape, places, weights }, derivative)
  }
  return y
}

interface Saved {
  dim: number
  axis: Axis
  shape: Shape
  places: Tensor
  weights: Tensor
}

const derivative: Backward<Saved> = ([dy], { dim, axis, shape, places, weights }) => [
  run(dy as Tensor, dim, axis, shape, places, weights, kernels.interpolate_backward),
]

/** From x to a tensor of `shape`, in either direction. */
function run(
  x: Tensor,
  dim: number,
  axis: Axis,
  shape: Shape,
  places: Tensor,
  weights: Tensor,
  kernel: typeof kernels.interpolate,
): Tensor {
  const [outer, , inner] = around(x.shape, dim)
  const size = sizeOf('interpolate', shape)
  beginOperation()
  const [source, table, weight] = [x, places, weights].map((t) => pointer(t, 'interpolate')) as [number, number, number]
  const y = emptyTensor(shape, size, x.dtype, 'interpolate')
  check(kernel(source, y.storage.address, table, weight, outer, axis.input, inner, axis.output))
  return y
}
