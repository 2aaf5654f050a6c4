import { oneOf, withDefaults } from '../options.js'
import { realDType } from '../runtime/precision.js'
import { Tensor } from '../tensor/tensor.js'
import { clamp } from './clamp.js'
import { unary, unaryWith } from './declare/unary.js'
import { maximum } from './maximum.js'

/**
 * y = tanh x; in single precision a polynomial (Cephes, tanhf), at most 2 units in the last place off.
 * Same as torch.tanh.
 */
export const tanh = unary('tanh', { kernel: 'tanh', saves: 'y', backward: 'tanh_backward' })

/** y = 1/(1 + e⁻ˣ). Same as torch.sigmoid. */
export const sigmoid = unary('sigmoid', { kernel: 'sigmoid', saves: 'y', backward: 'sigmoid_backward' })

/** y = (2/√π)·∫₀ˣ e^(−t²) dt, the error function. Same as torch.erf. */
export const erf = unary('erf', { kernel: 'erf', saves: 'x', backward: 'erf_backward' })

/** y = max(x, 0); the derivative at 0 is 0. Whole numbers stay whole. Same as torch.relu, but bool counts as int32. */
export function relu(self: Tensor): Tensor {
  return isWhole(self) ? maximum(self, 0) : rectified(self)
}

const rectified = unary('relu', { kernel: 'relu', saves: 'y', backward: 'relu_backward' })

/** y = x·σ(x), also called Swish. Same as torch.nn.functional.silu, but int32 and bool are taken as real. */
export const silu = unary('silu', { kernel: 'silu', saves: 'x', backward: 'silu_backward' })

const leaky = unaryWith('leakyRelu', { kernel: 'leaky_relu', saves: 'x', backward: 'leaky_relu_backward' })
const hard = unaryWith('hardtanh', { kernel: 'clamp', saves: 'x', backward: 'hardtanh_backward' })
const exponentialLinear = unaryWith('elu', { kernel: 'elu', saves: 'x', backward: 'elu_backward' })
const softPlus = unaryWith('softplus', { kernel: 'softplus', saves: 'x', backward: 'softplus_backward' })
const geluExact = unaryWith('gelu', { kernel: 'gelu', saves: 'x', backward: 'gelu_backward' })
const geluTanh = unaryWith('gelu', { kernel: 'gelu_tanh', saves: 'x', backward: 'gelu_tanh_backward' })

/**
 * y = x for x > 0, else negativeSlope·x. Same as torch.nn.functional.leaky_relu, but int32 and bool are taken as real.
 */
export function leakyRelu(self: Tensor, options?: { negativeSlope?: number | undefined }): Tensor {
  const { negativeSlope } = withDefaults('leakyRelu', options, { negativeSlope: 0.01 })
  return leaky(self, negativeSlope)
}

/**
 * y = x cut off at minVal and maxVal; the derivative at the ends is 0. Whole numbers with whole bounds stay whole.
 * Same as torch.nn.functional.hardtanh, but bool counts as int32.
 */
export function hardtanh(self: Tensor, options?: { minVal?: number | undefined; maxVal?: number | undefined }): Tensor {
  const { minVal, maxVal } = withDefaults('hardtanh', options, { minVal: -1, maxVal: 1 })
  return isWhole(self) ? clamp(self, minVal, maxVal) : hard(self, minVal, maxVal)
}

/** y = x for x > 0, else alpha·(eˣ − 1). Same as torch.nn.functional.elu, but int32 and bool are taken as real. */
export function elu(self: Tensor, options?: { alpha?: number | undefined }): Tensor {
  const { alpha } = withDefaults('elu', options, { alpha: 1 })
  return exponentialLinear(self, alpha)
}

/**
 * y = ln(1 + e^(beta·x))/beta, and x itself where beta·x > threshold.
 * Same as torch.nn.functional.softplus, but int32 and bool are taken as real.
 */
export function softplus(
  self: Tensor,
  options?: { beta?: number | undefined; threshold?: number | undefined },
): Tensor {
  const { beta, threshold } = withDefaults('softplus', options, { beta: 1, threshold: 20 })
  return softPlus(self, beta, threshold)
}

/**
 * y = x·Φ(x) with the normal distribution's Φ, or its approximation by tanh.
 * Same as torch.nn.functional.gelu, but int32 and bool are taken as real.
 * Source: Hendrycks & Gimpel, "Gaussian Error Linear Units", 2016.
 */
export function gelu(self: Tensor, options?: { approximate?: 'none' | 'tanh' | undefined }): Tensor {
  const { approximate } = withDefaults<{ approximate: 'none' | 'tanh' }>('gelu', options, { approximate: 'none' })
  oneOf('gelu', 'approximate', approximate, ['none', 'tanh'])
  return approximate === 'tanh' ? geluTanh(self) : geluExact(self)
}

function isWhole(x: Tensor): boolean {
  return x instanceof Tensor && x.dtype !== realDType
}
