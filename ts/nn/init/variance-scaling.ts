import { ShapeError } from '../../errors.js'
import { nameOf, oneOf, withDefaults } from '../../options.js'
import { show } from '../../tensor/shape.js'
import { Tensor } from '../../tensor/tensor.js'
import { normal, uniform } from './basic.js'
import { calculateGain, type Nonlinearity } from './gain.js'

export interface XavierOptions {
  gain?: number | undefined
}

export interface KaimingOptions {
  /** Negative slope of the leaky ReLU behind the layer. Default 0. */
  a?: number | undefined
  /** Which side's number of connections sets the scale. Default `fan_in`. */
  mode?: 'fan_in' | 'fan_out' | undefined
  /** Default `leaky_relu`. */
  nonlinearity?: Nonlinearity | undefined
}

/** Uniform on ±gain·√(6/(fanIn + fanOut)). Same as torch.nn.init.xavier_uniform_. Source: Glorot & Bengio, 2010. */
export function xavierUniform(t: Tensor, options?: XavierOptions): Tensor {
  const bound = Math.sqrt(3) * xavierDeviation('xavierUniform', t, options)
  return uniform(t, { a: -bound, b: bound })
}

/** Normal with deviation gain·√(2/(fanIn + fanOut)). Same as torch.nn.init.xavier_normal_. Source: Glorot & Bengio, 2010. */
export function xavierNormal(t: Tensor, options?: XavierOptions): Tensor {
  return normal(t, { std: xavierDeviation('xavierNormal', t, options) })
}

/** Uniform on ±gain·√(3/fan). Same as torch.nn.init.kaiming_uniform_. Source: He et al., 2015. */
export function kaimingUniform(t: Tensor, options?: KaimingOptions): Tensor {
  const bound = Math.sqrt(3) * kaimingDeviation('kaimingUniform', t, options)
  return uniform(t, { a: -bound, b: bound })
}

/** Normal with deviation gain/√fan. Same as torch.nn.init.kaiming_normal_. Source: He et al., 2015. */
export function kaimingNormal(t: Tensor, options?: KaimingOptions): Tensor {
  return normal(t, { std: kaimingDeviation('kaimingNormal', t, options) })
}

function xavierDeviation(op: string, t: Tensor, options: XavierOptions | undefined): number {
  const { gain } = withDefaults(op, options, { gain: 1 })
  const { fanIn, fanOut } = fans(op, t)
  return gain * Math.sqrt(2 / (fanIn + fanOut))
}

function kaimingDeviation(op: string, t: Tensor, options: KaimingOptions | undefined): number {
  const { a, mode, nonlinearity } = withDefaults<{ a: number; mode: 'fan_in' | 'fan_out'; nonlinearity: Nonlinearity }>(
    op,
    options,
    { a: 0, mode: 'fan_in', nonlinearity: 'leaky_relu' },
  )
  oneOf(op, 'mode', mode, ['fan_in', 'fan_out'])
  const { fanIn, fanOut } = fans(op, t)
  return calculateGain(nonlinearity, a) / Math.sqrt(mode === 'fan_in' ? fanIn : fanOut)
}

/** Connections of one output and of one input: weight is [out, in, kernel…]. */
function fans(op: string, t: Tensor): { fanIn: number; fanOut: number } {
  if (!(t instanceof Tensor)) throw new TypeError(`${op}: expected a tensor, got ${nameOf(t)}`)
  if (t.ndim < 2) throw new ShapeError(op, { expected: 'at least 2 dimensions', got: show(t.shape) })
  const field = t.shape.slice(2).reduce((x, y) => x * y, 1)
  return { fanIn: (t.shape[1] as number) * field, fanOut: (t.shape[0] as number) * field }
}
