import { flatten } from '../ops/reshape.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'

/** Dimensions startDim … endDim as one; by default all but the batch. Same as torch.nn.Flatten. */
export class Flatten extends Module {
  readonly startDim: number
  readonly endDim: number

  constructor(options?: { startDim?: number | undefined; endDim?: number | undefined }) {
    super()
    const { startDim, endDim } = withDefaults('Flatten', options, { startDim: 1, endDim: -1 })
    this.startDim = startDim
    this.endDim = endDim
  }

  forward(x: Tensor): Tensor {
    return flatten(x, this.startDim, this.endDim)
  }

  protected override describe(): string {
    return `startDim=${this.startDim}, endDim=${this.endDim}`
  }
}
