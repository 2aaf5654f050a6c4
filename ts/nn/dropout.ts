import { checkProbability, dropout } from '../ops/dropout.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'

/**
 * While training, each element is 0 with probability p and otherwise divided by 1 − p. Same as torch.nn.Dropout.
 *
 * @throws ValueError for p outside [0, 1]
 */
export class Dropout extends Module {
  readonly p: number

  constructor(options?: number | { p?: number | undefined }) {
    super()
    this.p = withDefaults('Dropout', typeof options === 'number' ? { p: options } : options, { p: 0.5 }).p
    checkProbability('Dropout', this.p)
  }

  forward(x: Tensor): Tensor {
    return dropout(x, { p: this.p, training: this.training })
  }

  protected override describe(): string {
    return `p=${this.p}`
  }
}
