import { ShapeError } from '../errors.js'
import { linear } from '../ops/linear.js'
import { nameOf, withDefaults } from '../options.js'
import { zeros } from '../tensor/creation.js'
import type { Tensor } from '../tensor/tensor.js'
import { kaimingUniform, uniform } from './init/index.js'
import { Module } from './module.js'
import { Parameter } from './parameter.js'

export interface LinearOptions {
  /** Whether to add a learnt offset. Default true. */
  bias?: boolean | undefined
}

/**
 * y = x·Wᵀ + b. With an activation behind it, a perceptron. Same as torch.nn.Linear.
 *
 * weight [out, in], bias [out], both uniform on ±1/√in at first; x [..., in] → y [..., out].
 */
export class Linear extends Module {
  readonly inFeatures: number
  readonly outFeatures: number
  weight: Parameter
  bias: Parameter | null

  /** @throws ShapeError when a size is no whole number of at least 0 (out) or 1 (in) */
  constructor(inFeatures: number, outFeatures: number, options?: LinearOptions) {
    super()
    const { bias } = withDefaults('Linear', options, { bias: true })
    for (const [name, size] of Object.entries({ inFeatures, outFeatures })) {
      if (typeof size !== 'number') throw new TypeError(`Linear: expected ${name} as a number, got ${nameOf(size)}`)
      if (!Number.isInteger(size) || size < 1) {
        throw new ShapeError('Linear', { expected: `${name} to be a whole number of at least 1`, got: String(size) })
      }
    }
    this.inFeatures = inFeatures
    this.outFeatures = outFeatures
    this.weight = new Parameter(zeros([outFeatures, inFeatures]))
    this.bias = bias ? new Parameter(zeros([outFeatures])) : null
    kaimingUniform(this.weight, { a: Math.sqrt(5) })
    const bound = 1 / Math.sqrt(inFeatures)
    if (this.bias !== null) uniform(this.bias, { a: -bound, b: bound })
  }

  forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias ?? undefined)
  }

  protected override describe(): string {
    return `inFeatures=${this.inFeatures}, outFeatures=${this.outFeatures}, bias=${this.bias !== null}`
  }
}
