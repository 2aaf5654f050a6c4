/** Layers without state and losses, as functions, as in torch.nn.functional. */
export { elu, gelu, hardtanh, leakyRelu, relu, sigmoid, silu, softplus, tanh } from '../ops/activation.js'
export { type CrossEntropyOptions, crossEntropy, type NllLossOptions, nllLoss } from '../ops/cross-entropy.js'
export { type DropoutOptions, dropout } from '../ops/dropout.js'
export {
  type BinaryCrossEntropyOptions,
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type LossOptions,
  l1Loss,
  mseLoss,
} from '../ops/elementwise-loss.js'
export { linear } from '../ops/linear.js'
export { prelu } from '../ops/prelu.js'
export { logSoftmax, softmax } from '../ops/softmax.js'
