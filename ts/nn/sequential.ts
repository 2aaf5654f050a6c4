import { nameOf } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'

/** A module from one tensor to one tensor. */
export interface Layer extends Module {
  forward(x: Tensor): Tensor
}

/** Modules one after the other; their names are their positions. Same as torch.nn.Sequential. */
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
    for (let i = 0, layer = this[0]; layer !== undefined; layer = this[++i]) y = layer.forward(y)
    return y
  }
}
