import { nn } from 'grad128'
import { given, gone, type Misuse, real, row, truth, vector, whole, wholes, wrong } from './operands.js'

const F = nn.functional
const table = real(3, 2)
const ids = whole([0, 2, 1])
const steps = real(4, 2, 3)

/** Rows of tables by index, and sequences. */
export const sequences: Record<string, Misuse> = {
  'embedding of an index beyond the table': () => F.embedding(whole([0, 1, 2, 3, 1], [5, 1]), table),
  'embedding of a negative index': () => F.embedding(whole([0, -1]), table),
  'embedding in a table without rows': () => F.embedding(wholes, real(0, 2)),
  'embedding of real indices': () => F.embedding(vector, table),
  'embedding of no tensor': () => F.embedding(wrong([0, 1]), table),
  'embedding in a vector': () => F.embedding(ids, vector),
  'embedding in whole numbers': () => F.embedding(ids, whole([1, 2, 3, 4], [2, 2])),
  'embedding in a released table': () => F.embedding(ids, gone),
  'embedding with a padding row beyond the table': () => F.embedding(ids, table, { paddingIdx: 3 }),
  'embedding with a padding row too far from the end': () => F.embedding(ids, table, { paddingIdx: -4 }),
  'embedding with half a padding row': () => F.embedding(ids, table, { paddingIdx: 0.5 }),
  'embedding with a bound of the norm': () => F.embedding(ids, table, wrong({ maxNorm: 1 })),
  'Embedding without rows': () => new nn.Embedding(0, 3),
  'Embedding of a width of text': () => new nn.Embedding(3, wrong('3')),
  'Embedding with a sparse gradient': () => new nn.Embedding(3, 3, wrong({ sparse: true })),
  'Embedding with a padding row beyond the table': () => new nn.Embedding(3, 3, { paddingIdx: 3 }),
  'Embedding of an index beyond the table': given(
    () => new nn.Embedding(3, 2),
    (layer) => layer.forward(whole([7])),
  ),
  'Embedding.fromPretrained of a vector': () => nn.Embedding.fromPretrained(vector),
  'Embedding.fromPretrained of an array': () => nn.Embedding.fromPretrained(wrong([[1, 2]])),
  'Embedding.fromPretrained with an unknown option': () => nn.Embedding.fromPretrained(table, wrong({ frozen: true })),
  'embeddingBag of an index beyond the table': () => F.embeddingBag(whole([0, 3], [1, 2]), table),
  'embeddingBag of three dimensions': () => F.embeddingBag(whole([0, 1], [1, 1, 2]), table),
  'embeddingBag of one dimension without offsets': () => F.embeddingBag(ids, table),
  'embeddingBag of two dimensions with offsets': () => F.embeddingBag(whole([0, 1], [1, 2]), table, { offsets: ids }),
  'embeddingBag with real offsets': () => F.embeddingBag(ids, table, { offsets: vector }),
  'embeddingBag with offsets of two dimensions': () => F.embeddingBag(ids, table, { offsets: whole([0], [1, 1]) }),
  'embeddingBag with offsets that begin late': () => F.embeddingBag(ids, table, { offsets: whole([1, 2]) }),
  'embeddingBag with offsets that descend': () => F.embeddingBag(ids, table, { offsets: whole([0, 2, 1]) }),
  'embeddingBag with offsets beyond the indices': () => F.embeddingBag(ids, table, { offsets: whole([0, 4]) }),
  'embeddingBag without its last offset': () =>
    F.embeddingBag(ids, table, { offsets: whole([0, 2]), includeLastOffset: true }),
  'embeddingBag with an unknown mode': () => F.embeddingBag(ids, table, wrong({ mode: 'min' })),
  'embeddingBag with weights for a mean': () =>
    F.embeddingBag(ids, table, { offsets: whole([0]), perSampleWeights: vector }),
  'embeddingBag with weights of another shape': () =>
    F.embeddingBag(ids, table, { offsets: whole([0]), mode: 'sum', perSampleWeights: row }),
  'embeddingBag with weights of truth values': () =>
    F.embeddingBag(wholes, table, { offsets: whole([0]), mode: 'sum', perSampleWeights: truth }),
  'EmbeddingBag with an unknown mode': () => new nn.EmbeddingBag(3, 2, wrong({ mode: 'last' })),
  'EmbeddingBag with an unknown option of forward': given(
    () => new nn.EmbeddingBag(3, 2),
    (bag) => bag.forward(ids, whole([0]), wrong({ weights: vector })),
  ),
  'EmbeddingBag.fromPretrained of a vector': () => nn.EmbeddingBag.fromPretrained(vector),
  'lastStep of a vector': () => F.lastStep(vector, [1]),
  'lastStep of other lengths': () => F.lastStep(steps, [1, 2, 3]),
  'lastStep with a length of 0': () => F.lastStep(steps, [4, 0]),
  'lastStep with a length beyond the steps': () => F.lastStep(steps, new Int32Array([5, 1])),
  'lastStep with the batch elsewhere': () => F.lastStep(steps, [4, 1], { batchFirst: true }),
  'lastStep with real lengths': () => F.lastStep(steps, real(2)),
  'lastStep of text': () => F.lastStep(steps, wrong('12')),
  'meanOverSteps of whole numbers': () => F.meanOverSteps(whole([1, 2], [2, 1]), [1]),
  'meanOverSteps with half a length': () => F.meanOverSteps(steps, [1.5, 2]),
  'maxOverSteps of a released tensor': () => F.maxOverSteps(gone, [1, 2]),
  'maxOverSteps with an unknown option': () => F.maxOverSteps(steps, [1, 2], wrong({ dim: 1 })),
}
