import { withDefaults } from '../options.js'
import type { Tensor } from '../tensor/tensor.js'
import * as functional from './functional.js'
import { Module } from './module.js'

type Loss<Options> = (input: Tensor, target: Tensor, options?: Options) => Tensor

/** A loss function with its options, as a module. */
class LossModule<Options extends object> extends Module {
  readonly #loss: Loss<Options>
  readonly #options: Options | undefined

  /** `known` names the options that exist, so that a misspelt one is refused when the module is made. */
  constructor(loss: Loss<Options>, options: Options | undefined, known: readonly (keyof Options & string)[]) {
    super()
    withDefaults(new.target.name, options, Object.fromEntries(known.map((key) => [key, undefined])))
    this.#loss = loss
    this.#options = options
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return this.#loss(input, target, this.#options)
  }
}

/** See nn.functional.crossEntropy. Same as torch.nn.CrossEntropyLoss. */
export class CrossEntropyLoss extends LossModule<functional.CrossEntropyOptions> {
  constructor(options?: functional.CrossEntropyOptions) {
    super(functional.crossEntropy, options, ['weight', 'ignoreIndex', 'reduction', 'labelSmoothing'])
  }
}

/** See nn.functional.nllLoss. Same as torch.nn.NLLLoss. */
export class NLLLoss extends LossModule<functional.NllLossOptions> {
  constructor(options?: functional.NllLossOptions) {
    super(functional.nllLoss, options, ['weight', 'ignoreIndex', 'reduction'])
  }
}

/** See nn.functional.mseLoss. Same as torch.nn.MSELoss. */
export class MSELoss extends LossModule<functional.LossOptions> {
  constructor(options?: functional.LossOptions) {
    super(functional.mseLoss, options, ['reduction'])
  }
}

/** See nn.functional.l1Loss. Same as torch.nn.L1Loss. */
export class L1Loss extends LossModule<functional.LossOptions> {
  constructor(options?: functional.LossOptions) {
    super(functional.l1Loss, options, ['reduction'])
  }
}

/** See nn.functional.binaryCrossEntropy. Same as torch.nn.BCELoss. */
export class BCELoss extends LossModule<functional.BinaryCrossEntropyOptions> {
  constructor(options?: functional.BinaryCrossEntropyOptions) {
    super(functional.binaryCrossEntropy, options, ['weight', 'reduction'])
  }
}

/** See nn.functional.binaryCrossEntropyWithLogits. Same as torch.nn.BCEWithLogitsLoss. */
export class BCEWithLogitsLoss extends LossModule<functional.BinaryCrossEntropyWithLogitsOptions> {
  constructor(options?: functional.BinaryCrossEntropyWithLogitsOptions) {
    super(functional.binaryCrossEntropyWithLogits, options, ['weight', 'posWeight', 'reduction'])
  }
}
