import { nameOf, withDefaults } from '../options.js'
import { assertWhole } from '../tensor/assert-number.js'
import { full } from '../tensor/creation.js'
import type { Tensor } from '../tensor/tensor.js'
import * as functional from './functional.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'

/** y = 1/(1 + e⁻ˣ). Same as torch.nn.Sigmoid. */
export class Sigmoid extends Module {
  forward(x: Tensor): Tensor {
    return functional.sigmoid(x)
  }
}

/** y = tanh x. Same as torch.nn.Tanh. */
export class Tanh extends Module {
  forward(x: Tensor): Tensor {
    return functional.tanh(x)
  }
}

/** y = max(x, 0). Same as torch.nn.ReLU. */
export class ReLU extends Module {
  forward(x: Tensor): Tensor {
    return functional.relu(x)
  }
}

/** y = x·σ(x). Same as torch.nn.SiLU. */
export class SiLU extends Module {
  forward(x: Tensor): Tensor {
    return functional.silu(x)
  }
}

/** The other name of SiLU. */
export { SiLU as Swish }

/** y = x cut off at minVal and maxVal. Same as torch.nn.Hardtanh. */
export class Hardtanh extends Module {
  readonly minVal: number
  readonly maxVal: number

  constructor(options?: { minVal?: number | undefined; maxVal?: number | undefined }) {
    super()
    const { minVal, maxVal } = withDefaults('Hardtanh', options, { minVal: -1, maxVal: 1 })
    this.minVal = minVal
    this.maxVal = maxVal
  }

  forward(x: Tensor): Tensor {
    return functional.hardtanh(x, { minVal: this.minVal, maxVal: this.maxVal })
  }

  protected override describe(): string {
    return `minVal=${this.minVal}, maxVal=${this.maxVal}`
  }
}

/** y = x for x > 0, else negativeSlope·x. Same as torch.nn.LeakyReLU. */
export class LeakyReLU extends Module {
  readonly negativeSlope: number

  constructor(options?: number | { negativeSlope?: number | undefined }) {
    super()
    const given = typeof options === 'number' ? { negativeSlope: options } : options
    this.negativeSlope = withDefaults('LeakyReLU', given, { negativeSlope: 0.01 }).negativeSlope
  }

  forward(x: Tensor): Tensor {
    return functional.leakyRelu(x, { negativeSlope: this.negativeSlope })
  }

  protected override describe(): string {
    return `negativeSlope=${this.negativeSlope}`
  }
}

/** y = x for x > 0, else weight·x with a learnt weight, one for all or one a channel. Same as torch.nn.PReLU. */
export class PReLU extends Module {
  readonly numParameters: number
  weight: Parameter

  constructor(options?: number | { numParameters?: number | undefined; init?: number | undefined }) {
    super()
    const given = typeof options === 'number' ? { numParameters: options } : options
    const { numParameters, init } = withDefaults('PReLU', given, { numParameters: 1, init: 0.25 })
    assertWhole('PReLU', 'numParameters', numParameters, 1)
    this.numParameters = numParameters
    this.weight = new Parameter(full([numParameters], init))
  }

  forward(x: Tensor): Tensor {
    return functional.prelu(x, this.weight)
  }

  protected override describe(): string {
    return `numParameters=${this.numParameters}`
  }
}

/** y = x for x > 0, else alpha·(eˣ − 1). Same as torch.nn.ELU. */
export class ELU extends Module {
  readonly alpha: number

  constructor(options?: number | { alpha?: number | undefined }) {
    super()
    const given = typeof options === 'number' ? { alpha: options } : options
    this.alpha = withDefaults('ELU', given, { alpha: 1 }).alpha
  }

  forward(x: Tensor): Tensor {
    return functional.elu(x, { alpha: this.alpha })
  }

  protected override describe(): string {
    return `alpha=${this.alpha}`
  }
}

/** y = x·Φ(x), or its approximation by tanh. Same as torch.nn.GELU. */
export class GELU extends Module {
  readonly approximate: 'none' | 'tanh'

  constructor(options?: { approximate?: 'none' | 'tanh' | undefined }) {
    super()
    const defaults: { approximate: 'none' | 'tanh' } = { approximate: 'none' }
    this.approximate = withDefaults('GELU', options, defaults).approximate
    if (this.approximate !== 'none' && this.approximate !== 'tanh') {
      throw new TypeError(`GELU: option 'approximate' must be 'none' or 'tanh', got ${nameOf(this.approximate)}`)
    }
  }

  forward(x: Tensor): Tensor {
    return functional.gelu(x, { approximate: this.approximate })
  }

  protected override describe(): string {
    return `approximate='${this.approximate}'`
  }
}

/** y = ln(1 + e^(beta·x))/beta. Same as torch.nn.Softplus. */
export class Softplus extends Module {
  readonly beta: number
  readonly threshold: number

  constructor(options?: { beta?: number | undefined; threshold?: number | undefined }) {
    super()
    const { beta, threshold } = withDefaults('Softplus', options, { beta: 1, threshold: 20 })
    this.beta = beta
    this.threshold = threshold
  }

  forward(x: Tensor): Tensor {
    return functional.softplus(x, { beta: this.beta, threshold: this.threshold })
  }

  protected override describe(): string {
    return `beta=${this.beta}, threshold=${this.threshold}`
  }
}

/** What Softmax and LogSoftmax share: the dimension; without one, 0 for 0, 1 and 3 dimensions, else 1, as in torch. */
abstract class AlongDimension extends Module {
  readonly dim: number | undefined

  constructor(options?: number | { dim?: number | undefined }) {
    super()
    const given = typeof options === 'number' ? { dim: options } : options
    this.dim = withDefaults<{ dim: number | undefined }>(new.target.name, given, { dim: undefined }).dim
  }

  protected dimFor(x: Tensor): number {
    return this.dim ?? ([0, 1, 3].includes(x.ndim) ? 0 : 1)
  }

  protected override describe(): string {
    return `dim=${this.dim}`
  }
}

/** yᵢ = e^(xᵢ)/Σ e^(xⱼ) along `dim`. Same as torch.nn.Softmax. */
export class Softmax extends AlongDimension {
  forward(x: Tensor): Tensor {
    return functional.softmax(x, this.dimFor(x))
  }
}

/** yᵢ = xᵢ − ln Σ e^(xⱼ) along `dim`. Same as torch.nn.LogSoftmax. */
export class LogSoftmax extends AlongDimension {
  forward(x: Tensor): Tensor {
    return functional.logSoftmax(x, this.dimFor(x))
  }
}
