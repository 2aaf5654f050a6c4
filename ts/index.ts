/**
 * grad128: deep learning that trains on the CPU, in Node and in the browser.
 *
 * Public names only. Importing installs the operations as methods of Tensor; the core compiles on first use.
 */
import './ops/methods.js'

export { detectAnomaly } from './autograd/anomaly.js'
export { type GradOptions, grad } from './autograd/grad.js'
export { enableGrad, noGrad } from './autograd/grad-mode.js'
export { type GradcheckOptions, gradcheck } from './autograd/gradcheck.js'
export * as data from './data/index.js'
export {
  DisposedError,
  DTypeError,
  FormatError,
  Grad128Error,
  GraphError,
  IndexError,
  InternalError,
  NonFiniteError,
  OutOfMemoryError,
  ShapeError,
  UnavailableError,
  ValueError,
} from './errors.js'
export * as io from './io/index.js'
export * as nn from './nn/index.js'
export * from './ops/index.js'
export * as optim from './optim/index.js'
export * as plot from './plot/plot.js'
export { type BackendInfo, backendInfo } from './runtime/boot.js'
export { type ConfigureOptions, configure } from './tensor/configure.js'
export { type NumberArray, type TensorOptions, tensor } from './tensor/conversion.js'
export { arange, eye, full, linspace, ones, onesLike, zeros, zerosLike } from './tensor/creation.js'
export type { DType, TypedArray } from './tensor/dtype.js'
export { fromTypedArray } from './tensor/from-typed-array.js'
export { Generator, manualSeed } from './tensor/generator.js'
export { type MemoryFigures, memory } from './tensor/memory.js'
export { normal, rand, randint, randn, randperm } from './tensor/random.js'
export { keep, scope } from './tensor/scope.js'
export type { Shape } from './tensor/shape.js'
export { Tensor } from './tensor/tensor.js'
export * as train from './train/index.js'
