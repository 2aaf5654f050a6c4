import fc from 'fast-check'
import { data, nn, type Tensor, tensor } from 'grad128'
import { expect, test } from 'vitest'
import { holds } from '../../properties/holds.js'

const { padSequences } = data

test('tokens side by side, with lengths and a mask that is true behind the end', () => {
  const { padded, lengths, mask } = padSequences([[1, 2, 3], [4], [5, 6]])
  expect(padded.dtype).toBe('int32')
  expect(padded.toArray()).toEqual([
    [1, 2, 3],
    [4, 0, 0],
    [5, 6, 0],
  ])
  expect(lengths).toEqual(new Int32Array([3, 1, 2]))
  expect(mask.dtype).toBe('bool')
  expect(mask.toArray()).toEqual([
    [false, false, false],
    [false, true, true],
    [false, false, true],
  ])
})

test('another value, a limit, the steps first', () => {
  const { padded, lengths, mask } = padSequences([[1, 2, 3], [], [5]], { value: -1, maxLength: 2, batchFirst: false })
  expect(padded.toArray()).toEqual([
    [1, -1, 5],
    [2, -1, -1],
  ])
  expect(lengths).toEqual(new Int32Array([2, 0, 1]))
  expect(mask.toArray()).toEqual([
    [false, false],
    [true, true],
    [false, true],
  ])
})

test('vectors as steps, of tensors and of arrays', () => {
  const a = [
    [1, 2],
    [3, 4],
  ]
  for (const sequences of [
    [a, [[5, 6.5]]],
    [tensor(a), tensor([[5, 6.5]])],
  ] as data.Sequence[][]) {
    const batch = padSequences(sequences)
    expect(batch.padded.dtype).toBe('float32')
    expect(batch.lengths).toEqual(new Int32Array([2, 1]))
    expect(batch.mask.toArray()).toEqual([
      [false, false],
      [false, true],
    ])
    expect(batch.padded.toArray()).toEqual([a, [[5, 6.5], [0, 0]]]) // biome-ignore format: as it looks
    expect(padSequences(sequences, { batchFirst: false }).padded.toArray()).toEqual([
      [[1, 2], [5, 6.5]],
      [[3, 4], [0, 0]],
    ]) // biome-ignore format: as it looks
  }
  expect(padSequences([tensor([]).reshape([0, 2]), tensor(a)]).padded.toArray()).toEqual([[[0, 0], [0, 0]], a]) // biome-ignore format: as it looks
})

test('the type is that of the sequences, or the one asked for', () => {
  expect(padSequences([new Float32Array([0.5])]).padded.dtype).toBe('float32')
  expect(padSequences([new Uint8Array([7])]).padded.dtype).toBe('int32')
  expect(padSequences([tensor([true])]).padded.toArray()).toEqual([[true]])
  const real = padSequences([[1, 0.5], [2]], { dtype: 'float32', value: Number.NaN })
  expect(real.padded.toArray()).toEqual([
    [1, 0.5],
    [2, Number.NaN],
  ])
})

test('goes with embeddings, lengths and masks of the layers', () => {
  const { padded, lengths, mask } = padSequences([[1, 2], [3]])
  const embedded = new nn.Embedding(4, 3, { paddingIdx: 0 }).forward(padded)
  const pooled = nn.functional.meanOverSteps(embedded, lengths, { batchFirst: true })
  const masked = embedded.maskedFill(mask.unsqueeze(2), 0)
  const sums = masked.sum({ dim: 1 }).data()
  expect(Array.from(pooled.data())).toEqual(Array.from(sums, (sum, i) => Math.fround(i < 3 ? sum / 2 : sum)))
})

test('whatever the sequences: what is inside stays, what is behind is the value', () => {
  holds(150, [fc.array(fc.array(fc.integer({ min: -9, max: 9 })), { minLength: 1 }), fc.boolean()], (given, first) => {
    const { padded, lengths, mask } = padSequences(given, { value: 99, batchFirst: first })
    const rows = (first ? padded : padded.transpose(0, 1)).toArray() as number[][]
    const behind = mask.toArray() as boolean[][]
    const longest = Math.max(...given.map(({ length }) => length))
    for (const [n, sequence] of given.entries()) {
      expect(lengths[n]).toBe(sequence.length)
      expect(rows[n]).toEqual([...sequence, ...Array(longest - sequence.length).fill(99)])
      expect(behind[n]).toEqual(Array.from({ length: longest }, (_, t) => t >= sequence.length))
    }
  })
})

test('as a collate function', () => {
  const sentences = new data.ArrayDataset([[1, 2, 3], [4], [5, 6]], [0, 1, 1])
  const loader = new data.DataLoader(sentences, {
    batchSize: 2,
    collate: (items) => {
      const { padded, lengths } = padSequences(items.map(([tokens]) => tokens))
      return [padded, lengths, tensor(Int32Array.from(items, ([, label]) => label))] as [Tensor, Int32Array, Tensor]
    },
  })
  expect(Array.from(loader, ([padded]) => padded.shape)).toEqual([
    [2, 3],
    [1, 2],
  ])
})

test.each([
  [
    true,
    [
      [0, 1],
      [2, 3],
      [0, 0],
    ],
    [[4, 5]],
  ],
  [
    false,
    [
      [0, 1],
      [4, 5],
      [0, 0],
    ],
    [[2, 3]],
  ],
])('gradients go back to the steps of tensors, batch first %s, as through pad_sequence', (batchFirst, long, short) => {
  const [a, b] = [
    tensor(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      { requiresGrad: true },
    ),
    tensor([[7, 8]], { requiresGrad: true }),
  ]
  const { padded } = padSequences([a, b], { batchFirst, maxLength: 2 })
  padded.backward(
    tensor(
      Float32Array.from({ length: 8 }, (_, i) => i),
      { shape: [2, 2, 2] },
    ),
  )
  expect(a.grad!.toArray()).toEqual(long)
  expect(b.grad!.toArray()).toEqual(short)
})
