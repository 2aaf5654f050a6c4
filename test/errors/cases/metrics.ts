import { tensor, train } from 'grad128'
import { logits, type Misuse, real, row, square, vector, whole, wholes, wrong } from './operands.js'

const flags = tensor(new Int32Array([0, 1, 1]))

/** Figures of merit. */
export const metrics: Record<string, Misuse> = {
  'accuracy of other shapes': () => train.accuracy(logits, whole([0, 1, 2])),
  'accuracy of arrays': () => train.accuracy(wrong([1]), wholes),
  'accuracy with an unknown option': () => train.accuracy(logits, wholes, wrong({ ignore: 1 })),
  'accuracy with half an ignoreIndex': () => train.accuracy(logits, wholes, { ignoreIndex: 0.5 }),
  'accuracy.with an unknown option': () => train.accuracy.with(wrong({ threshold: 0.5 })),
  'topKAccuracy of none': () => train.topKAccuracy(0),
  'topKAccuracy of text': () => train.topKAccuracy(wrong('3')),
  'topKAccuracy of more than there are': () => train.topKAccuracy(4)(logits, wholes),
  'topKAccuracy of one score each': () => train.topKAccuracy(1)(vector, flags),
  'topKAccuracy of a class that there is not': () => train.topKAccuracy(1)(logits, whole([0, 3])),
  'precision of a class that there is not': () => train.precision(logits, whole([0, 3])),
  'precision of a negative class': () => train.precision(wholes, whole([0, -1])),
  'recall with an unknown average': () => train.recall(logits, wholes, wrong({ average: 'samples' })),
  'f1 of other shapes': () => train.f1(logits, vector),
  'f1.with an unknown average': () => train.f1.with(wrong({ average: 'none' })),
  'confusionMatrix with an unknown option': () => train.confusionMatrix(logits, wholes, 3, wrong({ normalize: true })),
  'confusionMatrix of a class that there is not': () => train.confusionMatrix(logits, whole([0, 3]), 3),
  'meanAbsoluteError of shapes that would broadcast': () => train.meanAbsoluteError(row, vector),
  'meanSquaredError of other shapes': () => train.meanSquaredError(square, row),
  'meanSquaredError with an option': () => train.meanSquaredError(row, row, wrong({ squared: false })),
  'r2 of a column and a row': () => train.r2(real(3, 1), real(1, 3)),
  'perplexity of a class that there is not': () => train.perplexity(logits, whole([0, 3])),
  'perplexity of real targets': () => train.perplexity(logits, vector),
  'perplexity of probabilities': () => train.perplexity(logits, logits),
  'perplexity with an unknown option': () => train.perplexity(logits, wholes, wrong({ base: 2 })),
  'rocAuc of three classes': () => train.rocAuc(logits, wholes),
  'rocAuc of other targets': () => train.rocAuc(vector, whole([0, 1, 2])),
  'rocAuc of NaN': () => train.rocAuc(tensor([1, Number.NaN]), wholes),
}
