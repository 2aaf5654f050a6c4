/** Training loops, metrics and callbacks. */

export type { BatchSource } from './batches.js'
export type { Callback, TrainingState } from './callback.js'
export { type EvaluateOptions, type Evaluation, evaluate } from './evaluate.js'
export { fit } from './fit.js'
export type { FitOptions } from './fit-options.js'
export { type GradientFlowOptions, gradientFlow } from './gradient-flow.js'
export { type EpochRecord, History } from './history.js'
export type { Loss } from './loss.js'
export { accuracy } from './metrics/accuracy.js'
export { confusionMatrix } from './metrics/confusion-matrix.js'
export type { CountedMetric } from './metrics/counted.js'
export { type AverageOptions, f1, precision, recall } from './metrics/f1.js'
export { meanAbsoluteError, meanSquaredError } from './metrics/mean-errors.js'
export type { Metric, Metrics } from './metrics/metric.js'
export type { IgnoreIndexOptions } from './metrics/options.js'
export { perplexity } from './metrics/perplexity.js'
export { r2 } from './metrics/r2.js'
export { rocAuc } from './metrics/roc-auc.js'
export { topKAccuracy } from './metrics/top-k-accuracy.js'
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
