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
export { AdaptiveAvgPool1d, AdaptiveAvgPool2d, AdaptiveMaxPool1d, AdaptiveMaxPool2d } from './adaptive-pool.js'
export { AvgPool1d, AvgPool2d } from './average-pool.js'
export { BatchNorm1d, BatchNorm2d, type BatchNormLayerOptions } from './batch-norm.js'
export { Conv1d, Conv2d, type ConvOptions } from './conv.js'
export {
  ConvTranspose1d,
  ConvTranspose2d,
  type ConvTransposeForwardOptions,
  type ConvTransposeOptions,
} from './conv-transpose.js'
export type { PaddingMode } from './convolution.js'
export { Dropout, Dropout1d, Dropout2d } from './dropout.js'
export {
  Embedding,
  type EmbeddingOptions,
  type PretrainedEmbeddingOptions,
} from './embedding.js'
export { EmbeddingBag, type EmbeddingBagOptions, type PretrainedEmbeddingBagOptions } from './embedding-bag.js'
export { Flatten } from './flatten.js'
export * as functional from './functional.js'
export { GroupNorm, type GroupNormLayerOptions } from './group-norm.js'
export { Identity } from './identity.js'
export * as init from './init/index.js'
export { InstanceNorm1d, InstanceNorm2d, type InstanceNormLayerOptions } from './instance-norm.js'
export { LayerNorm, type LayerNormLayerOptions } from './layer-norm.js'
export { Linear, type LinearOptions } from './linear.js'
export { LocalResponseNorm } from './local-response-norm.js'
export { BCELoss, BCEWithLogitsLoss, CrossEntropyLoss, L1Loss, MSELoss, NLLLoss } from './losses.js'
export { LPPool1d, LPPool2d } from './lp-pool.js'
export { MaxPool1d, MaxPool2d } from './max-pool.js'
export { type LoadResult, Module, type StateDict } from './module.js'
export { Parameter } from './parameter.js'
export { PixelShuffle, PixelUnshuffle } from './pixel-shuffle.js'
export {
  type CellOptions,
  GRUCell,
  LSTMCell,
  RNNCell,
  type RNNCellOptions,
} from './recurrent/cells.js'
export { GRU, type GRUGates, type GRUOptions } from './recurrent/gru.js'
export { type InspectedSequenceOptions, LSTM, type LSTMGates, type LSTMOptions } from './recurrent/lstm.js'
export type { RecurrentOptions, SequenceOptions } from './recurrent/recurrent.js'
export { RNN, type RNNOptions } from './recurrent/rnn.js'
export { Residual } from './residual.js'
export { RMSNorm, type RmsNormLayerOptions } from './rms-norm.js'
export { type Layer, Sequential } from './sequential.js'
export { type Summary, type SummaryOptions, type SummaryRow, summary } from './summary/summary.js'
export { Unflatten } from './unflatten.js'
export { Upsample } from './upsample.js'
export * as utils from './utils.js'
