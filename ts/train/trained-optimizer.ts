import type { Tensor } from '../tensor/tensor.js'

/** What training needs of an optimizer; every one of `optim` has it. */
export interface TrainedOptimizer {
  readonly paramGroups: readonly { readonly params: readonly Tensor[]; readonly lr?: number }[]
  zeroGrad(): void
  step(): unknown
}

/** What training needs of a scheduler: a step an epoch. One that asks for a figure gets the validation loss, or the loss. */
export interface TrainedScheduler {
  step(figure: number): void
}

export function parametersOf(optimizer: TrainedOptimizer): Tensor[] {
  return optimizer.paramGroups.flatMap((group) => [...group.params])
}
