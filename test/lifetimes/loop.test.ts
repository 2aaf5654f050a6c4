import { memory, nn, optim, type Tensor, tensor } from 'grad128'
import { expect, test } from 'vitest'

const STEPS = 20_000

/** Figures of a synchronous loop, in which the garbage collector's callbacks never run: after step 2 and at the end. */
function figuresOf(step: (i: number) => void) {
  const seen: ReturnType<typeof memory>[] = []
  for (let i = 1; i <= STEPS; i++) {
    step(i)
    if (i === 2 || i === STEPS) seen.push(memory())
  }
  const [first, last] = seen as [ReturnType<typeof memory>, ReturnType<typeof memory>]
  return { first, last }
}

function expectFlat({ first, last }: ReturnType<typeof figuresOf>): void {
  expect(first.liveTensors).toBeGreaterThan(0)
  expect([last.liveTensors, last.liveBytes]).toEqual([first.liveTensors, first.liveBytes])
  // The cache of JavaScript data may fill its budget of 64 MiB, and no more.
  expect(last.arenaBytes).toBeLessThanOrEqual(first.arenaBytes + 96 * 2 ** 20)
}

function freshBatch(i: number): [Tensor, Tensor] {
  const x = Float32Array.from({ length: 8 * 64 }, (_, k) => Math.sin(i + k))
  const y = Int32Array.from({ length: 8 }, (_, k) => (i + k) % 3)
  return [tensor(x, { shape: [8, 64] }), tensor(y)]
}

test('20,000 training steps, each with a fresh batch, keep memory flat', () => {
  const model = new nn.Sequential(new nn.Linear(64, 16), new nn.ReLU(), new nn.Dropout(0.1), new nn.Linear(16, 3))
  const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
  let last = Number.NaN
  expectFlat(
    figuresOf((i) => {
      const [x, y] = freshBatch(i)
      const loss = nn.functional.crossEntropy(model.forward(x), y)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      last = loss.item()
    }),
  )
  expect(last).toBeLessThan(2)
})

test('so do a loop that looks at everything, and one whose batches are results themselves', () => {
  const model = new nn.Linear(64, 3)
  const optimizer = new optim.SGD(model.parameters(), { lr: 1e-3, momentum: 0.9 })
  expectFlat(
    figuresOf((i) => {
      const [raw, y] = freshBatch(i)
      const x = raw.sub(raw.mean({ dim: 0 })).mul(0.5)
      const logits = model.forward(x)
      const loss = nn.functional.crossEntropy(logits, y)
      optimizer.zeroGrad()
      loss.backward()
      nn.utils.clipGradNorm(model.parameters(), 1)
      optimizer.step()
      const hits = logits.argmax({ dim: 1 }).eq(y).cast('float32').mean()
      logits.detach().softmax(1).max()
      if (hits.item() > 1) throw new Error('a mean of hits above 1')
    }),
  )
})

test('20,000 gradients accumulated without an optimizer', () => {
  const w = tensor([0], { requiresGrad: true })
  expectFlat(figuresOf(() => w.add(1).mul(2).backward()))
  expect(w.grad!.item()).toBe(2 * STEPS)
})
