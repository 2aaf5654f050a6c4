import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import type { Tensor } from '../tensor/tensor.js'
import { Optimizer, type ParameterGroup, type ParameterState, type ParametersOrGroups } from './optimizer.js'
import { notNegative } from './settings.js'

export interface RMSpropSettings {
  /** Learning rate, per step. Default 0.01. */
  lr: number
  /** Decay of the average of the squared gradient. Default 0.99. */
  alpha: number
  /** Keeps the division finite. Default 1e-8. */
  eps: number
  /** Factor of the parameter that is added to its gradient. Default 0. */
  weightDecay: number
  /** Share of the last step that is kept. Default 0. */
  momentum: number
  /**
   * Divides by the deviation instead of the root mean square. Default false. With an alpha of 0 the deviation is 0 and
   * eps alone divides; torch has the error of a rounding there, whose root is often NaN.
   */
  centered: boolean
  /** Climbs instead of descending. Default false. */
  maximize: boolean
}

/**
 * v ← alpha·v + (1 − alpha)·g², p ← p − lr·g/(√v + eps). Same as torch.optim.RMSprop. Source: Hinton, lecture 6e, 2012.
 *
 * @throws ValueError for a negative setting
 */
export class RMSprop extends Optimizer<RMSpropSettings> {
  constructor(params: ParametersOrGroups<RMSpropSettings>, options?: Partial<RMSpropSettings>) {
    const settings = withDefaults<RMSpropSettings>('RMSprop', options, {
      lr: 1e-2,
      alpha: 0.99,
      eps: 1e-8,
      weightDecay: 0,
      momentum: 0,
      centered: false,
      maximize: false,
    })
    super('RMSprop', params, settings, (group, op) =>
      notNegative(op, group, 'lr', 'alpha', 'eps', 'weightDecay', 'momentum'),
    )
  }

  protected readonly stateKeys = ['step', 'square_avg']

  protected stepGroup(group: ParameterGroup<RMSpropSettings>, params: readonly Tensor[]): void {
    const { lr, alpha, eps, weightDecay, momentum, centered, maximize } = group
    for (const p of params) {
      const state = this.stateOf(p, () => ({ step: 0, square_avg: this.zerosLike(p) }))
      if (momentum > 0) state.momentum_buffer ??= this.zerosLike(p)
      if (centered) state.grad_avg ??= this.zerosLike(p)
      state.step = (state.step as number) + 1
    }
    const table = this.table(params, (p, words) => {
      const state = this.state.get(p) as ParameterState
      words.push(
        this.update(state.square_avg),
        centered ? this.update(state.grad_avg) : 0,
        momentum > 0 ? this.update(state.momentum_buffer) : 0,
      )
    })
    const flags = [centered, maximize] as const
    check(kernels.rmsprop_step(table, params.length, lr, alpha, eps, weightDecay, momentum, ...flags))
  }
}
