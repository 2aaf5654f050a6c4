/**
 * The order in which a reader looks for operations: groups of families, each family a source file. What stands in no
 * group goes to the end by itself, so that a new file needs no entry here.
 */
export const groups = [
  { title: 'Creation', files: ['tensor/conversion', 'tensor/from-typed-array', 'tensor/creation', 'ops/one-hot'] },
  { title: 'Random numbers', files: ['tensor/generator', 'tensor/random', 'ops/bernoulli'] },
  {
    title: 'Arithmetic',
    files: [
      ...['ops/arithmetic', 'ops/power', 'ops/exponential', 'ops/trigonometry', 'ops/activation', 'ops/rounding'],
      ...['ops/clamp', 'ops/maximum', 'ops/remainder', 'ops/combination'],
    ],
  },
  { title: 'Comparison and logic', files: ['ops/comparison', 'ops/logic', 'ops/where'] },
  {
    title: 'Reductions, running sums and order',
    files: ['ops/reduction', 'ops/statistics', 'ops/extremum', 'ops/truth', 'ops/cumulative', 'ops/sorting'],
  },
  { title: 'Softmax', files: ['ops/softmax'] },
  {
    title: 'Normalization',
    files: [
      ...['ops/batch-norm', 'ops/layer-norm', 'ops/group-norm', 'ops/instance-norm', 'ops/rms-norm'],
      ...['ops/local-response-norm'],
    ],
  },
  { title: 'Linear algebra', files: ['ops/matmul', 'ops/products', 'ops/einsum', 'ops/linear'] },
  {
    title: 'Shape',
    files: [
      ...['ops/reshape', 'ops/transpose', 'ops/expand', 'ops/repeat', 'ops/cat', 'ops/split', 'ops/pad'],
      ...['ops/diagonal', 'ops/triangle'],
    ],
  },
  { title: 'Indexing', files: ['ops/slice', 'ops/index-select', 'ops/gather'] },
  { title: 'Element types and copies', files: ['ops/cast', 'ops/clone'] },
]
