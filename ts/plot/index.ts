/** Pictures of tensors and of training. */
export { type ConfusionMatrixOptions, type ImagesOptions, terminal } from './terminal.js'
