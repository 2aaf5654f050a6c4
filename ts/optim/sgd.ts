import { ValueError } from '../errors.js'
import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import type { Tensor } from '../tensor/tensor.js'
import { Optimizer, type ParameterGroup, type ParametersOrGroups } from './optimizer.js'
import { notNegative } from './settings.js'

export interface SGDSettings {
  /** Learning rate, per step. */
  lr: number
  /** Share of the last step's direction that is kept. Default 0. */
  momentum: number
  /** Share of the gradient that does not enter the momentum. Default 0. */
  dampening: number
  /** Factor of the parameter that is added to its gradient. Default 0. */
  weightDecay: number
  /** Looks ahead along the momentum. Default false. */
  nesterov: boolean
  /** Climbs instead of descending. Default false. */
  maximize: boolean
}

/**
 * Stochastic gradient descent: b ← momentum·b + (1 − dampening)·g, p ← p − lr·b. Same as torch.optim.SGD.
 *
 * @throws ValueError for a missing or negative rate, or Nesterov without momentum or with dampening
 */
export class SGD extends Optimizer<SGDSettings> {
  constructor(params: ParametersOrGroups<SGDSettings>, options: Partial<SGDSettings> & { lr: number }) {
    const settings = withDefaults<SGDSettings>('SGD', options, {
      lr: Number.NaN,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      maximize: false,
    })
    super('SGD', params, settings, (group, op) => {
      if (Number.isNaN(group.lr) && options?.lr === undefined) {
        throw new ValueError(op, {
          expected: 'a learning rate',
          got: 'none',
          remedy: 'Pass { lr }; SGD has no default',
        })
      }
      notNegative(op, group, 'lr', 'momentum', 'weightDecay')
      if (!group.nesterov || (group.momentum > 0 && group.dampening === 0)) return
      const got = `momentum ${group.momentum}, dampening ${group.dampening}`
      throw new ValueError(op, { expected: 'nesterov with momentum > 0 and dampening 0', got })
    })
  }

  // The momentum begins with the first step that has one.
  protected readonly stateKeys = []

  protected stepGroup(group: ParameterGroup<SGDSettings>, params: readonly Tensor[]): void {
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = group
    const started = new Set<Tensor>()
    if (momentum !== 0) {
      for (const p of params) {
        const state = this.stateOf(p, () => ({}))
        if (state.momentum_buffer === undefined) state.momentum_buffer = this.zerosLike(p)
        else started.add(p)
      }
    }
    const table = this.table(params, (p, words) => {
      words.push(momentum === 0 ? 0 : this.update(this.state.get(p)?.momentum_buffer), started.has(p) ? 0 : 1)
    })
    check(kernels.sgd_step(table, params.length, lr, momentum, dampening, weightDecay, nesterov, maximize))
  }
}
