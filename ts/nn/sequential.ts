import { type FusedActivation, linearActivation } from '../ops/linear-activation.js'
import { nameOf } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { ReLU, Sigmoid, Tanh } from './activations.js'
import { Linear } from './linear.js'
import { Module } from './module.js'

/** A module from one tensor to one tensor. */
export interface Layer extends Module {
  forward(x: Tensor): Tensor
}

/**
 * Modules one after the other; their names are their positions. A linear layer and the ReLU, tanh or sigmoid behind it
 * are computed as one operation, to the same bits. Same as torch.nn.Sequential.
 */
export class Sequential extends Module {
  [position: number]: Layer

  constructor(...layers: Layer[]) {
    super()
    for (const [i, layer] of layers.entries()) {
      if (!(layer instanceof Module)) {
        throw new TypeError(`Sequential: expected layer ${i} to be a Module, got ${nameOf(layer)}`)
      }
      Object.assign(this, { [i]: layer })
    }
  }

  forward(x: Tensor): Tensor {
    let y = x
    for (let i = 0, layer = this[0]; layer !== undefined; layer = this[++i]) {
      const activation = isUntouched(layer, Linear) ? fusable(this[i + 1]) : undefined
      if (activation === undefined) y = layer.forward(y)
      else {
        const { weight, bias } = layer as Linear
        y = linearActivation(y, weight, bias ?? undefined, activation)
        i++
      }
    }
    return y
  }
}

/** Whether a layer is of this very class and computes as the class says, so that one operation can stand for it. */
function isUntouched(layer: Layer, type: abstract new (...settings: never[]) => Layer): boolean {
  return layer.constructor === type && layer.forward === type.prototype.forward
}

/** The activation that can be computed together with the linear layer before it. */
function fusable(layer: Layer | undefined): FusedActivation | undefined {
  if (layer === undefined) return undefined
  if (isUntouched(layer, ReLU)) return 'relu'
  if (isUntouched(layer, Tanh)) return 'tanh'
  return isUntouched(layer, Sigmoid) ? 'sigmoid' : undefined
}
