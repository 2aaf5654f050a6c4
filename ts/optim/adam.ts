import { withDefaults } from '../options.js'
import { check, kernels } from '../runtime/kernels.js'
import type { Tensor } from '../tensor/tensor.js'
import { Optimizer, type ParameterGroup, type ParameterState, type ParametersOrGroups } from './optimizer.js'
import { decayRates, notNegative } from './settings.js'

export interface AdamSettings {
  /** Learning rate, per step. Default 0.001. */
  lr: number
  /** Decay of the averages of gradient and squared gradient. Default [0.9, 0.999]. */
  betas: readonly [number, number]
  /** Keeps the division finite. Default 1e-8. */
  eps: number
  /** Adam adds it times the parameter to the gradient (default 0), AdamW shrinks the parameter (default 0.01). */
  weightDecay: number
  /** Divides by the largest average so far. Default false. */
  amsgrad: boolean
  /** Climbs instead of descending. Default false. */
  maximize: boolean
}

const DEFAULTS: AdamSettings = {
  lr: 1e-3,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  maximize: false,
}

/** What Adam and AdamW share: all but where the weight decay goes. */
abstract class AdamFamily extends Optimizer<AdamSettings> {
  readonly #decoupled: boolean

  constructor(name: string, params: ParametersOrGroups<AdamSettings>, settings: AdamSettings, decoupled: boolean) {
    super(name, params, settings, (group, op) => {
      notNegative(op, group, 'lr', 'eps', 'weightDecay')
      decayRates(op, group.betas)
    })
    this.#decoupled = decoupled
  }

  protected readonly stateKeys = ['step', 'exp_avg', 'exp_avg_sq']

  protected stepGroup(group: ParameterGroup<AdamSettings>, params: readonly Tensor[]): void {
    const { lr, betas, eps, weightDecay, amsgrad, maximize } = group
    for (const p of params) {
      const state = this.stateOf(p, () => ({ step: 0, exp_avg: this.zerosLike(p), exp_avg_sq: this.zerosLike(p) }))
      if (amsgrad) state.max_exp_avg_sq ??= this.zerosLike(p)
      state.step = (state.step as number) + 1
    }
    const table = this.table(params, (p, words) => {
      const state = this.state.get(p) as ParameterState
      const largest = amsgrad ? this.update(state.max_exp_avg_sq) : 0
      words.push(this.update(state.exp_avg), this.update(state.exp_avg_sq), largest, state.step as number)
    })
    const flags = [this.#decoupled, amsgrad, maximize] as const
    check(kernels.adam_step(table, params.length, lr, betas[0], betas[1], eps, weightDecay, ...flags))
  }
}

/**
 * m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p ← p − lr·m̂/(√v̂ + eps) with m̂, v̂ corrected for their start at 0.
 * Same as torch.optim.Adam. Source: Kingma & Ba, 2015.
 *
 * @throws ValueError for a setting out of its range
 */
export class Adam extends AdamFamily {
  constructor(params: ParametersOrGroups<AdamSettings>, options?: Partial<AdamSettings>) {
    super('Adam', params, withDefaults('Adam', options, DEFAULTS), false)
  }
}

/**
 * Adam whose weight decay shrinks the parameter itself: p ← p·(1 − lr·weightDecay) before the step.
 * Same as torch.optim.AdamW. Source: Loshchilov & Hutter, 2019.
 *
 * @throws ValueError for a setting out of its range
 */
export class AdamW extends AdamFamily {
  constructor(params: ParametersOrGroups<AdamSettings>, options?: Partial<AdamSettings>) {
    super('AdamW', params, withDefaults('AdamW', options, { ...DEFAULTS, weightDecay: 0.01 }), true)
  }
}
