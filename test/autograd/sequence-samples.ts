import { nn, tensor } from 'grad128/float64'
import { type Sample, sample } from './samples.js'
import { leaf } from './values.js'

const F = nn.functional
const table = () => leaf([5, 3])
const int32 = (values: number[], shape = [values.length]) => tensor(new Int32Array(values), { shape })
const indices = int32([0, 2, 4, 2, 4, 0], [2, 3])
const flat = int32([0, 2, 4, 2, 4, 0])
const offsets = int32([0, 1, 1, 4])
const lengths = [4, 1, 3]

/** Samples for rows of tables, and for sequences that become one vector. */
export const sequenceSamples: Record<string, Sample[]> = {
  embedding: [
    sample((w) => F.embedding(indices, w), table()),
    sample((w) => F.embedding(indices, w).mul(F.embedding(indices, w)), table()),
  ],
  embeddingBag: [
    ...(['sum', 'mean', 'max'] as const).flatMap((mode) => [
      sample((w) => F.embeddingBag(indices, w, { mode }), table()),
      sample((w) => F.embeddingBag(flat, w, { mode, offsets }), table()),
    ]),
    sample(
      (w, perSampleWeights) => F.embeddingBag(flat, w, { mode: 'sum', offsets, perSampleWeights, paddingIdx: 1 }),
      table(),
      leaf([6], -2, 2, 1),
    ),
  ],
  lastStep: [
    sample((x) => F.lastStep(x, lengths), leaf([4, 3, 2])),
    sample((x) => F.lastStep(x, lengths, { batchFirst: true }), leaf([3, 4, 2])),
  ],
  meanOverSteps: [
    sample((x) => F.meanOverSteps(x, lengths), leaf([4, 3, 2])),
    sample((x) => F.meanOverSteps(x, lengths, { batchFirst: true }), leaf([3, 4])),
  ],
  maxOverSteps: [
    sample((x) => F.maxOverSteps(x, lengths), leaf([4, 3, 2])),
    sample((x) => F.maxOverSteps(x, lengths, { batchFirst: true }), leaf([3, 4, 2])),
  ],
}
