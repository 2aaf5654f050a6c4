import { describe, expect, test } from 'vitest'
import { type Library, precisions } from '../fixtures/precision.js'

const int32 = ({ tensor }: Library, values: number[], shape = [values.length]) =>
  tensor(new Int32Array(values), { shape })

for (const { name, library } of precisions) {
  const { nn, optim, tensor, manualSeed, memory } = library

  describe(`embeddings on ${name}`, () => {
    test('are standard normal at first, but for the row of padding', () => {
      manualSeed(1)
      const { weight, paddingIdx } = new nn.Embedding(50, 400, { paddingIdx: -2 })
      const values = Array.from(weight.data())
      expect(paddingIdx).toBe(48)
      expect(values.slice(48 * 400, 49 * 400).every((value) => value === 0)).toBe(true)
      const drawn = values.filter((_, i) => Math.floor(i / 400) !== 48)
      const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length
      const square = drawn.reduce((a, b) => a + b * b, 0) / drawn.length
      // Five standard errors.
      expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(drawn.length))
      expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / drawn.length))
    })

    test('the row of padding is never trained, by any optimizer', () => {
      for (const Layer of [nn.Embedding, nn.EmbeddingBag]) {
        manualSeed(2)
        const layer = new Layer(4, 3, { paddingIdx: 1 })
        const optimizer = new optim.Adam(layer.parameters(), { lr: 0.1 })
        const before = layer.weight.toArray() as number[][]
        for (let step = 0; step < 3; step++) {
          const loss = layer
            .forward(int32(library, [1, 0, 3, 1], [2, 2]))
            .square()
            .sum()
          optimizer.zeroGrad()
          loss.backward()
          optimizer.step()
        }
        const after = layer.weight.toArray() as number[][]
        expect(after[1]).toEqual([0, 0, 0])
        expect(after[2]).toEqual(before[2])
        expect(after[0]).not.toEqual(before[0])
      }
    })

    test('around a table that is there share its elements, frozen unless asked otherwise', () => {
      const table = tensor([
        [1, 2],
        [3, 4],
      ])
      for (const Layer of [nn.Embedding, nn.EmbeddingBag]) {
        const frozen = Layer.fromPretrained(table)
        expect(frozen).toBeInstanceOf(Layer)
        expect([frozen.numEmbeddings, frozen.embeddingDim, frozen.weight.requiresGrad]).toEqual([2, 2, false])
        const trained = Layer.fromPretrained(table, { freeze: false, paddingIdx: 0 })
        expect([trained.weight.requiresGrad, trained.paddingIdx]).toEqual([true, 0])
        expect(trained.weight.toArray()).toEqual(table.toArray())
      }
      const layer = nn.Embedding.fromPretrained(table)
      table.copyFrom(new Float32Array([5, 6, 7, 8]))
      expect(layer.forward(int32(library, [1])).toArray()).toEqual([[7, 8]])
    })

    test('draw no random numbers for a table that is there', () => {
      manualSeed(3)
      const expected = library.rand([1]).item()
      manualSeed(3)
      nn.Embedding.fromPretrained(tensor([[1, 2]]))
      expect(library.rand([1]).item()).toBe(expected)
    })

    test('tell of themselves', () => {
      expect(new nn.Embedding(4, 3).toString()).toBe('Embedding(numEmbeddings=4, embeddingDim=3)')
      expect(new nn.EmbeddingBag(4, 3, { mode: 'max', paddingIdx: 0 }).toString()).toBe(
        "EmbeddingBag(numEmbeddings=4, embeddingDim=3, paddingIdx=0, mode='max')",
      )
    })

    test('keep memory flat', () => {
      const layer = new nn.EmbeddingBag(20, 8, { mode: 'max' })
      const optimizer = new optim.SGD(layer.parameters(), { lr: 0.1 })
      const step = () => {
        const loss = layer
          .forward(int32(library, [1, 5, 5, 19]), int32(library, [0, 1, 1]))
          .square()
          .sum()
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
      }
      for (let i = 0; i < 5; i++) step()
      const { liveBytes, liveTensors } = memory()
      for (let i = 0; i < 20; i++) step()
      expect(memory().liveBytes).toBeLessThanOrEqual(liveBytes)
      expect(memory().liveTensors).toBeLessThanOrEqual(liveTensors)
    })
  })

  describe(`sequences as one vector on ${name}`, () => {
    const F = nn.functional
    const output = () =>
      tensor([1, 10, 2, Number.NaN, 3, Number.POSITIVE_INFINITY], { shape: [3, 2, 1], requiresGrad: true })

    test.each([
      ['lastStep', [[3], [10]], [0, 1, 0, 0, 1, 0]],
      ['meanOverSteps', [[2], [10]], [1 / 3, 1, 1 / 3, 0, 1 / 3, 0]],
      ['maxOverSteps', [[3], [10]], [0, 1, 0, 0, 1, 0]],
    ] as const)('%s: what is behind the end has no influence', (op, expected, gradient) => {
      for (const lengths of [[3, 1], new Int32Array([3, 1]), int32(library, [3, 1])]) {
        const x = output()
        const y = F[op](x, lengths)
        expect(y.toArray()).toEqual(expected)
        y.sum().backward()
        const grad = Array.from(x.grad?.data() ?? [])
        for (const [i, value] of gradient.entries()) expect(grad[i]).toBeCloseTo(value, 6)
      }
    })
  })
}
