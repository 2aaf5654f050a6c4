/** Training loops, metrics and callbacks. */
export { accuracy } from './accuracy.js'
export type { BatchSource } from './batches.js'
export type { Callback, TrainingState } from './callback.js'
export { confusionMatrix } from './confusion-matrix.js'
export { type EvaluateOptions, type Evaluation, evaluate } from './evaluate.js'
export { fit } from './fit.js'
export type { FitOptions } from './fit-options.js'
export { type GradientFlowOptions, gradientFlow } from './gradient-flow.js'
export { type EpochRecord, History } from './history.js'
export type { Loss } from './loss.js'
export type { Metric, Metrics } from './metric.js'
export { predict } from './predict.js'
export { type ProgressBarOptions, progressBar } from './progress-bar.js'
export type { ProgressStream } from './progress-drawing.js'
export type { TrainedOptimizer, TrainedScheduler } from './trained-optimizer.js'
export {
  type RecurrentState,
  type TrainedWindow,
  type TruncatedBpttOptions,
  truncatedBptt,
} from './truncated-bptt.js'
