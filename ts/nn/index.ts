/** Layers, losses, initialisation: what torch.nn has, by its names. */
export {
  ELU,
  GELU,
  Hardtanh,
  LeakyReLU,
  LogSoftmax,
  PReLU,
  ReLU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Swish,
  Tanh,
} from './activations.js'
export { Dropout } from './dropout.js'
export { Flatten } from './flatten.js'
export * as functional from './functional.js'
export { Identity } from './identity.js'
export * as init from './init/index.js'
export { Linear, type LinearOptions } from './linear.js'
export { BCELoss, BCEWithLogitsLoss, CrossEntropyLoss, L1Loss, MSELoss, NLLLoss } from './losses.js'
export { type LoadResult, Module, type StateDict } from './module.js'
export { Parameter } from './parameter.js'
export { type Layer, Sequential } from './sequential.js'
export * as utils from './utils.js'
