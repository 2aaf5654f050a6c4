import { checkProbability, type DropoutOptions, dropout, dropout1d, dropout2d } from '../ops/dropout.js'
import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import { Module } from './module.js'

/** What the layers share that zero at random: the probability. */
abstract class RandomZeros extends Module {
  readonly p: number

  constructor(options?: number | { p?: number | undefined }) {
    super()
    const op = new.target.name
    this.p = withDefaults(op, typeof options === 'number' ? { p: options } : options, { p: 0.5 }).p
    checkProbability(op, this.p)
  }

  protected options(): DropoutOptions {
    return { p: this.p, training: this.training }
  }

  protected override describe(): string {
    return `p=${this.p}`
  }
}

/**
 * While training, each element is 0 with probability p and otherwise divided by 1 − p. Same as torch.nn.Dropout.
 *
 * @throws ValueError for p outside [0, 1]
 */
export class Dropout extends RandomZeros {
  forward(x: Tensor): Tensor {
    return dropout(x, this.options())
  }
}

/**
 * While training, each channel of x [N, C, L] or [C, L] is 0 with probability p and otherwise divided by 1 − p.
 * Same as torch.nn.Dropout1d. @throws ValueError for p outside [0, 1]
 */
export class Dropout1d extends RandomZeros {
  forward(x: Tensor): Tensor {
    return dropout1d(x, this.options())
  }
}

/**
 * While training, each channel of x [N, C, H, W] is 0 with probability p and otherwise divided by 1 − p.
 * Same as torch.nn.Dropout2d. @throws ValueError for p outside [0, 1]
 */
export class Dropout2d extends RandomZeros {
  forward(x: Tensor): Tensor {
    return dropout2d(x, this.options())
  }
}
