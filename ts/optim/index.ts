/** Optimizers: what torch.optim has, by its names. */
export { Adam, type AdamSettings, AdamW } from './adam.js'
export { Optimizer, type ParameterGroup, type ParametersOrGroups } from './optimizer.js'
export { RMSprop, type RMSpropSettings } from './rmsprop.js'
export { SGD, type SGDSettings } from './sgd.js'
export type { OptimizerStateDict } from './state-dict.js'
