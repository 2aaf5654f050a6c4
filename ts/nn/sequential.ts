import { type FusedActivation, linearActivation } from '../ops/linear-activation.js'
import { nameOf } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { ReLU, Sigmoid, Tanh } from './activations.js'
import { Linear } from './linear.js'
import { MaxPool1d, MaxPool2d } from './max-pool.js'
import { Module } from './module.js'

/** A module from one tensor to one tensor. */
export interface Layer extends Module {
  forward(x: Tensor): Tensor
}

/**
 * Modules one after the other; their names are their positions. A linear layer and the ReLU, tanh or sigmoid behind it
 * are computed as one operation, and a ReLU before a max pool after it, where fewer elements are left: to the same bits.
 * Same as torch.nn.Sequential.
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
      const next = this[i + 1]
      const activation = isUntouched(layer, Linear) ? fusable(next) : undefined
      if (activation !== undefined) {
        const { weight, bias } = layer as Linear
        y = linearActivation(y, weight, bias ?? undefined, activation)
        i++
      } else if (isUntouched(layer, ReLU) && isMaxPool(next)) {
        y = layer.forward(next.forward(y))
        i++
      } else {
        y = layer.forward(y)
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

/**
 * Whether a ReLU may as well come after a layer: the largest of a window is the same, and a window that has nothing above
 * 0 passes no gradient on. Which element was the largest may differ, though.
 */
function isMaxPool(layer: Layer | undefined): layer is MaxPool1d | MaxPool2d {
  if (layer === undefined || !(isUntouched(layer, MaxPool1d) || isUntouched(layer, MaxPool2d))) return false
  return !(layer as MaxPool1d<boolean> | MaxPool2d<boolean>).returnIndices
}
