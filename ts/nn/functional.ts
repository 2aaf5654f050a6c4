/** Layers without state of their own and losses, as functions, as in torch.nn.functional. */
export { elu, gelu, hardtanh, leakyRelu, relu, sigmoid, silu, softplus, tanh } from '../ops/activation.js'
export { type BatchNormOptions, batchNorm } from '../ops/batch-norm.js'
export { type ConvolutionOptions, conv1d, conv2d } from '../ops/convolution/convolution.js'
export {
  convTranspose1d,
  convTranspose2d,
  type TransposedConvolutionOptions,
} from '../ops/convolution/transposed-convolution.js'
export { type CrossEntropyOptions, crossEntropy, type NllLossOptions, nllLoss } from '../ops/cross-entropy.js'
export { type DropoutOptions, dropout, dropout1d, dropout2d } from '../ops/dropout.js'
export {
  type BinaryCrossEntropyOptions,
  type BinaryCrossEntropyWithLogitsOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type LossOptions,
  l1Loss,
  mseLoss,
} from '../ops/elementwise-loss.js'
export { type EmbeddingFunctionOptions, embedding } from '../ops/embedding.js'
export { type BagMode, type EmbeddingBagFunctionOptions, embeddingBag } from '../ops/embedding-bag.js'
export { type GroupNormOptions, groupNorm } from '../ops/group-norm.js'
export { type InstanceNormOptions, instanceNorm } from '../ops/instance-norm.js'
export { type InterpolateOptions, interpolate } from '../ops/interpolate.js'
export { type LayerNormOptions, layerNorm } from '../ops/layer-norm.js'
export { linear } from '../ops/linear.js'
export { type LocalResponseNormOptions, localResponseNorm } from '../ops/local-response-norm.js'
export { pixelShuffle, pixelUnshuffle } from '../ops/pixel-shuffle.js'
export {
  type AveragePool2dOptions,
  type AveragePoolOptions,
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  avgPool1d,
  avgPool2d,
} from '../ops/pooling/average-pool.js'
export { type LPPoolOptions, lpPool1d, lpPool2d } from '../ops/pooling/lp-pool.js'
export {
  type AdaptiveMaxPoolOptions,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  type MaxPooled,
  type MaxPoolOptions,
  maxPool1d,
  maxPool2d,
} from '../ops/pooling/max-pool.js'
export { prelu } from '../ops/prelu.js'
export { type RmsNormOptions, rmsNorm } from '../ops/rms-norm.js'
export { logSoftmax, softmax } from '../ops/softmax.js'
export { type Lengths, lastStep, maxOverSteps, meanOverSteps, type StepsOptions } from '../ops/steps.js'
