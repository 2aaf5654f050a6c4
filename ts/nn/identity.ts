import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'

/** The input, unchanged. Same as torch.nn.Identity. */
export class Identity extends Module {
  forward(x: Tensor): Tensor {
    return x
  }
}
