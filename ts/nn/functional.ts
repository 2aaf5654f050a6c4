/** Layers without state of their own and losses, as functions, as in torch.nn.functional. */
export { elu, gelu, hardtanh, leakyRelu, relu, sigmoid, silu, softplus, tanh } from '../ops/activation.js'
export { type BatchNormOptions, batchNorm } from '../ops/batch-norm.js'
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
export { type GroupNormOptions, groupNorm } from '../ops/group-norm.js'
export { type InstanceNormOptions, instanceNorm } from '../ops/instance-norm.js'
export { type LayerNormOptions, layerNorm } from '../ops/layer-norm.js'
export { linear } from '../ops/linear.js'
export { type LocalResponseNormOptions, localResponseNorm } from '../ops/local-response-norm.js'
export { prelu } from '../ops/prelu.js'
export { type RmsNormOptions, rmsNorm } from '../ops/rms-norm.js'
export { logSoftmax, softmax } from '../ops/softmax.js'
